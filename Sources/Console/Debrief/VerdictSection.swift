import Reports
import Simulation

/// How it ended: score, verdict and the moment that decided it, and what surrounds them.
struct VerdictSection {
  let review: Review
  let screen: ScreenSettings

  private var sheet: ScoreSheet { review.sheet }
  private var scenario: Scenario { review.scenario }

  func text() -> StyledText {
    var page = Screenful(screen)
    page.add(headline)
    page.add(StyledText(scale))
    page.add(StyledText(moment))
    for error in sheet.critical {
      page.add(
        StyledText("\(error.family.name.capitalised)-critical error, turn \(error.turn): ", .loss)
          + StyledText(review.words(error)))
    }
    for sentence in (isRehearsal ? [] : unmetNeeds) + unexpected { page.add(StyledText(sentence)) }
    for sentence in memory + attempts { page.add(StyledText(sentence)) }
    return page.text
  }

  private var isRehearsal: Bool { review.attempt.kind == .rehearsal }

  private var headline: StyledText {
    var text: StyledText = isRehearsal ? StyledText("Rehearsal: ", .strong) : ""
    if let score = sheet.score {
      text += StyledText("Score \(Figures.points(score)) of 100", .strong)
    } else {
      text += StyledText("No score", .strong)
    }
    if !isRehearsal {
      text.append(screen.isPlain ? ": " : "  ·  ")
      text += verdict
    }
    if let ending = sheet.ending {
      text.append(screen.isPlain ? ". The customer is " : "  ·  the customer is ")
      text.append(ending.outcome.words, ending.outcome.style)
    }
    if screen.isPlain { text.append(".") }
    return text
  }

  private var verdict: StyledText {
    switch sheet.verdict {
    case .pass: StyledText("pass", Style(.green, isBold: true))
    case .notYet: StyledText("not yet (\(scenario.pass) passes)", Style(.yellow, isBold: true))
    case .fail: StyledText("fail, because of a critical error", Style(.red, isBold: true))
    case .unfinished: StyledText("unfinished", Style(.yellow, isBold: true))
    case nil: "no verdict"
    }
  }

  private var scale: String {
    guard let random = sheet.random else {
      return "This scenario has too many states to be proven, so there is no score."
    }
    let place = review.attempt.rehearsed.map { "from \($0) on" } ?? "in this situation"
    var text =
      "100 is the best that could be done \(place), 0 the worst; random clicking comes to "
      + "\(Figures.points(random)) on average."
    if let luck = sheet.luck, abs(luck) > 0.05 {
      text += " Luck gave \(Figures.signedPoints(luck))."
    }
    if let skill = sheet.skill {
      text += " Skill \(Figures.decimal(skill, 2)) (0 is random clicking, 1 perfect)."
    }
    return text
  }

  private var moment: String {
    if let error = sheet.critical.first {
      let turn = sheet.turns[error.turn - 1]
      return "Turn \(error.turn) decided it: \(review.mentioned(turn)) was a critical error."
    }
    guard let turn = review.decisive, let regret = turn.regret else {
      return sheet.turns.isEmpty || !sheet.isExact
        ? "" : "Nothing was given away: at no point was there a better answer."
    }
    let cost = "\(Figures.points(regret)) of 100 points"
    let share = (turn.later ?? 0) > (turn.here ?? 0) ? ", most of it in doors that closed" : ""
    return "Turn \(turn.turn) decided it: \(review.mentioned(turn)) gave away \(cost)\(share)."
  }

  /// Least percentages that were asked for and not reached.
  private var unmetNeeds: [String] {
    scenario.needs.compactMap { need in
      let rubric = sheet.rubrics[need.rubric]
      let named = scenario.rubrics[need.rubric].rubric.title
      guard let criterion = need.criterion else {
        return unmet(named, need.percent, rubric.score)
      }
      let place = scenario.criteria[criterion]
      return unmet(
        scenario.criterion(place).title, need.percent, rubric.criteria[place.position].percent)
    }
  }

  private func unmet(_ name: String, _ least: Int, _ reached: Double?) -> String? {
    guard let reached, reached < Double(least) - 1e-9 else { return nil }
    return "To pass, \(name) must reach \(least) percent; it reached \(Figures.points(reached))."
  }

  private var unexpected: [String] {
    guard scenario.rubrics.contains(where: \.rubric.gated) else { return [] }
    let offered = Figures.count(sheet.offered, "chance")
    var sentences = ["Doing the unexpected: \(offered), \(sheet.taken) taken."]
    let closed = GateWords(sheet, scenario).closed
    guard sheet.ending != nil else { return sentences }
    if closed.isEmpty && sheet.taken > 0 {
      sentences.append(
        "It counts: what the customer actually needed was done, within your authority, in "
          + "proportion, and without a critical error.")
    } else if !closed.isEmpty {
      sentences.append(
        "What was unexpected does not count, because \(Figures.list(closed)).")
    }
    return sentences
  }

  private var memory: [String] {
    guard let memory = sheet.simulated, sheet.ending != nil else { return [] }
    return [
      "Simulated: this customer would remember it as "
        + "\(Figures.points(memory.satisfaction)) of 5, and recommend you \(memory.recommend) of "
        + "10. In reports, about 1 in 5 forgive after very poor service, nearly 4 in 5 after very "
        + "good."
    ]
  }

  private var attempts: [String] {
    let help = [
      (review.attempt.transcript.hints, "hint"), (review.attempt.transcript.undos, "undo"),
    ]
    var sentences: [String] = []
    let used = help.filter { $0.0 > 0 }.map { Figures.count($0.0, $0.1) }
    if !used.isEmpty { sentences.append("With \(Figures.list(used)).") }
    if sheet.mode == .exam && !review.attempt.options.isTimed {
      sentences.append("Accommodation granted: no time windows.")
    }
    return sentences + standing
  }

  private var standing: [String] {
    guard !isRehearsal else { return ["It was no attempt, and nothing of it is kept."] }
    guard let ticket = review.attempt.ticket else { return [] }
    guard ticket.attempt > 1 else {
      return ["This was your first attempt at this scenario; it is kept apart from later ones."]
    }
    guard let standing = review.standing, let first = standing.first, let best = standing.best
    else { return ["This was attempt \(ticket.attempt)."] }
    return [
      "This was attempt \(ticket.attempt). Your first came to \(Figures.points(first)), your best "
        + "to \(Figures.points(best))."
    ]
  }
}

/// The gates that are closed, in words.
struct GateWords {
  let closed: [String]

  init(_ sheet: ScoreSheet, _ scenario: Scenario) {
    let currency = scenario.authority.currency
    let spent = Figures.money(sheet.spent, currency)
    var closed: [String] = []
    if !sheet.gates.basics { closed.append("what the customer actually needed was not done") }
    if !sheet.gates.authority { closed.append("more was given away than you may give") }
    if !sheet.gates.proportion, let loss = scenario.loss {
      closed.append(
        "\(spent) is out of proportion to a loss of \(Figures.money(loss, currency)) (up to one "
          + "and a half times it helps)")
    }
    if !sheet.gates.clean { closed.append("a critical error was made") }
    self.closed = closed
  }
}

extension Ending.Outcome {
  /// What became of the customer, as a person says it.
  var words: String { name }

  var style: Style {
    switch self {
    case .delighted: .gain
    case .kept: .ordinary
    case .lost: .caution
    case .harmed: .loss
    }
  }
}
