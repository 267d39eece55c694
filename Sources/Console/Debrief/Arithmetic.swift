import Reports
import Simulation

/// How the score is made, with the weights as applied, so that a pocket calculator confirms it.
struct Arithmetic {
  let review: Review
  let screen: ScreenSettings

  private var sheet: ScoreSheet { review.sheet }

  func text() -> StyledText {
    guard let raw = sheet.raw, let score = sheet.score, let best = sheet.rawBest,
      let worst = sheet.rawWorst
    else { return "" }
    var page = Screenful(screen)
    page.heading(screen.isPlain ? "How the score is made." : "How the score is made")
    for (index, rubric) in sheet.rubrics.enumerated() {
      add(rubric, review.scenario.rubrics[index].rubric, to: &page)
    }
    page.add(
      StyledText(
        "The sum of these is raw \(figure(raw)); the best clean play has "
          + "\(figure(best)), the worst \(figure(worst))."))
    page.add(
      StyledText(
        "Score = 100 x (\(figure(raw)) - \(figure(worst))) / (\(figure(best)) - "
          + "\(figure(worst))) = \(figure(score))."))
    return page.text
  }

  private func figure(_ value: Double) -> String { Figures.decimal(value, 3) }

  private func add(
    _ result: ScoreSheet.RubricResult, _ rubric: Rubric, to page: inout Screenful
  ) {
    let score = result.score.map { "\(Figures.points($0)) percent" } ?? "does not apply here"
    page.add(StyledText("\(rubric.title): \(score)", .strong))
    let width = rubric.criteria.map { DisplayWidth.columns(of: $0.title) }.max() ?? 0
    for (criterion, authored) in zip(result.criteria, rubric.criteria) {
      let room = max(0, width - DisplayWidth.columns(of: authored.title))
      let spaces = screen.isPlain ? "" : String(repeating: " ", count: room)
      page.add(
        StyledText(words(criterion)),
        hangingFrom: StyledText(
          screen.isPlain ? "\(authored.title): " : "  \(authored.title)\(spaces)  "))
    }
  }

  private func words(_ criterion: ScoreSheet.CriterionResult) -> String {
    guard let percent = criterion.percent else { return "no play can tell it apart" }
    let weight = Figures.decimal(criterion.weight, 5)
    let product = figure(criterion.weight * percent)
    return "\(weight) x \(figure(percent)) = \(product)  (marks \(criterion.total) of "
      + "\(criterion.lowest) to \(criterion.highest))"
  }
}
