import Simulation

extension SheetPage {
  /// How the score is made, so that a pocket calculator confirms it (grading.md 2, 3 and 5).
  var arithmetic: [Page.Block] {
    guard sheet.isExact else { return [] }
    var blocks: [Page.Block] = [
      .heading(2, "How the score is made"),
      .paragraph(
        "Percent is 100 × (total - lowest) / (highest - lowest). Weights are as applied: they sum "
          + "to 1, and a criterion that no play can change has none. Figures are rounded, so a last "
          + "digit can differ by one."),
      .table(weights),
    ]
    if let raw = sheet.raw, let score = sheet.score {
      blocks.append(.arithmetic(rawLines(raw) + [scoreLine(raw, score)] + identity(score)))
    }
    return blocks + needs
  }

  private var weights: Page.Table {
    let rows = sheet.rubrics.enumerated().flatMap { rubricIndex, rubric in
      rubric.criteria.enumerated().map { index, criterion in
        [
          title(rubricIndex, index), Figures.decimal(criterion.weight, 6),
          "\(criterion.total)", "\(criterion.lowest)", "\(criterion.highest)",
          criterion.percent.map { Figures.decimal($0, 4) } ?? "does not apply",
          criterion.percent.map { Figures.decimal(criterion.weight * $0, 4) } ?? "",
        ]
      }
    }
    return Page.Table(
      "Criteria, weights and percents",
      columns: ["Criterion", "Weight#", "Total#", "Lowest#", "Highest#", "Percent#", "Product#"],
      rows: rows)
  }

  private func rawLines(_ raw: Double) -> [String] {
    let products = sheet.rubrics.flatMap(\.criteria).compactMap { criterion in
      criterion.percent.map { Figures.decimal(criterion.weight * $0, 4) }
    }
    let sum = products.map { $0.hasPrefix("-") ? "(\($0))" : $0 }.joined(separator: " + ")
    return ["raw = \(sum) = \(Figures.decimal(raw, 4))"]
  }

  private func scoreLine(_ raw: Double, _ score: Double) -> String {
    let worst = Figures.decimal(sheet.rawWorst, 4)
    let best = Figures.decimal(sheet.rawBest, 4)
    return "score = 100 × (\(Figures.decimal(raw, 4)) - \(worst)) / (\(best) - \(worst)) = "
      + Figures.decimal(score)
  }

  /// score = V*(start) - regrets + lucks.
  private func identity(_ score: Double) -> [String] {
    guard let expected = sheet.expected, let luck = sheet.luck else { return [] }
    let regrets = sheet.turns.compactMap(\.regret).reduce(0, +)
    let more = luck == 0 ? "" : " \(luck < 0 ? "-" : "+") luck \(Figures.decimal(abs(luck)))"
    return [
      "score = perfect play \(Figures.decimal(expected)) - given away \(Figures.decimal(regrets))"
        + more + " = \(Figures.decimal(score))"
    ]
  }

  private var needs: [Page.Block] {
    guard let scenario, !scenario.needs.isEmpty else { return [] }
    let places = scenario.criteria
    let items = scenario.needs.map { need in
      let rubric = sheet.rubrics[need.rubric]
      let position = need.criterion.map { places[$0].position }
      let percent = position.map { rubric.criteria[$0].percent } ?? rubric.score
      let name =
        position.map { title(need.rubric, $0) } ?? scenario.rubrics[need.rubric].rubric.title
      let reached = percent.map { $0 >= Double(need.percent) - 1e-9 } ?? true
      return "\(name): at least \(need.percent) % to pass, got \(Figures.decimal(percent)) %: "
        + (reached ? "reached" : "not reached")
    }
    return [.list(items)]
  }

  /// A criterion's title, or its id where the rubric's text is not at hand.
  func title(_ rubric: Int, _ criterion: Int) -> String {
    guard let scenario else { return sheet.rubrics[rubric].criteria[criterion].id }
    return scenario.rubrics[rubric].rubric.criteria[criterion].title
  }
}
