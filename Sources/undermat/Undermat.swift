import ArgumentParser
import Authoring
import Console
import Terminal

/// The program: a lobby without arguments, and its commands.
@main
struct Undermat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undermat",
    abstract: "A practice room for people who serve customers.",
    discussion: "Without a command it opens the lobby.",
    version: ProgramVersion.text,
    subcommands: [
      LobbyCommand.self, List.self, PlayCommand.self, ResumeCommand.self, Grade.self,
      WalkCommand.self,
      ScoresCommand.self, Next.self, Calibrate.self,
    ] + authoring, defaultSubcommand: LobbyCommand.self)

  static func main() {
    Signals.secureStandardStreams()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if QuickStart.run(arguments) { return }
    suggestCommand(arguments)
    main(nil)
  }
}

extension Undermat {
  /// The names of the commands, as typed.
  static let commandNames = configuration.subcommands.dropFirst().map {
    $0.configuration.commandName ?? "\($0)".lowercased()
  }

  /// A first word that is no command gets a suggestion: the parser itself would only refuse it.
  private static func suggestCommand(_ arguments: [String]) {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help",
      !commandNames.contains(word)
    else { return }
    var nearest = NearestName()
    let guess = nearest.find(word, in: commandNames).map { " Did you mean `\($0)`?" } ?? ""
    let shown = SafeText.shownOnOneLine(word)
    Answer.say(
      "undermat: there is no command `\(shown)`.\(guess) `undermat --help` lists them.\n")
    exit(withError: ExitCode(64))
  }
}
