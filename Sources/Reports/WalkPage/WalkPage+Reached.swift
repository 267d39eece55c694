import Simulation

/// What can be reached, by which choices, and what it is worth.
extension WalkPage {
  var endings: [Page.Block] {
    let rows = scenario.endings.indices.flatMap { ending in
      walks.indices.map { index -> [String] in
        let range = walks[index].endings[ending]
        let id = name(scenario.endings[ending].id)
        return [
          isOneVoice ? id : "\(id) (\(voice(index)))", scenario.endings[ending].outcome.name,
          Figures.decimal(range.lowest), Figures.decimal(range.highest),
          range.isReached ? ids(range.shortest ?? []) : notReached(index),
        ]
      }
    }
    return [
      .heading(2, "Endings"),
      .table(
        Page.Table(
          "Scores of all plays that come to each ending",
          columns: ["Ending", "Outcome", "Lowest#", "Highest#", "Shortest line"], rows: rows)),
    ]
  }

  private func notReached(_ walk: Int) -> String {
    walks[walk].coverage == .whole ? "NOT REACHED" : "not reached so far"
  }

  var scenes: [Page.Block] {
    let rows = scenario.scenes.indices.map { scene in
      [name(scenario.scenes[scene].id)] + reach { $0.scenes[scene] }
    }
    return [
      .heading(2, "Scenes"),
      .table(
        Page.Table(
          summary("scene", rows.map { $0[1] }), columns: ["Scene", "Reached", "Shortest line"],
          rows: rows)),
    ]
  }

  var choices: [Page.Block] {
    let rows = scenario.scenes.flatMap { scene in
      scene.choices.range.map { choice in
        ["\(name(scene.id)) / \(name(scenario.choices[choice].id))"]
          + reach { $0.choices[choice] }
      }
    }
    return [
      .heading(2, "Choices"),
      .table(
        Page.Table(
          summary("choice", rows.map { $0[1] }),
          columns: ["Scene / choice", "Reached", "Shortest line"], rows: rows)),
    ]
  }

  private func summary(_ noun: String, _ reached: [String]) -> String {
    let count = reached.filter { $0 != "NO" }.count
    return count == reached.count
      ? "All \(Figures.count(reached.count, noun)) reached"
      : "\(count) of \(Figures.count(reached.count, noun)) reached"
  }

  /// In which voices something is reached, and the shortest line of all of them.
  private func reach(_ line: (Walk) -> [Int]?) -> [String] {
    let lines = walks.map(line)
    let reaching = lines.indices.filter { lines[$0] != nil }
    let shortest = lines.compactMap { $0 }.min { $0.count < $1.count }
    guard let shortest else { return ["NO", ""] }
    let said = reaching.count == walks.count ? "yes" : reaching.map(voice).joined(separator: ", ")
    return [said, ids(shortest)]
  }

  // MARK: Best and worst

  var bestAndWorst: [Page.Block] {
    walks.indices.flatMap { index -> [Page.Block] in
      let walk = walks[index]
      let suffix = isOneVoice ? "" : " (\(voice(index)))"
      return line(walk.best, "Best line" + suffix) + line(walk.worst, "Worst line" + suffix)
    }
  }

  private func line(_ line: Walk.Line?, _ title: String) -> [Page.Block] {
    guard let line else { return [] }
    let said = line.choices.map { index -> String in
      let choice = scenario.choices[index]
      let words = Placeholders(customer: scenario.customer.name, trainee: "the trainee")
        .filled(scenario.words(of: choice))
      return "\(name(choice.id)): " + (choice.kind == .say ? "“\(words)”" : words)
    }
    return [
      .heading(3, "\(title): \(Figures.decimal(line.score)) points"), .list(said),
      .arithmetic(["--choices \(ids(line.choices))"]),
    ]
  }

  // MARK: Criteria and draws

  var criteria: [Page.Block] {
    let places = scenario.criteria
    let rows = places.indices.flatMap { index in
      walks.indices.compactMap { walk -> [String]? in
        guard index < walks[walk].solution.ranges.count else { return nil }
        let range = walks[walk].solution.ranges[index]
        let id =
          "\(scenario.rubrics[places[index].rubric].rubric.id)."
          + scenario.criterion(places[index]).id
        return [
          isOneVoice ? id : "\(id) (\(voice(walk)))", "\(range.lowest)", "\(range.highest)",
          range.isApplicable ? Figures.decimal(range.weight, 4) : "does not apply",
        ]
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(2, "Criteria"),
      .table(
        Page.Table(
          "What each criterion can come to",
          columns: ["Criterion", "Lowest#", "Highest#", "Weight#"],
          rows: rows)),
    ]
  }

  var chance: [Page.Block] {
    let rows = walks.indices.flatMap { index in
      walks[index].luck.map { luck -> [String] in
        let scene = scenario.scenes[luck.scene]
        let branch = scenario.branches[Int(scene.branches.first) + luck.branch]
        let id = "\(name(scene.id)), branch \(luck.branch)"
        return [
          isOneVoice ? id : "\(id) (\(voice(index)))", branch.adverse ? "yes" : "no",
          Figures.signed(luck.lowest), Figures.signed(luck.highest),
        ]
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(2, "Chance"),
      .table(
        Page.Table(
          "Points of luck that each draw brings, over all states",
          columns: ["Draw", "Adverse", "Lowest#", "Highest#"], rows: rows)),
    ]
  }
}
