import Console
import Terminal

/// A dialogue on file, held again: what is typed in it goes to the same machines as at the prompt.
struct SessionRun {
  private let session: SessionFile
  private let folder: String
  private let world: World

  /// - Parameters:
  ///   - text: of the session's file.
  ///   - folder: that file's, with its slash; scenarios are looked for from there.
  init(_ text: String, folder: String, _ world: World) {
    session = SessionFile(text)
    self.folder = folder
    self.world = world
  }

  /// The whole text of the dialogue as it goes now, or why it cannot be held.
  func held() -> Result<String, Problem> {
    guard let name = session.name else {
      return .failure(
        Problem("the first line names no scenario, as `# wine.json seed=1` does", exitCode: 65))
    }
    var options = session.playOptions
    options.seed = options.seed ?? 0
    let surroundings = self.surroundings
    return open(name)
      .flatMap { Attempt.start($0, options, surroundings) }
      .map { session.held(in: Room(surroundings, play: $0)) }
  }

  private func open(_ name: String) -> Result<OpenedScenario, Problem> {
    let files = ScenarioFiles(named: nil, in: world)
    let beside = folder + name
    return files.open(Folder.exists(beside) ? beside : name)
  }

  /// A world in which nothing happens by chance and nothing is kept.
  private var surroundings: Surroundings {
    Surroundings(
      now: { 1_700_000_000_000 }, monotonicNow: { .zero }, newSeed: { 42 },
      isInterrupted: { Signals.interruptIsPending }, list: { .success([]) },
      open: { open($0) },
      write: { _, _ in Problem("a session writes no files", exitCode: 73) }, commandNames: { [] },
      run: { _, _ in .answer(CommandResult("")) }, records: .inMemory())
  }
}
