import ArgumentParser
import Console
import Reports
import Terminal

/// What a command is run in: the world, how to look, where the scenarios are.
struct Shell: Sendable {
  var world: World
  /// For standard output.
  var screen: ScreenSettings
  var scenarios: ScenarioFiles
  /// The records file, opened when it is first needed.
  var live: LiveRecords
  /// Who plays if a command does not say.
  var trainee: String

  /// The records as the console sees them.
  var records: RecordsPort { live.port }

  /// What the command line says, in the shell.
  init(_ looks: LookOptions, in world: World) {
    self.init(
      world: world, screen: looks.screen(in: world),
      scenarios: ScenarioFiles(named: looks.scenarios, in: world),
      live: LiveRecords(looks, in: world), trainee: looks.trainee(in: world))
  }

  init(
    world: World, screen: ScreenSettings, scenarios: ScenarioFiles, live: LiveRecords,
    trainee: String
  ) {
    self.trainee = trainee
    self.world = world
    self.screen = screen
    self.scenarios = scenarios
    self.live = live
  }

  /// Whom a command means that speaks of one trainee.
  func trainee(_ looks: LookOptions) -> String { looks.trainee ?? trainee }

  /// Lines as the answer of a command.
  func lines(_ lines: [String]) -> StyledText {
    StyledText(lines.map { $0 + "\n" }.joined())
  }
}

/// A command that works in the shell and in the lobby: it says what it has to say, and nothing is
/// printed by it.
protocol RoomCommand: LookingCommand {
  /// Does it.
  func result(in shell: Shell) -> CommandResult
}

extension RoomCommand {
  /// In the shell: prints the result and leaves with its exit code.
  func run() throws {
    let world = World.live
    let result = result(in: Shell(looks, in: world))
    try Printing.finish(result, looks, in: world)
  }
}

/// Prints what a command says.
enum Printing {
  /// Prints a result and throws the exit code unless it is 0.
  static func finish(_ result: CommandResult, _ looks: LookOptions, in world: World) throws {
    let screen = looks.screen(in: world)
    do throws(Output.Failure) {
      let text = result.data ?? result.output.rendered(isColoured: screen.isColoured)
      try Output.standard.write(text)
    } catch {
      throw ExitCode(Output.explain(error))
    }
    let isColoured = looks.colour.allowsColour(on: 2, in: world) && !screen.isPlain
    try? Output.error.write(result.notice.rendered(isColoured: isColoured))
    if result.exitCode != 0 { throw ExitCode(result.exitCode) }
  }
}
