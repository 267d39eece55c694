/// A class report as a page: what was passed, how scores lie, what to teach next. Every figure
/// stands with its n, and figures that n does not carry are left out.
package enum ClassReportPage {
  /// What a report begins with, which is known before anything is summed up.
  /// - Parameters:
  ///   - encounters: how many are going to be counted.
  ///   - selection: which encounters these are, in words.
  package static func head(encounters: Int, selection: String) -> Page {
    Page([
      .heading(1, "Class report"),
      .facts([.init("Encounters", "\(encounters)"), .init("Selection", selection)]),
      .paragraph(
        "Intervals are Wilson's at 95 %. A share is shown from n = \(LeastCount.share) on, a mean "
          + "from \(LeastCount.mean), a standard deviation from \(LeastCount.deviation), quartiles "
          + "from \(LeastCount.quartiles); below, only the count."),
    ])
  }

  /// The whole report; it begins with its head.
  /// - Parameter selection: which encounters these are, in words.
  package static func page(_ report: ClassReport, selection: String) -> Page {
    let head = head(encounters: report.encounters, selection: selection)
    let empty: [Page.Block] = report.encounters == 0 ? [.paragraph("There are no encounters.")] : []
    return head + Page(empty + report.scenarios.flatMap { ScenarioPart($0).blocks })
  }
}

/// The part of a report that is about one scenario.
private struct ScenarioPart {
  let tally: ScenarioTally

  init(_ tally: ScenarioTally) { self.tally = tally }

  var blocks: [Page.Block] {
    [.heading(2, tally.title.isEmpty ? tally.id : "\(tally.title) (\(tally.id))")] + editions
      + verdicts + scores + criteria + scenes + choices
  }

  private var editions: [Page.Block] {
    let names = tally.editions.map { "\($0.name), n = \($0.count)" }
    guard tally.editions.count > 1 else { return [.facts([.init("Edition", names)])] }
    return [
      .facts([.init("Editions", names)]),
      .paragraph(
        "More than one edition was played. A score is relative to what could be done in its own "
          + "edition, so the figures below mix different tasks."),
    ]
  }

  // MARK: Verdicts and scores

  private var verdicts: [Page.Block] {
    let finished = tally.finished
    let rows = [
      row("Pass", tally.passes, finished), row("Not yet", tally.notYets, finished),
      row("Fail", tally.fails, finished),
      row("Unfinished or ungraded", tally.unfinished, tally.count),
      row("Customer-critical error", tally.customerErrors, finished),
      row("Business-critical error", tally.businessErrors, finished),
      row("Compliance-critical error", tally.complianceErrors, finished),
      row("The unexpected: taken of offered", tally.taken, tally.offered),
    ]
    return [
      .heading(3, "Verdicts"),
      .table(
        Page.Table(
          "Shares with their 95 % intervals",
          columns: ["What", "Count#", "n#", "Share, %#", "From, %#", "To, %#"], rows: rows)),
    ]
  }

  private func row(_ name: String, _ count: Int, _ whole: Int) -> [String] {
    [name, "\(count)", "\(whole)"] + cells(Share(count, of: whole))
  }

  private func cells(_ share: Share) -> [String] {
    guard let value = share.value, let interval = share.interval else { return ["–", "–", "–"] }
    return [value, interval.low, interval.high].map { Figures.decimal(100 * $0, 1) }
  }

  private var scores: [Page.Block] {
    guard tally.scores.count > 0 else { return [] }
    let entries = tally.scores.tens.enumerated().map { index, count in
      Chart.Entry(
        index == 9 ? "90 to 100" : "\(index * 10) to below \(index * 10 + 10)", Double(count),
        shown: "\(count)")
    }
    let quartiles = tally.scores.quartiles.map {
      [$0.lower, $0.median, $0.upper].map { Figures.decimal($0) }.joined(separator: ", ")
    }
    let need = "(n is below "
    return [
      .heading(3, "Scores"),
      .facts([
        .init("n", "\(tally.scores.count)"),
        .init(
          "Mean",
          tally.scores.mean.map { Figures.decimal($0) } ?? "\(need)\(LeastCount.mean))"),
        .init(
          "Standard deviation",
          tally.scores.deviation.map { Figures.decimal($0) } ?? "\(need)\(LeastCount.deviation))"),
        .init("Quartiles", quartiles ?? "\(need)\(LeastCount.quartiles))"),
      ]),
      .chart(Chart(.columns, "Encounters by score", entries)),
    ]
  }

  // MARK: Criteria

  private var criteria: [Page.Block] {
    let criteria = tally.criteria
    guard !criteria.isEmpty else { return [] }
    let rows = criteria.map { criterion in
      [
        criterion.id, "\(criterion.percents.count)", Figures.decimal(criterion.percents.mean),
        Figures.decimal(criterion.percents.deviation),
      ]
    }
    let entries = criteria.compactMap { criterion in
      criterion.percents.mean.map {
        Chart.Entry(criterion.id, $0, shown: "\(Figures.decimal($0, 1)) %")
      }
    }
    return [
      .heading(3, "Criteria"),
      .table(
        Page.Table(
          "Percent reached", columns: ["Criterion", "n#", "Mean, %#", "Standard deviation#"],
          rows: rows)),
    ]
      + (entries.isEmpty
        ? [] : [.chart(Chart(.bars, "Mean percent by criterion", entries, most: 100))])
  }

  // MARK: Scenes and choices

  private var scenes: [Page.Block] {
    let scenes = tally.scenes
    guard !scenes.isEmpty else { return [] }
    let rows = scenes.map { scene in
      [
        scene.id, "\(scene.encounters)", "\(scene.answers)",
        Figures.decimal(tally.lostPerHundred(scene), 1), mostCostly(scene),
      ]
    }
    let entries = scenes.compactMap { scene in
      tally.lostPerHundred(scene).map {
        Chart.Entry(scene.id, $0, shown: Figures.decimal($0, 1))
      }
    }
    return [
      .heading(3, "What to teach next"),
      .table(
        Page.Table(
          "Points of score lost in each scene for every 100 trainees (n = \(tally.scores.count))",
          columns: ["Scene", "Came here#", "Answers#", "Lost per 100#", "Most costly choice"],
          rows: rows)),
    ]
      + (entries.isEmpty
        ? [] : [.chart(Chart(.bars, "Points lost per 100 trainees, by scene", entries))])
  }

  private func mostCostly(_ scene: SceneTally) -> String {
    let worst = scene.choices.max { ($0.lost, $1.id) < ($1.lost, $0.id) }
    guard let worst, worst.lost > 1e-9 else { return "" }
    let names = Placeholders(customer: "the customer", trainee: "the trainee")
    return "\(worst.id): \(names.filled(worst.text))"
  }

  private var choices: [Page.Block] {
    let rows = tally.scenes.sorted { $0.id < $1.id }.flatMap { scene in
      scene.choices.map { choice in
        ["\(scene.id) / \(choice.id)", "\(choice.count)", "\(scene.answers)"]
          + cells(Share(choice.count, of: scene.answers))
          + [
            choice.count >= LeastCount.mean
              ? Figures.decimal(choice.lost / Double(choice.count)) : "–"
          ]
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(3, "Choices"),
      .table(
        Page.Table(
          "Share of each choice among the answers in its scene, and points it gave away on average",
          columns: [
            "Scene / choice", "Count#", "n#", "Share, %#", "From, %#", "To, %#", "Given away#",
          ], rows: rows)),
    ]
  }
}
