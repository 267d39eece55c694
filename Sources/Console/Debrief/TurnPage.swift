import Reports
import Simulation

/// One turn in full: the marks with what they stand for, the coach's sentence, and what every
/// answer would have been worth.
struct TurnPage {
  let review: Review
  let screen: ScreenSettings

  func text(_ turn: ScoreSheet.TurnResult) -> StyledText {
    var page = Screenful(screen)
    let choice = review.scenario.choices[turn.choiceIndex]
    page.add(
      StyledText(review.spoken(turn), .strong),
      hangingFrom: StyledText("Turn \(turn.turn). You: ", .key))
    if let why = review.why(choice) { page.add(StyledText(why)) }
    for error in review.sheet.critical where error.turn == turn.turn {
      page.add(
        StyledText(review.words(error)),
        hangingFrom: StyledText("\(error.family.name.capitalised)-critical: ", .loss))
    }
    addMarks(turn, to: &page)
    addOptions(turn, to: &page)
    return page.text
  }

  private func addMarks(_ turn: ScoreSheet.TurnResult, to page: inout Screenful) {
    for mark in turn.marks {
      let criterion = review.scenario.criterion(review.scenario.criteria[mark.criterion])
      var label = StyledText(
        "  \(Figures.signed(mark.level)) \(criterion.title)", mark.level > 0 ? .gain : .loss)
      label.append(mark.counted ? ": " : " (did not count): ")
      page.add(
        label + StyledText(criterion.anchor(level: mark.level)), first: "", rest: "     ")
    }
    if turn.marks.isEmpty { page.add("It gave no marks.") }
  }

  /// Every answer that was there, with what it gives away against the best.
  private func addOptions(_ turn: ScoreSheet.TurnResult, to page: inout Screenful) {
    let options = review.solution.options(before: review.attempt.encounter.turns[turn.turn - 1])
    guard !options.isEmpty else { return }
    page.add("What each answer would have cost there:", .faint)
    for option in options {
      let isTaken = option.choice == turn.choiceIndex
      var label = StyledText("  \(cost(option))  ", option.isCritical ? .loss : .ordinary)
      if isTaken { label += screen.isPlain ? "(yours) " : StyledText("▸ ", .key) }
      page.add(
        StyledText(review.attempt.spoken(review.scenario.choices[option.choice])),
        hangingFrom: label)
    }
  }

  private func cost(_ option: Option) -> String {
    let points = Figures.points(option.regret)
    let padded = String(repeating: " ", count: max(0, 5 - points.utf8.count)) + points
    return option.isCritical ? "\(padded) critical" : padded
  }
}
