import ArgumentParser
import Console
import Terminal

/// What the program does without a command. A command of its own, because the options of a parent
/// command would take those of the same name away from its subcommands.
struct LobbyCommand: LookingCommand {
  static let configuration = CommandConfiguration(
    commandName: "lobby", abstract: "The lobby: choose a scenario and play.",
    shouldDisplay: false)

  @Option(
    name: [.customShort("c"), .customLong("command")],
    help: "What to do in the lobby, instead of asking: lines, or commands with semicolons between.")
  var commands: [String] = []

  @Option(help: "A file with what to do in the lobby, a line each.")
  var file: String?

  @OptionGroup var play: PlayOptionGroup
  @OptionGroup var session: SessionOptions
  @OptionGroup var lookArguments: LookArguments

  func run() throws {
    let world = World.live
    try LobbyRun(
      options: play.options(trainee: looks.trainee(in: world)), looks: looks,
      session: session.settings, source: try source(world)
    ).run(in: world)
  }

  private func source(_ world: World) throws -> Conversation.Source {
    if !commands.isEmpty {
      let lines = commands.map { $0.split(separator: ";").joined(separator: "\n") }
      return .text(lines.joined(separator: "\n") + "\n")
    }
    guard let file else { return .standardInput }
    switch world.readFile(file, 64 << 20) {
    case .success(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
    case .failure(let failure):
      try Printing.finish(
        CommandResult(Problem(failure.words, exitCode: failure.exitCode)), looks, in: world)
      throw ExitCode(failure.exitCode)
    }
  }
}
