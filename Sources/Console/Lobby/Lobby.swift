import Reports
import Authoring

/// The dialogue outside encounters: the list of scenarios, and the program's commands in the same
/// words as in the shell.
struct Lobby: Sendable {
  /// What comes after an input.
  enum Next: Sendable {
    case ask
    case play(_ idOrFile: String, PlayOptions)
    case resume(id: String?)
    case left
  }

  /// What an input led to.
  struct Reply: Sendable {
    var text: StyledText = ""
    var notice: StyledText = ""
    var isPaged = false
    /// What a script's exit code should tell, if anything went wrong.
    var exitCode: Int32 = 0
    var next = Next.ask
  }

  /// What is played unless a command says otherwise.
  var defaults: PlayOptions
  /// Only results, no welcome.
  var isQuiet = false
  /// The scenarios as they were last listed, which numbers refer to.
  private var listed: [ListedScenario]?

  init(defaults: PlayOptions, isQuiet: Bool = false) {
    self.defaults = defaults
    self.isQuiet = isQuiet
  }

  mutating func handle(
    _ input: Input, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    switch input {
    case .opened: return opening(screen, surroundings)
    case .interrupted, .timedOut, .shown: return Reply()
    case .endOfInput: return Reply(next: .left)
    case .line(let line): return obey(TypedWords.of(line), screen, surroundings)
    }
  }

  private mutating func opening(
    _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    guard screen.isInteractive else { return Reply() }
    var page = Screenful(screen)
    if !isQuiet {
      page.add(
        StyledText("Undermat", .strong)
          + ": a practice room for people who serve customers.")
      page.blank()
    }
    var reply = list(screen, surroundings)
    page.addLaidOut(reply.text)
    for left in surroundings.records.unfinished(defaults.trainee).prefix(1) {
      page.add(
        StyledText(
          "You left \(SafeText.shownOnOneLine(left.title)) after "
            + "\(Figures.count(left.turns, "answer")): `resume` continues.", .caution))
    }
    if !isQuiet {
      page.add("Type a number to play; `help` shows what else there is.", .faint)
    }
    reply.text = page.text
    return reply
  }

  private mutating func list(
    _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    switch surroundings.list() {
    case .failure(let problem): return fail(problem)
    case .success(let scenarios):
      listed = scenarios
      let list = ScenarioList(
        scenarios, standings: surroundings.records.standings(defaults.trainee), isNumbered: true,
        screen)
      return Reply(text: list.text)
    }
  }

  private func fail(_ problem: Problem) -> Reply {
    let result = CommandResult(problem)
    return Reply(notice: result.notice, exitCode: problem.exitCode)
  }

  private mutating func obey(
    _ words: [String], _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    guard let first = words.first else { return Reply() }
    let name = (first.hasPrefix("/") ? String(first.dropFirst()) : first).lowercased()
    let rest = Array(words.dropFirst())
    switch name {
    case "quit", "exit", "q": return Reply(next: .left)
    case "help" where rest.isEmpty: return Reply(text: LobbyHelp(screen: screen).text)
    case "list" where rest.isEmpty: return list(screen, surroundings)
    default: break
    }
    if isNumber(name) { return play(name, surroundings) }
    guard surroundings.commandNames().contains(name) || name == "help" else {
      return unknown(first, surroundings)
    }
    return run([name] + rest, screen, surroundings)
  }

  private func isNumber(_ word: String) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A scenario by its number in the list, or what to type instead.
  private mutating func path(
    number: String, _ surroundings: Surroundings
  ) -> Result<String, Problem> {
    if listed == nil {
      switch surroundings.list() {
      case .success(let scenarios): listed = scenarios
      case .failure(let problem): return .failure(problem)
      }
    }
    let scenarios = listed ?? []
    guard let number = Int(number), scenarios.indices.contains(number - 1) else {
      let range = scenarios.isEmpty ? "none is listed" : "the list has 1 to \(scenarios.count)"
      return .failure(Problem("There is no scenario of that number; \(range).", exitCode: 66))
    }
    return .success(scenarios[number - 1].path)
  }

  private mutating func play(_ number: String, _ surroundings: Surroundings) -> Reply {
    switch path(number: number, surroundings) {
    case .success(let path): return Reply(next: .play(path, defaults))
    case .failure(let problem): return fail(problem)
    }
  }

  private mutating func run(
    _ words: [String], _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    switch surroundings.run(words, screen) {
    case .answer(let result):
      return Reply(
        text: result.output, notice: result.notice, isPaged: true, exitCode: result.exitCode)
    case .resume(let id): return Reply(next: .resume(id: id))
    case .play(let named, let options):
      guard isNumber(named) else { return Reply(next: .play(named, options)) }
      switch path(number: named, surroundings) {
      case .success(let path): return Reply(next: .play(path, options))
      case .failure(let problem): return fail(problem)
      }
    }
  }

  /// A scenario's id alone plays it; anything else is a slip.
  private mutating func unknown(_ word: String, _ surroundings: Surroundings) -> Reply {
    if listed == nil, case .success(let scenarios) = surroundings.list() { listed = scenarios }
    let ids = (listed ?? []).map(\.id)
    if ids.contains(word) { return Reply(next: .play(word, defaults)) }
    var nearest = NearestName()
    let names = ["help", "list", "play", "quit"] + surroundings.commandNames() + ids
    let guess = nearest.find(word, in: names).map { " Did you mean `\($0)`?" } ?? ""
    return fail(
      Problem(
        "There is no command `\(SafeText.shownOnOneLine(word))`.\(guess) `help` lists them.",
        exitCode: 64))
  }

  /// The commands that take a scenario by its id.
  private static let takingIDs = ["play", "walk", "grade", "graph", "diff", "test", "watch"]

  /// The words that complete a line: a command or a scenario first, then what the command takes;
  /// none where it takes files.
  func completions(_ upToCursor: String, _ surroundings: Surroundings) -> [String] {
    let ids = (listed ?? []).map(\.id)
    let words = upToCursor.drop(while: \.isWhitespace)
    guard let end = words.firstIndex(where: \.isWhitespace) else {
      return ["help", "list", "quit"] + surroundings.commandNames() + ids
    }
    let command = words[..<end].drop { $0 == "/" }.lowercased()
    if command == "help" { return surroundings.commandNames() }
    return Self.takingIDs.contains(command) ? ids : []
  }
}

/// The lobby's help.
struct LobbyHelp {
  let screen: ScreenSettings

  var text: StyledText {
    let rows = [
      ("2", "play scenario 2 of the list"),
      ("play change-fee", "play a scenario by its id, or from a file"),
      ("list", "the scenarios"),
      ("resume", "continue an encounter that you left"),
      ("check FILE", "what is wrong with a scenario"),
      ("walk FILE", "every path of a scenario, and what it is worth"),
      ("grade FILE --choices a,b", "grade a path without playing it"),
      ("scores list", "the records"),
      ("help COMMAND", "a command with all its options"),
      ("quit", "leave"),
    ]
    var page = Screenful(screen)
    let width = rows.map(\.0.utf8.count).max() ?? 0
    for (name, summary) in rows {
      let room = screen.isPlain ? 1 : width + 3 - name.utf8.count
      let label =
        StyledText(screen.isPlain ? "" : "  ") + StyledText(name, .key)
        + StyledText(screen.isPlain ? ": " : String(repeating: " ", count: room))
      page.add(StyledText(summary), hangingFrom: label)
    }
    return page.text
  }
}
