import Authoring
import Simulation

/// The dialogue of an encounter: digits choose, a slash begins a command, everything else might be
/// an answer in the trainee's own words.
package struct Play: Sendable {
  package private(set) var attempt: Attempt
  /// When the prompt that waits was shown, on the monotonic clock.
  private var shownAt: Duration = .zero
  /// A choice whose wording was typed and which waits for a yes.
  private var guess: Int?
  private var isAskedToLeave = false

  /// Without title and briefing.
  private let isQuiet: Bool

  package init(_ attempt: Attempt, isQuiet: Bool = false) {
    self.attempt = attempt
    self.isQuiet = isQuiet
  }

  /// What comes after an input.
  package enum Next: Equatable, Sendable {
    case ask(TimeWindow)
    /// The first screen is to be shown before anything else is done; then `.shown` asks.
    case goOn
    /// There is an ending, or no way on.
    case over
    /// The trainee leaves; the exit code if nothing is around this encounter.
    case left(exitCode: Int32)
  }

  /// What an input led to.
  package struct Reply: Sendable {
    package var text: StyledText = ""
    package var notice: StyledText = ""
    package var next: Next
  }

  /// Answers one input.
  package mutating func handle(
    _ input: Input, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    if input != .opened { attempt.announce(surroundings) }
    var reply = answer(input, screen, surroundings)
    if let remark = attempt.remark {
      reply.notice += StyledText("\(remark)\n", .caution).wrapped(to: screen.textWidth)
      attempt.remark = nil
    }
    shownAt = surroundings.monotonicNow()
    return reply
  }

  private mutating func answer(
    _ input: Input, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    let wasAsked = isAskedToLeave
    isAskedToLeave = false
    switch input {
    case .opened: return opening(screen)
    case .shown: return Reply(next: next)
    case .interrupted: return Reply(next: .ask(.continues))
    case .endOfInput: return ended(wasAsked, screen)
    case .timedOut(let halfTyped): return timedOut(halfTyped, screen, surroundings)
    case .line(let line):
      let typed = trimmed(line)
      if wasAsked, isYes(typed) { return leave(exitCode: 0) }
      let waiting = guess
      guess = nil
      if let waiting, isYes(typed) { return take(waiting, screen, surroundings) }
      if wasAsked || waiting != nil, goesOn(typed) { return show("Going on.\n") }
      return obey(typed, screen, surroundings)
    }
  }

  /// The first screen, and the one after a pause: what was said last, and the question.
  private func opening(_ screen: ScreenSettings) -> Reply {
    let shown = SceneScreen(attempt: attempt, screen: screen)
    var page = Screenful(screen)
    if !isQuiet {
      page.addLaidOut(shown.introduction())
      page.blank()
    }
    page.addLaidOut(shown.story(attempt.lastBeats))
    // While a person reads, the records are opened; on a pipe that waits for the first line.
    let opensRecords = attempt.isUnannounced && attempt.isOpen && screen.isInteractive
    return Reply(text: page.text, next: opensRecords ? .goOn : next)
  }

  private var next: Next {
    guard attempt.isOpen else { return .over }
    return .ask(attempt.window.map { .opens(.seconds(Int($0.seconds))) } ?? .none)
  }

  /// After a question of ours, everything that is neither an answer nor a command is a no.
  private func goesOn(_ typed: String) -> Bool {
    guard !typed.hasPrefix("/"), case .unknown = Answer(typed, attempt) else { return false }
    return typed.isEmpty || !typed.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func isYes(_ typed: String) -> Bool {
    ["y", "yes"].contains(typed.lowercased())
  }
}

extension Play {
  // MARK: Leaving

  private mutating func ended(_ wasAsked: Bool, _ screen: ScreenSettings) -> Reply {
    guard screen.isInteractive else { return leave(exitCode: 1) }
    if wasAsked { return leave(exitCode: 0) }
    isAskedToLeave = true
    return Reply(
      text: StyledText("Leave? \(place) Ctrl-D again or \"yes\" leaves, anything else goes on.\n")
        .wrapped(to: screen.textWidth),
      next: .ask(.continues))
  }

  /// What becomes of an encounter that is left.
  var place: String {
    if attempt.isFork { return "The debrief waits." }
    if attempt.kind == .rehearsal { return "It was a rehearsal, so nothing of it is kept." }
    guard let ticket = attempt.ticket, isKept else { return "Nothing of it is kept." }
    return "Your place is kept: `undermat resume \(ticket.id)` continues."
  }

  private func leave(exitCode: Int32) -> Reply {
    let text: StyledText = attempt.isFork ? "" : StyledText("You left. \(place)\n")
    let notice: StyledText =
      exitCode == 0 ? "" : "The input ended before the encounter did.\n"
    return Reply(text: text, notice: notice, next: .left(exitCode: exitCode))
  }

  // MARK: Answers

  private mutating func timedOut(
    _ halfTyped: String, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    guess = nil
    guard let window = attempt.window else { return Reply(next: .ask(.none)) }
    var page = Screenful(screen)
    page.add("Time ran out.", .caution)
    let typed = trimmed(halfTyped)
    if !typed.isEmpty {
      page.add("What was half typed (\(SafeText.shownOnOneLine(typed))) is not used.", .faint)
    }
    var reply = take(Int(window.choice), timedOut: true, screen, surroundings)
    reply.text = page.text + reply.text
    return reply
  }

  private mutating func take(
    _ choice: Int, timedOut: Bool = false, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    let waited = (surroundings.monotonicNow() - shownAt).milliseconds
    let before = SceneScreen(attempt: attempt, screen: screen)
    let scenario = attempt.scenario
    do throws(Refusal) {
      let beats = try attempt.take(choice, timedOut: timedOut, waited: waited, surroundings)
      var page = Screenful(screen)
      if !screen.isInteractive { page.addLaidOut("\n") }
      page.addLaidOut(before.answered(scenario.choices[choice]))
      if isCoached, let why = coach { page.add(why, hangingFrom: StyledText("Coach: ", .key)) }
      page.blank()
      page.addLaidOut(SceneScreen(attempt: attempt, screen: screen).story(beats))
      return Reply(text: page.text, next: next)
    } catch {
      let reason = attempt.words(scenario.choices[choice].otherwise)
      return say("That is not possible now: \(reason)", screen)
    }
  }

  private mutating func obey(
    _ typed: String, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    if typed.hasPrefix("/") { return obey(command: typed, screen, surroundings) }
    switch Answer(typed, attempt) {
    case .choice(let choice): return take(choice, screen, surroundings)
    case .guess(let choice, let number):
      guess = choice
      let words = attempt.spoken(attempt.scenario.choices[choice])
      return say("Did you mean \(number), \(words)? \"yes\" or \(number) takes it.", screen)
    case .unknown(let explanation): return say(explanation, screen)
    }
  }

  /// Something said beside the encounter: the window runs on.
  func say(_ words: String, _ screen: ScreenSettings) -> Reply {
    Reply(notice: StyledText(words + "\n").wrapped(to: screen.textWidth), next: .ask(.continues))
  }

  /// Something shown because it was asked for: the window runs on.
  func show(_ text: StyledText) -> Reply { Reply(text: text, next: .ask(.continues)) }

  private var isCoached: Bool { attempt.options.isCoached && attempt.allowsHelp }

  /// The coach's sentence on the last answer.
  private var coach: StyledText? {
    guard let last = attempt.encounter.turns.last else { return nil }
    let why = attempt.scenario.choices[last.choice].why
    return why.isEmpty ? nil : StyledText(attempt.words(why))
  }
}

extension Play {
  // MARK: Commands

  private mutating func obey(
    command typed: String, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    let name = typed.dropFirst().prefix { $0 != " " }
    let rest = trimmed(String(typed.dropFirst(name.count + 1)))
    guard let command = PlayCommand(rawValue: name.lowercased()) else {
      return say(unknown(String(name)), screen)
    }
    let cards = PlayCards(attempt: attempt, screen: screen, isKept: isKept)
    switch command {
    case .help: return show(cards.help())
    case .again:
      return show(SceneScreen(attempt: attempt, screen: screen).story(attempt.lastBeats))
    case .card: return show(cards.card())
    case .policy: return show(cards.policy())
    case .spent: return show(cards.spent())
    case .save: return show(cards.save())
    case .notes: return notes(rest, cards, screen, surroundings)
    case .why: return why(screen)
    case .hint: return hint(screen, surroundings)
    case .undo: return undo(screen, surroundings)
    case .quit: return leave(exitCode: screen.isInteractive ? 0 : 1)
    }
  }

  private func unknown(_ name: String) -> String {
    var nearest = NearestName()
    let names = PlayCommand.allCases.map(\.rawValue)
    let guess = nearest.find(name, in: names).map { " Did you mean /\($0)?" } ?? ""
    return "There is no command /\(SafeText.shownOnOneLine(name)).\(guess) /help lists them."
  }

  private mutating func notes(
    _ text: String, _ cards: PlayCards, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    guard !text.isEmpty else { return show(cards.notes()) }
    attempt.note(text, surroundings)
    return show("Noted.\n")
  }

  private func why(_ screen: ScreenSettings) -> Reply {
    guard isCoached else {
      let when = attempt.allowsHelp ? "; `--coach` says it after every answer" : ""
      return say("Why comes in the debrief\(when).", screen)
    }
    guard let coach else { return say("There is nothing to say about your last answer.", screen) }
    var page = Screenful(screen)
    page.add(coach, hangingFrom: StyledText("Coach: ", .key))
    return show(page.text)
  }

  private mutating func undo(_ screen: ScreenSettings, _ surroundings: Surroundings) -> Reply {
    guard attempt.allowsHelp else { return say("There is no undo in \(modeWords).", screen) }
    guard attempt.canUndo else { return say("There is nothing to take back yet.", screen) }
    attempt.undo(surroundings)
    var page = Screenful(screen)
    page.add("Your last answer is taken back. The sheet counts that.", .faint)
    page.blank()
    page.addLaidOut(SceneScreen(attempt: attempt, screen: screen).story(attempt.lastBeats))
    return Reply(text: page.text, next: next)
  }

  private mutating func hint(_ screen: ScreenSettings, _ surroundings: Surroundings) -> Reply {
    guard attempt.allowsHelp else { return say("There are no hints in \(modeWords).", screen) }
    guard !attempt.scenario.draft else { return say("A draft has no hints.", screen) }
    let solution = attempt.solution(surroundings)
    guard attempt.kind != .rehearsal || solution.findings.isEmpty else {
      return say("There is no score from here on, so there are no hints.", screen)
    }
    guard let words = Hint(attempt, solution).words else {
      return say("This scenario is too large to look ahead, so there are no hints.", screen)
    }
    attempt.noteHint(surroundings)
    var page = Screenful(screen)
    page.add(StyledText(words), hangingFrom: StyledText("Hint: ", .key))
    return show(page.text)
  }

  private var modeWords: String { attempt.options.mode == .exam ? "an exam" : "a test" }

  /// Whether the records outlast the program. A ticket is only given by records.
  private var isKept: Bool { attempt.ticket != nil && attempt.isLasting }
}

extension Play {
  /// The words that complete a line.
  package func completions() -> [String] {
    let ids = attempt.encounter.offers.filter(\.isAvailable).map {
      attempt.scenario.string(attempt.scenario.choices[$0.choice].id)
    }
    return PlayCommand.allCases.map { "/" + $0.rawValue } + ids
  }
}

extension Duration {
  /// Whole milliseconds, never less than 0.
  var milliseconds: Int64 {
    max(0, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

/// A line without the spaces around it.
func trimmed(_ line: String) -> String {
  var rest = line[...]
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest)
}
