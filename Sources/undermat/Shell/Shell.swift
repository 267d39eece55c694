import ArgumentParser
import Console
import Glibc
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
protocol RoomCommand: ParsableCommand {
  /// How to look, which the command line may say.
  var looks: LookOptions { get }
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

/// The options that all commands share.
struct LookOptions: ParsableArguments {
  @Option(name: .customLong("scenarios"), help: "The folder of scenarios.")
  var scenarios: String?

  @Option(name: .customLong("color"), help: "Colour: auto, always or never.")
  var colourName: String = "auto"

  @Flag(help: "Lines in words, without colour or drawings, as a screen reader wants them.")
  var plain = false

  @Option(help: "The file of records.")
  var records: String?

  @Option(help: "Who plays; else UNDERMAT_TRAINEE, else the login name.")
  var trainee: String?

  func validate() throws {
    guard ColourPolicy(rawValue: colourName) != nil else {
      throw ValidationError("--color is auto, always or never.")
    }
  }

  var colour: ColourPolicy { ColourPolicy(rawValue: colourName) ?? .auto }

  /// The screen as it is now, for a command that answers and ends.
  func screen(in world: World) -> ScreenSettings {
    Looks(colour: colour, isPlain: plain, isInteractive: false).screen(in: world)
  }

  /// Who plays.
  func trainee(in world: World) -> String {
    let names = [trainee] + ["UNDERMAT_TRAINEE", "USER", "LOGNAME"].map(world.environment)
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? Self.loginName ?? "trainee"
  }

  /// The name that the system knows the user by.
  private static var loginName: String? {
    getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
  }
}
