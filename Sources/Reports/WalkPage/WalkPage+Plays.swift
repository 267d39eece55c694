import Simulation

/// Seeded random plays.
extension WalkPage {
  var randomPlays: [Page.Block] {
    plays.indices.flatMap { index -> [Page.Block] in
      let suffix = isOneVoice ? "" : " (\(voice(index)))"
      return [.heading(2, "Random plays" + suffix), .facts(facts(plays[index]))]
        + histogram(plays[index]) + hits(plays[index])
    }
  }

  private func facts(_ plays: RandomPlays) -> [Page.Fact] {
    [
      .init("Plays", "\(plays.count), seed \(plays.seed)"),
      .init("Mean score", Figures.decimal(plays.mean)),
      .init("Choices taken", "\(plays.turns)"),
    ] + (plays.stuck > 0 ? [.init("Got stuck", "\(plays.stuck)")] : [])
  }

  private func histogram(_ plays: RandomPlays) -> [Page.Block] {
    guard !plays.histogram.isEmpty else { return [] }
    let entries = plays.histogram.enumerated().map { index, count in
      Chart.Entry(
        index == 9 ? "90 to 100" : "\(index * 10) to below \(index * 10 + 10)", Double(count),
        shown: "\(count)")
    }
    return [.chart(Chart(.columns, "Plays by score", entries))]
  }

  private func hits(_ plays: RandomPlays) -> [Page.Block] {
    let endings = scenario.endings.indices.map {
      [
        name(scenario.endings[$0].id), "\(plays.endings[$0])",
        share(plays.endings[$0], plays.count),
      ]
    }
    let choices = scenario.scenes.indices.flatMap { scene in
      scenario.scenes[scene].choices.range.map { choice in
        [
          "\(name(scenario.scenes[scene].id)) / \(name(scenario.choices[choice].id))",
          "\(plays.choices[choice])", share(plays.choices[choice], plays.scenes[scene]),
        ]
      }
    }
    return [
      .table(
        Page.Table(
          "Endings reached", columns: ["Ending", "Plays#", "Of all, %#"], rows: endings)),
      .table(
        Page.Table(
          "Choices taken", columns: ["Scene / choice", "Times#", "Of visits, %#"], rows: choices)),
    ]
  }

  private func share(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : Figures.decimal(100 * Double(part) / Double(whole), 1)
  }
}
