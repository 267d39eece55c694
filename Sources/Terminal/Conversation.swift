package import Console

/// A dialogue with whoever is at the other end: a person at a terminal, a pipe, or commands given on
/// the command line. Chooses the reader, takes over the signals, runs the loop.
package struct Conversation: Sendable {
  /// Where the lines come from.
  package enum Source: Equatable, Sendable {
    /// Standard input: with readline if it and standard output are terminals.
    case standardInput
    /// The lines of a text (`-c 'commands'`, `--file`).
    case text(String)
  }

  /// Where the lines come from.
  package var source: Source
  /// `--color`.
  package var colour: ColourPolicy
  /// `--plain`.
  package var isPlain: Bool
  /// Whether lines are kept for the next session (`--no-history` says no).
  package var keepsHistory: Bool

  /// A dialogue as the options say.
  package init(
    source: Source = .standardInput, colour: ColourPolicy = .auto, isPlain: Bool = false,
    keepsHistory: Bool = true
  ) {
    self.source = source
    self.colour = colour
    self.isPlain = isPlain
    self.keepsHistory = keepsHistory
  }

  /// Whether a person types at a terminal in this world.
  package func isInteractive(in world: World) -> Bool {
    source == .standardInput && world.isTerminal(0) && world.isTerminal(1)
  }

  /// Runs the dialogue and returns the exit code. `Signals.secureStandardStreams` must have run.
  package func run(
    in world: World, _ respond: (Input, ScreenSettings) -> Response
  ) -> Int32 {
    let isInteractive = isInteractive(in: world)
    let looks = Looks(colour: colour, isPlain: isPlain, isInteractive: isInteractive)
    do throws(SystemError) {
      try Signals.open(isInteractive: isInteractive)
      var loop = ReadLoop(world: world, looks: looks, reader: try reader(isInteractive, world))
      return loop.run(respond)
    } catch {
      try? Output.error.write("undermat: the terminal could not be prepared: \(error.words)\n")
      return 74
    }
  }

  private func reader(
    _ isInteractive: Bool, _ world: World
  ) throws(SystemError) -> any LineReader {
    if case .text(let text) = source { return PlainReader(text: text, world: world) }
    guard isInteractive else { return PlainReader(descriptor: 0, world: world) }
    return try ReadlineReader(
      world: world, history: history(in: world), isDumb: world.hasDumbTerminal)
  }

  private func history(in world: World) -> HistoryFile? {
    guard keepsHistory, let path = HistoryFile.path(in: world), path != "/dev/null" else {
      return nil
    }
    switch HistoryFile.open(path) {
    case .success(let file): return file
    case .failure(let failure):
      try? Output.error.write(
        "What you type is not kept for next time: \(failure.words). `--no-history` hides this.\n")
      return nil
    }
  }
}
