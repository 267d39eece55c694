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
    subcommands: [
      List.self, PlayCommand.self, Grade.self, WalkCommand.self, FormatCommand.self,
    ])

  @Option(
    name: [.customShort("c"), .customLong("command")],
    help: "What to do in the lobby, instead of asking: lines, or commands with semicolons between.")
  var commands: [String] = []

  @Option(help: "A file with what to do in the lobby, a line each.")
  var file: String?

  @OptionGroup var play: PlayOptionGroup
  @OptionGroup var session: SessionOptions
  @OptionGroup var looks: LookOptions

  static func main() {
    Signals.secureStandardStreams()
    suggestCommand(Array(CommandLine.arguments.dropFirst()))
    main(nil)
  }

  func run() throws {
    let world = World.live
    let surroundings = LiveSurroundings.make(looks, in: world)
    let options = play.options(trainee: looks.trainee(in: world))
    var room = Room(surroundings, defaults: options, isQuiet: session.quiet)
    let conversation = session.conversation(looks, source: try source(world))
    let code = conversation.run(in: world) { room.handle($0, $1) }
    if code != 0 { throw ExitCode(code) }
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

extension Undermat {
  /// The names of the commands, as typed.
  static let commandNames = configuration.subcommands.map {
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
