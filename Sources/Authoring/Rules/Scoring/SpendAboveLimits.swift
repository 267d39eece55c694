import Simulation

extension Rule {
  /// A choice that spends more than the highest limit that can ever be in force, and is not marked
  /// critical by the author.
  static let spendAboveLimits = Rule(
    .spendAboveLimits, "spending above every limit", .note, on: .text,
    reason: "This choice gives away more than any limit allows, so taking it is always a "
      + "business-critical error. If it is a temptation, that may be meant: then say so with "
      + "`critical`. Otherwise lower the sum or raise the limit.",
    bad: """
      "scenes": { "offer": { "choices": [ { "id": "voucher", "spend": 500 } ] } }
      """,
    good: """
      "scenes": { "offer": { "choices": [ { "id": "voucher", "spend": 5 } ] } }
      """
  ) { context in
    let scenario = context.scenario
    guard let limit = scenario.authority.limit else { return [] }
    let highest = scenario.authority.raises.map(\.limit).reduce(limit, max)
    return scenario.choices.indices.filter { index in
      scenario.choices[index].spend > highest && scenario.choices[index].critical == nil
    }.map { index in
      let spend = scenario.choices[index].spend.decimal
      return Problem(
        context.place(choice: index).key("spend"),
        "`\(context.id(choice: index))` spends \(spend), which is above every limit "
          + "(\(highest.decimal) at most)",
        help: "taking it is always a critical error; if that is meant, say so with `critical`")
    }
  }
}
