import Simulation

/// The sheet of a workbook on which a class is summed up, scenario by scenario, with charts.
struct ClassSummary {
  private var sheet: WorkbookSheet
  /// Charts stand to the right of the figures, one below the other.
  private var chartRow = 0
  private static let chartColumn = 9

  /// - Parameter sheet: made with `columns`, and still empty.
  init(_ sheet: WorkbookSheet) { self.sheet = sheet }

  /// Nine columns without a heading row of their own.
  static let columns =
    [WorkbookColumn(title: "", width: 36)]
    + (0..<8).map { _ in WorkbookColumn(title: "", width: 18) }

  mutating func add(_ report: ClassReport, selection: String) {
    sheet.addTitle("Class report")
    sheet.add([.text("Encounters"), .init(report.encounters)])
    sheet.add([.text("Selection"), .text(selection)])
    sheet.add([
      .text(
        "Shares from n = \(LeastCount.share), means from \(LeastCount.mean), deviations from "
          + "\(LeastCount.deviation), quartiles from \(LeastCount.quartiles); 95 % intervals are "
          + "Wilson's.")
    ])
    for tally in report.scenarios { add(tally) }
  }

  private mutating func add(_ tally: ScenarioTally) {
    sheet.addEmptyRow()
    chartRow = max(chartRow, sheet.row)
    sheet.addTitle(tally.title.isEmpty ? tally.id : "\(tally.title) (\(tally.id))")
    for edition in tally.editions {
      sheet.add([.text("Edition \(edition.name)"), .init(edition.count)])
    }
    addVerdicts(tally)
    addScores(tally)
    addCriteria(tally)
    addScenes(tally)
  }

  private mutating func addVerdicts(_ tally: ScenarioTally) {
    sheet.addHeading(["Verdicts", "Count", "n", "Share, %", "From, %", "To, %"])
    let finished = tally.finished
    for (name, count, whole) in [
      ("Pass", tally.passes, finished), ("Not yet", tally.notYets, finished),
      ("Fail", tally.fails, finished),
      ("Unfinished or ungraded", tally.unfinished, tally.count),
      ("Customer-critical error", tally.customerErrors, finished),
      ("Business-critical error", tally.businessErrors, finished),
      ("Compliance-critical error", tally.complianceErrors, finished),
      ("The unexpected: taken of offered", tally.taken, tally.offered),
    ] {
      let share = Share(count, of: whole)
      let figures = [share.value, share.interval?.low, share.interval?.high]
      sheet.add(
        [.text(name), .init(count), .init(whole)] + figures.map { Cell($0.map { 100 * $0 }) })
    }
  }

  private mutating func addScores(_ tally: ScenarioTally) {
    sheet.addHeading(["Scores", "Value"])
    let quartiles = tally.scores.quartiles
    sheet.add([.text("n"), .init(tally.scores.count)])
    sheet.add([.text("Mean"), .init(tally.scores.mean)])
    sheet.add([.text("Standard deviation"), .init(tally.scores.deviation)])
    sheet.add([.text("Lower quartile"), .init(quartiles?.lower)])
    sheet.add([.text("Median"), .init(quartiles?.median)])
    sheet.add([.text("Upper quartile"), .init(quartiles?.upper)])
    guard tally.scores.count > 0 else { return }
    sheet.addHeading(["Score", "Encounters"])
    let first = sheet.row
    for (index, count) in tally.scores.tens.enumerated() {
      let label = index == 9 ? "90 to 100" : "\(index * 10) to below \(index * 10 + 10)"
      sheet.add([.text(label), .init(count)])
    }
    addChart(.columns, "Encounters by score: \(tally.id)", first, values: 1)
  }

  private mutating func addCriteria(_ tally: ScenarioTally) {
    guard !tally.criteria.isEmpty else { return }
    sheet.addHeading(["Scores by criterion", "Mean, %", "n", "Standard deviation"])
    let first = sheet.row
    for criterion in tally.criteria {
      sheet.add([
        .text(criterion.id), .init(criterion.percents.mean), .init(criterion.percents.count),
        .init(criterion.percents.deviation),
      ])
    }
    addChart(.bars, "Scores by criterion: \(tally.id)", first, values: 1)
  }

  private mutating func addScenes(_ tally: ScenarioTally) {
    guard !tally.scenes.isEmpty else { return }
    sheet.addHeading(["Points lost by scene", "Per 100 trainees", "Came here", "Answers", "n"])
    let first = sheet.row
    for scene in tally.scenes {
      sheet.add([
        .text(scene.id), .init(tally.lostPerHundred(scene)), .init(scene.encounters),
        .init(scene.answers), .init(tally.scores.count),
      ])
    }
    addChart(.bars, "Points lost by scene: \(tally.id)", first, values: 1)
  }

  private mutating func addChart(_ kind: Chart.Kind, _ title: String, _ first: Int, values: Int) {
    let rows = first...(sheet.row - 1)
    sheet.addChart(
      kind, title, rows: rows, labels: 0, values: values, at: (chartRow, Self.chartColumn),
      description: title + ". The figures stand in rows \(first + 1) to \(sheet.row).")
    // A chart is fifteen rows high, more where it has many bars.
    chartRow += Int(16 * max(1, Double(rows.count) / 12))
  }
}
