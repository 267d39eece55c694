import Reports
import Simulation

/// What an encounter looks like on a screen.
struct SceneScreen {
  let attempt: Attempt
  let screen: ScreenSettings

  private var scenario: Scenario { attempt.scenario }

  /// Title, briefing and, where luck plays a part, the seed.
  func introduction() -> StyledText {
    var page = Screenful(screen)
    let about = scenario.about
    var title = StyledText(SafeText.shownOnOneLine(about.title), .strong)
    if let industry = about.industry { title.append(" · \(industry)", .faint) }
    if let minutes = about.minutes {
      title.append(" · about \(Figures.count(minutes, "minute"))", .faint)
    }
    page.add(title)
    page.add(StyledText(attempt.names.filled(about.briefing)))
    if let remark = conditions { page.add(remark, .faint) }
    return page.text
  }

  /// What is special about this attempt, in one line.
  private var conditions: String? {
    var words: [String] = []
    if let begun = attempt.rehearsed {
      words.append(
        "This is a rehearsal from \(begun). It is no attempt: it is not scored from the scenario's "
          + "start, and nothing of it is kept.")
    }
    if attempt.options.mode != .practice { words.append("This is \(modeWords).") }
    if !scenario.branches.isEmpty, let seed = attempt.options.seed {
      words.append("Luck plays a part: --seed \(seed) deals the same again.")
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private var modeWords: String {
    switch attempt.options.mode {
    case .practice: "practice"
    case .test: "a test: no hints, no undo, and the debrief at the end"
    case .exam:
      "an exam: no hints, no undo"
        + (attempt.options.isTimed ? "" : ", and no time windows, as granted")
    }
  }

  /// What happened since the last answer, then the question, if there is one.
  func story(_ beats: [Beat]) -> StyledText {
    var page = Screenful(screen)
    if attempt.isOpen {
      page.addLaidOut(customer())
    }
    page.addLaidOut(lines(beats))
    if attempt.isOpen {
      page.blank()
      page.addLaidOut(choices())
    }
    return page.text
  }

  /// The customer's name and mood.
  func customer() -> StyledText {
    let name = SafeText.shownOnOneLine(scenario.customer.name)
    let meters = self.meters
    guard !meters.isEmpty else { return "" }
    var page = Screenful(screen)
    guard !screen.isPlain else {
      page.add(StyledText("\(name): \(meters.map(\.words).joined(separator: "; ")).\n"))
      return page.text
    }
    let line = ([StyledText(name, .strong)] + meters.map(\.bar)).joined(separator: "   ")
    if line.displayWidth <= screen.textWidth {
      page.add(line)
    } else {
      page.add(name, .strong)
      for meter in meters { page.add(meter.bar, indent: 2) }
    }
    page.blank()
    return page.text
  }

  /// The meters as they stand.
  private var meters: [Meter] { Meter.all(scenario, attempt.encounter.mood) }

  /// What is said, narrated and found out.
  func lines(_ beats: [Beat]) -> StyledText {
    var page = Screenful(screen)
    var speaker: String?
    for beat in beats {
      switch beat {
      case .line(let index): add(scenario.lines[index], to: &page, &speaker)
      case .revealed(let fact):
        speaker = nil
        page.add(
          StyledText(attempt.names.filled(scenario.facts[fact].text), .narrated),
          hangingFrom: StyledText("On the card: ", .faint))
      case .patienceRanOut:
        speaker = nil
        page.add("\(scenario.customer.name) has run out of patience.", .caution)
      case .scene, .drew, .ended: break
      }
    }
    return page.text
  }

  private func add(_ line: Line, to page: inout Screenful, _ speaker: inout String?) {
    switch line.kind {
    case .say:
      let name = line.by.isEmpty ? "Customer" : SafeText.shownOnOneLine(attempt.words(line.by))
      let label = StyledText("\(name): ", .strong)
      let isSame = speaker == name && !screen.isPlain
      let spaces = StyledText(String(repeating: " ", count: label.displayWidth))
      page.add(StyledText(attempt.spoken(line)), hangingFrom: isSame ? spaces : label)
      speaker = name
    case .narrate:
      page.add(attempt.spoken(line), .narrated)
      speaker = nil
    case .pause:
      page.add("(\(Figures.count(Int(line.seconds), "second")) of silence)", .faint)
      speaker = nil
    }
  }

  /// What may be answered, numbered in the order of this mode; those that cannot be taken with
  /// their reason.
  func choices() -> StyledText {
    var page = Screenful(screen)
    for (position, offer) in attempt.encounter.offers.enumerated() {
      let number = screen.isPlain ? "\(position + 1). " : "  \(position + 1)  "
      let choice = scenario.choices[offer.choice]
      var words = StyledText(
        attempt.spoken(choice), offer.isAvailable ? .ordinary : .faint)
      if !offer.isAvailable {
        words.append(" Not now: \(attempt.words(choice.otherwise))", .caution)
      }
      page.add(
        words, hangingFrom: StyledText(number, offer.isAvailable ? .key : .faint))
    }
    return page.text
  }

  /// What the trainee did, for the record on the screen.
  func answered(_ choice: Choice) -> StyledText {
    var page = Screenful(screen)
    page.add(
      StyledText(attempt.spoken(choice), .faint), hangingFrom: StyledText("You: ", .faint))
    return page.text
  }
}

extension Attempt {
  /// A choice as it is shown: what is said in quotation marks, what is done without.
  func spoken(_ choice: Choice) -> String {
    switch choice.kind {
    case .say: "\"\(words(choice.text))\""
    case .act: words(choice.text)
    case .silent: "(say nothing)"
    }
  }
}

extension Meter {
  /// All meters of a scenario at these values.
  static func all(_ scenario: Scenario, _ values: [Int]) -> [Meter] {
    zip(scenario.meters, values).map { meter, value in
      Meter(
        name: meter.id, value: value, range: meter.least...meter.most,
        word: meter.word(for: value), highIsGood: meter.good == .high)
    }
  }
}
