import ArgumentParser
import Console
import Glibc
import Terminal

/// What all commands share: how to look, where scenarios and records are, who plays. As somebody
/// who gives no options has it, unless a command line says otherwise.
struct LookOptions: Sendable {
  /// The folder of scenarios.
  var scenarios: String?
  var colour: ColourPolicy = .auto
  var plain = false
  /// The file of records.
  var records: String?
  var trainee: String?

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

/// The same on the command line.
struct LookArguments: ParsableArguments {
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

  var options: LookOptions {
    LookOptions(
      scenarios: scenarios, colour: ColourPolicy(rawValue: colourName) ?? .auto, plain: plain,
      records: records, trainee: trainee)
  }
}

/// A command that takes the shared options.
protocol LookingCommand: ParsableCommand {
  var lookArguments: LookArguments { get }
}

extension LookingCommand {
  /// How to look, which the command line may say.
  var looks: LookOptions { lookArguments.options }
}
