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
  static let commandNames = names(ofCommandsIn: Undermat.self).filter { $0 != "lobby" }

  private static func names(ofCommandsIn group: any ParsableCommand.Type) -> [String] {
    group.configuration.subcommands.map {
      $0.configuration.commandName ?? "\($0)".lowercased()
    }
  }

  /// A word that is no command gets a suggestion: the parser itself would only refuse it.
  private static func suggestCommand(_ arguments: [String]) {
    suggest(arguments.first, among: commandNames, in: "undermat")
    let scores = ScoresCommand.configuration.commandName ?? ""
    guard arguments.count > 1, arguments[0] == scores else { return }
    suggest(arguments[1], among: names(ofCommandsIn: ScoresCommand.self), in: "undermat \(scores)")
  }

  private static func suggest(_ word: String?, among names: [String], in group: String) {
    guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
    var nearest = NearestName()
    let guess = nearest.find(word, in: names).map { " Did you mean `\($0)`?" } ?? ""
    let shown = SafeText.shownOnOneLine(word)
    Answer.say("\(group): there is no command `\(shown)`.\(guess) `\(group) --help` lists them.\n")
    exit(withError: ExitCode(64))
  }
}
