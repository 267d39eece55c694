import Reports
import Authoring
package import Simulation

/// The dialogue after an encounter.
package struct Debrief: Sendable {
  package let attempt: Attempt
  /// The sheet with its proof, or why there is none.
  let outcome: Result<Review, Problem>

  /// Grades a finished attempt and hands it to the records.
  package init(_ finished: Attempt, _ surroundings: Surroundings) {
    var attempt = finished
    switch attempt.graded(surroundings) {
    case .success(let sheet):
      attempt.finish(sheet, surroundings)
      let id = attempt.scenario.about.id
      let standing =
        attempt.kind == .attempt
        ? surroundings.records.standings(attempt.options.trainee)[id] : nil
      outcome = .success(
        Review(
          attempt: attempt, sheet: sheet, solution: attempt.solution(surroundings),
          standing: standing))
    case .failure(let problem):
      attempt.finish(nil, surroundings)
      outcome = .failure(problem)
    }
    self.attempt = attempt
  }

  /// The sheet; nil where nothing could be graded.
  package var sheet: ScoreSheet? { try? outcome.get().sheet }

  /// What comes after an input.
  package enum Next: Sendable {
    case ask
    case again
    /// A fork begins: it stands before the turn, and its first input is the choice's id.
    case fork(Attempt, choice: String)
    case left
  }

  /// What an input led to.
  package struct Reply: Sendable {
    package var text: StyledText = ""
    package var notice: StyledText = ""
    package var isPaged = false
    package var next = Next.ask
  }

  /// The whole debrief.
  package func page(_ screen: ScreenSettings) -> StyledText {
    var text: StyledText = ""
    if let remark = attempt.remark { text += StyledText(remark + "\n", .caution) }
    switch outcome {
    case .success(let review):
      text += DebriefPage(review: review, screen: screen).text()
    case .failure(let problem):
      let lines =
        problem.words.hasSuffix("\n") ? problem.words : "There is no score: \(problem.words).\n"
      text += StyledText(lines).wrapped(to: screen.textWidth)
    }
    if screen.isInteractive {
      text += StyledText("/help shows what you can ask now.\n", .faint).wrapped(
        to: screen.textWidth)
    }
    return text
  }

  /// Answers one input.
  package func handle(
    _ input: Input, _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    switch input {
    case .opened: return Reply(text: page(screen))
    case .interrupted, .timedOut, .shown: return Reply()
    case .endOfInput: return Reply(next: .left)
    case .line(let line):
      let words = trimmed(line).split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = words.first else {
        return say("Type a command; /help lists them.", screen)
      }
      return obey(first, Array(words.dropFirst()), screen, surroundings)
    }
  }

  /// The words that complete a line.
  package func completions() -> [String] { DebriefCommand.allCases.map { "/" + $0.rawValue } }
}

extension Debrief {
  private func obey(
    _ name: String, _ words: [String], _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    let bare = (name.hasPrefix("/") ? String(name.dropFirst()) : name).lowercased()
    if ["q", "exit"].contains(bare) { return Reply(next: .left) }
    // A number alone asks about that turn.
    if Int(bare) != nil, words.isEmpty {
      return obey("why", [bare], screen, surroundings)
    }
    guard let command = DebriefCommand(rawValue: bare) else {
      return say(unknown(bare), screen)
    }
    switch command {
    case .help: return Reply(text: help(screen))
    case .quit: return Reply(next: .left)
    case .again: return Reply(next: .again)
    case .why, .best, .whatIf, .sheet, .export: break
    }
    if attempt.kind == .rehearsal, [.sheet, .export].contains(command) {
      return say("A rehearsal has no score sheet: it did not begin at the start.", screen)
    }
    switch outcome {
    case .failure(let problem): return say("There is no score sheet: \(problem.words)", screen)
    case .success(let review):
      return look(review, command, words, screen, surroundings)
    }
  }

  private func look(
    _ review: Review, _ command: DebriefCommand, _ words: [String], _ screen: ScreenSettings,
    _ surroundings: Surroundings
  ) -> Reply {
    switch command {
    case .why: return why(review, words, screen)
    case .best: return best(review, words, screen, surroundings)
    case .whatIf: return whatIf(review, words, screen)
    case .sheet:
      let lines = SheetText.lines(review.gradedPlay, screen.pageSetting)
      return Reply(text: StyledText(lines.map { $0 + "\n" }.joined()), isPaged: true)
    default: return export(review, words, screen, surroundings)
    }
  }

  private func unknown(_ name: String) -> String {
    var nearest = NearestName()
    let guess = nearest.find(name, in: DebriefCommand.allCases.map(\.rawValue))
    let words = guess.map { " Did you mean /\($0)?" } ?? ""
    return "There is no command /\(SafeText.shownOnOneLine(name)) here.\(words) /help lists them."
  }

  private func say(_ words: String, _ screen: ScreenSettings) -> Reply {
    Reply(notice: StyledText(words + "\n").wrapped(to: screen.textWidth))
  }

  private func help(_ screen: ScreenSettings) -> StyledText {
    var page = Screenful(screen)
    let width = DebriefCommand.allCases.map(\.usage.utf8.count).max() ?? 0
    for command in DebriefCommand.allCases {
      let room = screen.isPlain ? 1 : width + 3 - command.usage.utf8.count
      let label =
        StyledText(screen.isPlain ? "" : "  ") + StyledText(command.usage, .key)
        + StyledText(screen.isPlain ? ": " : String(repeating: " ", count: room))
      page.add(StyledText(command.summary), hangingFrom: label)
    }
    return page.text
  }

  /// The turn that a word names, from 1, or what to type instead.
  private func turn(_ word: String?, _ review: Review) -> Result<Int, Problem> {
    let count = review.sheet.turns.count
    guard let word, let number = Int(word), (1...max(count, 1)).contains(number), count > 0 else {
      let shown = word.map { "\(SafeText.shownOnOneLine($0)) is no turn of this encounter. " } ?? ""
      return .failure(Problem("\(shown)Name a turn from 1 to \(count).", exitCode: 64))
    }
    return .success(number)
  }

  private func why(_ review: Review, _ words: [String], _ screen: ScreenSettings) -> Reply {
    let named = words.first ?? review.decisive.map { "\($0.turn)" }
    switch turn(named, review) {
    case .failure(let problem): return say(problem.words, screen)
    case .success(let number):
      let page = TurnPage(review: review, screen: screen)
      return Reply(text: page.text(review.sheet.turns[number - 1]))
    }
  }

  private func best(
    _ review: Review, _ words: [String], _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    guard review.sheet.isExact else { return say("Nothing was proven about it.", screen) }
    let line = BestLine(review: review, screen: screen, surroundings: surroundings)
    switch turn(words.first ?? "1", review) {
    case .failure(let problem): return say(problem.words, screen)
    case .success(let number): return Reply(text: line.text(from: number), isPaged: true)
    }
  }

  private func whatIf(_ review: Review, _ words: [String], _ screen: ScreenSettings) -> Reply {
    guard words.count >= 2 else {
      return say("Say the turn and the answer: /what-if 2 1", screen)
    }
    switch turn(words[0], review) {
    case .failure(let problem): return say(problem.words, screen)
    case .success(let number):
      let fork = review.attempt.fork(before: number)
      switch Answer(words[1...].joined(separator: " "), fork) {
      case .choice(let choice), .guess(let choice, _):
        return Reply(next: .fork(fork, choice: fork.id(of: choice)))
      case .unknown(let explanation):
        let choices = SceneScreen(attempt: fork, screen: screen).choices()
        return Reply(
          text: choices, notice: StyledText(explanation + "\n").wrapped(to: screen.textWidth))
      }
    }
  }

  private func export(
    _ review: Review, _ words: [String], _ screen: ScreenSettings, _ surroundings: Surroundings
  ) -> Reply {
    let file = SheetFile(review: review)
    let id = attempt.scenario.about.id
    let free = ["\(id)-sheet.txt"] + (2...99).map { "\(id)-sheet-\($0).txt" }
    for path in words.isEmpty ? free : [words.joined(separator: " ")] {
      guard let text = file.text(path) else {
        return say(
          "A sheet is written as .txt, .md, .html or .json; .transcript is for `grade`.", screen)
      }
      guard let problem = surroundings.write(path, text) else {
        return Reply(text: StyledText("Written to \(path).\n"))
      }
      if problem.exitCode != 73 || !words.isEmpty { return say(problem.words + ".", screen) }
    }
    return say("There are 99 sheets of it here already: name a file.", screen)
  }

  /// What a fork came to.
  package func result(of fork: Attempt, _ screen: ScreenSettings) -> StyledText {
    switch outcome {
    case .success(let review): ForkResult(review: review, screen: screen).text(fork)
    case .failure: ""
    }
  }
}
