import Simulation

/// Words and conditions.
extension StoryMaker {
  private static let starts = [
    "I have been here", "You told me", "My daughter waits", "They said on the phone",
    "Nobody called back", "The room was not ready", "It says here", "We paid for this",
  ]
  private static let ends = [
    "since half past six.", "that it would be done today.", "and it is the third time.",
    "for the whole week.", "with two bags and no key.", "so what happens now?",
    "and I did not sleep.", "as it was promised.",
  ]

  /// A sentence of some sixty bytes; now and then with an escape, an accent or a placeholder.
  mutating func sentence() -> String {
    let start = Self.starts[random.below(Self.starts.count)]
    let end = Self.ends[random.below(Self.ends.count)]
    switch random.below(24) {
    case 0: return "\(start) \\\"again\\\", \(end)"
    case 1: return "\(start) at the caf\u{e9}, \(end)"
    case 2: return "{customer}: \(start), \(end)"
    default: return "\(start) \(end)"
    }
  }

  /// A condition of one or a few questions.
  mutating func condition() -> String {
    guard isRich else { return simpleCondition() }
    switch random.below(14) {
    case 0: return "knows.fact-\(random.below(Self.facts))"
    case 1: return "voice == \(Self.voices[random.below(Self.voices.count)])"
    case 2: return "spent < \(number(10...90)).50"
    case 3: return "limit >= 100 and not flag-\(random.below(shape.flags))"
    case 4: return "turns < \(number(8...50)) or \(simpleCondition())"
    case 5: return "seconds <= \(number(12...60) * 10)"
    case 6: return "(\(simpleCondition())) == (\(simpleCondition()))"
    case 7: return "not (\(simpleCondition()) or \(simpleCondition()))"
    case 8: return "\(simpleCondition()) and \(simpleCondition())"
    default: return simpleCondition()
    }
  }

  /// One question about a meter or a flag.
  mutating func simpleCondition() -> String {
    if shape.flags > 0, chance(30) {
      return "\(chance(30) ? "not " : "")flag-\(random.below(shape.flags))"
    }
    let meter = Self.meters[random.below(shape.meters)]
    let level = number(1...max(shape.most * 2 / 3, 1))
    return "\(meter) \(chance(75) ? ">=" : "<") \(level)"
  }

  /// Changes of one or two meters or flags, as the members of an object.
  mutating func effects() -> String {
    let meter = random.below(shape.meters)
    let amount = [-2, -1, 1, 2][random.below(4)]
    var members = ["\"\(Self.meters[meter])\": \(amount)"]
    if shape.meters > 1, chance(25) {
      members.append("\"\(Self.meters[(meter + 1) % shape.meters])\": \(number(1...2))")
    }
    if shape.flags > 0, chance(20) {
      members.append("\"flag-\(random.below(shape.flags))\": \(chance(75))")
    }
    return "{ \(members.joined(separator: ", ")) }"
  }

  /// Marks on one or two criteria, of these levels.
  mutating func marks(_ levels: ClosedRange<Int>) -> String {
    let plain = RubricText.plainCriteria
    let criterion = random.below(plain.count)
    var members = ["\"\(plain[criterion])\": \(number(levels))"]
    if chance(20) { members.append("\"\(plain[(criterion + 1) % plain.count])\": 1") }
    if levels.upperBound > 0, chance(isRow ? 2 : 10) {
      let gated = RubricText.gatedCriteria[random.below(RubricText.gatedCriteria.count)]
      members.append("\"\(chance(50) ? "gated." : "")\(gated)\": 1")
    }
    return "{ \(members.joined(separator: ", ")) }"
  }
}
