import Simulation

extension Rule {
  /// A choice that spends more than the highest limit that can ever be in force.
  static let spendAboveLimits = Rule(
    .spendAboveLimits, "spending above every limit", .note, on: .conditions,
    reason: "This choice gives away more than any limit allows, so taking it is always a "
      + "business-critical error. If it is a temptation, that may be meant. Otherwise lower the sum "
      + "or raise the limit.",
    bad: """
      "scenes": { "offer": { "choices": [ { "id": "voucher", "spend": 500 } ] } }
      """,
    good: """
      "scenes": { "offer": { "choices": [ { "id": "voucher", "spend": 5 } ] } }
      """
  ) { context in
    let scenario = context.scenario
    guard let limit = scenario.authority.limit else { return [] }
    let raises = scenario.authority.raises.enumerated().filter { index, _ in
      !context.neverHolds(raise: index)
    }
    let highest = raises.map(\.element.limit).reduce(limit, max)
    return scenario.choices.indices.filter { index in
      scenario.choices[index].spend > highest
    }.map { index in
      let isDeclared = scenario.choices[index].critical != nil
      let spend = scenario.choices[index].spend.decimal
      return Problem(
        context.place(choice: index).key("spend"),
        "`\(context.id(choice: index))` spends \(spend), which is above every limit "
          + "(\(highest.decimal) at most)",
        help: isDeclared
          ? "it is marked `critical` already, so this may well be meant"
          : "taking it is always a critical error; if that is meant, say so with `critical`")
    }
  }
}
