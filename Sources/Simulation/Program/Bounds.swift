/// How far the unbounded counters of an encounter can be told apart.
///
/// Beyond the largest number that anything compares them with, more seconds or more money change
/// nothing, so a state keeps them no further. That makes the states finite and few.
struct Bounds {
  /// Largest value of `seconds` worth keeping, or nil if no condition looks.
  private(set) var seconds: Int64?
  /// Largest value of `spent` worth keeping, or nil if nothing looks.
  private(set) var spent: Int64?

  /// - Parameter proportion: the largest amount spent that keeps proportion, or nil.
  init(_ scenario: Scenario, proportion: Int64?) {
    for case .compare(_, let a, let b) in scenario.expressions {
      note(a, against: b, scenario)
      note(b, against: a, scenario)
    }
    if let proportion { widenSpent(proportion) }
    if scenario.authority.limit != nil, scenario.choices.contains(where: { $0.spend > .zero }) {
      widenSpent(Self.highestLimit(scenario))
    }
    seconds = seconds.map { $0 + 1 }
    spent = spent.map { $0 + 1 }
  }

  private mutating func widenSpent(_ value: Int64) {
    spent = max(spent ?? 0, value)
  }

  private mutating func note(_ operand: Operand, against other: Operand, _ scenario: Scenario) {
    switch operand {
    case .seconds: seconds = max(seconds ?? 0, Self.largest(other, scenario))
    case .spent: widenSpent(Self.largest(other, scenario))
    case .literal, .meter, .turns, .limit: break
    }
  }

  /// The largest value that an operand can have, its own growth aside.
  private static func largest(_ operand: Operand, _ scenario: Scenario) -> Int64 {
    switch operand {
    case .literal(let value): max(value, 0)
    case .meter(let index): max(Int64(scenario.meters[Int(index)].most), 0)
    case .turns: Int64(scenario.turnCap)
    case .limit: highestLimit(scenario)
    case .seconds, .spent: 0
    }
  }

  private static func highestLimit(_ scenario: Scenario) -> Int64 {
    let limits = [scenario.authority.limit ?? .zero] + scenario.authority.raises.map(\.limit)
    return limits.max()?.hundredths ?? 0
  }
}
