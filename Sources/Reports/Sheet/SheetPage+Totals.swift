import Simulation

extension SheetPage {
  /// What was noticed, spent and remembered.
  var totals: [Page.Block] {
    [.heading(2, "Taken together"), .facts([unexpected, money, time] + memory)]
  }

  private var unexpected: Page.Fact {
    let said =
      sheet.offered == 0
      ? "no chance was offered"
      : "\(Figures.count(sheet.offered, "chance")), \(sheet.taken) taken"
    return .init("The unexpected", said)
  }

  private var money: Page.Fact {
    var text = "\(Figures.money(sheet.spent, currency)) given away"
    if let limit = scenario?.authority.limit {
      let raises = scenario?.authority.raises.map(\.limit).max() ?? limit
      text += ", authority \(Figures.money(limit, currency))"
      if raises > limit { text += " (up to \(Figures.money(raises, currency)) if raised)" }
    } else if scenario != nil {
      text += ", no limit"
    }
    if let loss = scenario?.loss {
      text += ", the failure cost the customer \(Figures.money(loss, currency))"
    }
    return .init("Money", text)
  }

  private var time: Page.Fact {
    .init("Handling time", Figures.duration(seconds: sheet.seconds))
  }

  private var memory: [Page.Fact] {
    guard let memory = sheet.simulated else { return [] }
    return [
      .init(
        "Simulated memory",
        [
          "satisfaction \(Figures.decimal(memory.satisfaction)) of 5, likelihood to recommend "
            + "\(memory.recommend) of 10",
          "Computed from the written customer's moods; nobody was asked. In surveys about 1 "
            + "customer in 5 forgives after very poor service, and nearly 4 in 5 after very good.",
        ])
    ]
  }
}
