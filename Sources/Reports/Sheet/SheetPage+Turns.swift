import Simulation

extension SheetPage {
  /// Each turn with what was said, what it cost, and what would have been better.
  var turns: [Page.Block] {
    guard !sheet.turns.isEmpty else { return [] }
    var blocks: [Page.Block] = [.heading(2, "Turn by turn")]
    if let chart = stillReachable { blocks.append(.chart(chart)) }
    for (index, turn) in sheet.turns.enumerated() {
      blocks.append(.heading(3, heading(turn)))
      blocks.append(.facts(said(turn, index) + cost(turn) + better(turn) + after(turn)))
    }
    return blocks + ending
  }

  /// The best score still to be expected after each turn.
  private var stillReachable: Chart? {
    guard let expected = sheet.expected, sheet.turns.count > 1 else { return nil }
    var value = expected
    var entries = [Chart.Entry("start", value, shown: Figures.decimal(value))]
    for turn in sheet.turns {
      guard let after = turn.after else { return nil }
      value = after + (turn.luck ?? 0)
      entries.append(.init("turn \(turn.turn)", value, shown: Figures.decimal(value)))
    }
    return Chart(.line, "Best score still to be expected", entries, least: 0, most: 100)
  }

  private func heading(_ turn: ScoreSheet.TurnResult) -> String {
    guard let regret = turn.regret, let label = turn.label else {
      return "Turn \(turn.turn), \(turn.scene)"
    }
    let away = regret > 1e-9 ? ", \(Figures.decimal(regret)) points given away" : ""
    return "Turn \(turn.turn), \(turn.scene): \(label.rawValue)\(away)"
  }

  private func said(_ turn: ScoreSheet.TurnResult, _ index: Int) -> [Page.Fact] {
    let spoken = lines?.beforeTurn[index].map(filled) ?? []
    return (spoken.isEmpty ? [] : [.init("Before", spoken)])
      + [.init("You", "\(quoted(turn))  [\(turn.choice)]")] + reason(turn)
  }

  private func reason(_ turn: ScoreSheet.TurnResult) -> [Page.Fact] {
    guard let scenario, let choice = choice(turn.choice, in: turn.scene), !choice.why.isEmpty
    else { return [] }
    return [.init("Coach", filled(scenario.string(choice.why)))]
  }

  private func cost(_ turn: ScoreSheet.TurnResult) -> [Page.Fact] {
    var facts: [Page.Fact] = []
    if !turn.marks.isEmpty {
      let marks = turn.marks.map { mark in
        "\(mark.id) \(Figures.signed(mark.level))" + (mark.counted ? "" : " (did not count)")
      }
      facts.append(.init("Marks", marks.joined(separator: ", ")))
    }
    guard let regret = turn.regret, let here = turn.here, let later = turn.later else {
      return facts
    }
    if regret > 1e-9 || regret < -1e-9 {
      facts.append(
        .init(
          "Given away",
          "\(Figures.decimal(regret)) = \(Figures.decimal(here)) here "
            + "\(Figures.added(later)) later"))
    }
    if turn.onlyMove { facts.append(.init("Only move", "every other choice costs 10 or more")) }
    if turn.unexpected {
      facts.append(.init("Unexpected", "something this customer will remember"))
    }
    return facts
  }

  private func better(_ turn: ScoreSheet.TurnResult) -> [Page.Fact] {
    guard (turn.regret ?? 0) > 1e-9 || turn.label == .critical else { return [] }
    let values = turn.best.filter { $0 != turn.choice }.map { id in
      guard let scenario, let choice = choice(id, in: turn.scene) else { return id }
      let why = filled(scenario.string(choice.why))
      return quoted(scenario.words(of: choice), choice.kind) + "  [\(id)]"
        + (why.isEmpty ? "" : " " + why)
    }
    return values.isEmpty ? [] : [.init("Better", values)]
  }

  private func after(_ turn: ScoreSheet.TurnResult) -> [Page.Fact] {
    var facts: [Page.Fact] = []
    if !turn.draws.isEmpty {
      let draws = turn.draws.map { "\($0.scene) fell on branch \($0.branch)" }
      let luck = turn.luck.map { ": luck \(Figures.signed($0))" } ?? ""
      facts.append(.init("Chance", draws.joined(separator: ", ") + luck))
    }
    if !turn.mood.isEmpty { facts.append(.init("Mood after", mood(turn.mood))) }
    if turn.spend > .zero {
      facts.append(
        .init(
          "Money",
          "\(Figures.money(turn.spend, currency)), \(Figures.money(turn.spent, currency)) in all"))
    }
    return facts
  }

  private func mood(_ values: [Int]) -> String {
    guard let meters = scenario?.meters, meters.count == values.count else {
      return values.map { "\($0)" }.joined(separator: ", ")
    }
    return zip(meters, values).map { meter, value in
      "\(meter.id) \(value) of \(meter.most)" + (meter.word(for: value).map { ", \($0)" } ?? "")
    }.joined(separator: "; ")
  }

  private var ending: [Page.Block] {
    guard let ending = sheet.ending else { return [] }
    var facts = [Page.Fact("Outcome", ending.outcome.name)]
    if let after = lines?.after, !after.isEmpty {
      facts.append(.init("Last words", after.map(filled)))
    }
    return [.heading(3, "Ending: \(ending.id)"), .facts(facts)]
  }
}
