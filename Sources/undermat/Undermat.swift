import ArgumentParser
import Terminal

/// The program: a lobby without arguments, and its commands.
@main
struct Undermat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undermat",
    abstract: "A practice room for people who serve customers.",
    subcommands: [List.self, Grade.self, WalkCommand.self, FormatCommand.self])

  static func main() {
    Signals.secureStandardStreams()
    main(nil)
  }
}
