import ArgumentParser
import Terminal

@main
struct Undermat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undermat",
    abstract: "A practice room for people who serve customers.",
    subcommands: [FormatCommand.self])

  static func main() {
    Signals.secureStandardStreams()
    main(nil)
  }
}
