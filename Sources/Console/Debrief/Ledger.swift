import Reports
import Simulation

/// The encounter as a ledger: what was said, what it cost here and what it closed for later, the
/// line that would have been better and why, and the mood after it.
struct Ledger {
  let review: Review
  let screen: ScreenSettings

  func text() -> StyledText {
    guard !review.sheet.turns.isEmpty else { return "" }
    var page = Screenful(screen)
    page.heading(screen.isPlain ? "What each answer cost." : "What each answer cost")
    for turn in review.sheet.turns {
      if !screen.isPlain { page.blank() }
      add(turn, to: &page)
    }
    return page.text
  }

  private func add(_ turn: ScoreSheet.TurnResult, to page: inout Screenful) {
    let timedOut = answer(turn)?.timedOut == true ? " (time ran out)" : ""
    let label = screen.isPlain ? "Turn \(turn.turn). You: " : number(turn.turn)
    page.add(
      StyledText(review.spoken(turn), .strong) + StyledText(timedOut, .caution),
      hangingFrom: StyledText(label, .key))
    page.add(cost(turn), indent: indent)
    if !turn.mood.isEmpty { page.add(mood(turn), indent: indent) }
    if let why = review.why(review.scenario.choices[turn.choiceIndex]) {
      page.add(StyledText(why), hangingFrom: StyledText(margin + "Why: ", .faint))
    }
    guard let better = review.better(turn) else { return }
    page.add(
      StyledText(review.attempt.spoken(better)), hangingFrom: StyledText(margin + "Better: ", .gain)
    )
    if let why = review.why(better) {
      page.add(StyledText(why), hangingFrom: StyledText(margin + "Because: ", .faint))
    }
  }

  private func answer(_ turn: ScoreSheet.TurnResult) -> Transcript.Answer? {
    let answers = review.attempt.transcript.answers
    return answers.indices.contains(turn.turn - 1) ? answers[turn.turn - 1] : nil
  }

  private var indent: Int { screen.isPlain ? 0 : 4 }
  private var margin: String { String(repeating: " ", count: indent) }

  private func number(_ number: Int) -> String {
    String(repeating: " ", count: number < 10 ? 1 : 0) + "\(number)  "
  }

  private func cost(_ turn: ScoreSheet.TurnResult) -> StyledText {
    guard let regret = turn.regret, let here = turn.here, let later = turn.later,
      let label = turn.label
    else { return "What it cost is not known: the scenario is too large to prove." }
    var text = StyledText(label.words.capitalised, label.style)
    if turn.onlyMove { text.append(", the only good answer there was") }
    if turn.unexpected { text.append(", unexpected, and it counted", .gain) }
    if regret > 0.05 {
      text.append(": cost \(Figures.points(regret))", .strong)
      text.append(", \(Figures.points(here)) here and \(Figures.points(later)) later")
    } else if regret < -0.05 {
      text.append(": gained \(Figures.points(-regret))")
    } else {
      text.append(": cost nothing")
    }
    text.append(".")
    if let luck = turn.luck, abs(luck) > 0.05 {
      text.append(" Luck after it: \(Figures.signedPoints(luck)).")
    }
    return text
  }

  private func mood(_ turn: ScoreSheet.TurnResult) -> StyledText {
    let meters = Meter.all(review.scenario, turn.mood)
    if screen.isPlain {
      return StyledText("After it: \(meters.map(\.words).joined(separator: "; ")).")
    }
    return meters.map(\.bar).joined(separator: "   ")
  }
}

extension ScoreSheet.Label {
  /// As a person reads it.
  var words: String { rawValue }

  var style: Style {
    switch self {
    case .best, .excellent: .gain
    case .good: .ordinary
    case .slip: .caution
    case .mistake, .blunder, .critical: .loss
    }
  }
}

extension String {
  /// With a capital at its start.
  var capitalised: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
