import Simulation

extension Rule {
  /// Two choices that can be offered at the same time and that lead to the same place with the same
  /// effects, spending, facts revealed and marks. When they are offered and how they sound does not
  /// count; handling time counts if a condition asks about it.
  static let sameChoices = Rule(
    .sameChoices, "two choices without a difference", on: .plays,
    reason: "Both lead to the same place, change the same and are marked the same: it does not "
      + "matter which one is taken, and trainees notice. Let one of them cost or earn something, or "
      + "lead elsewhere; if they are two wordings of one intent, make one an example of the other.",
    bad: """
      "scenes": { "wait": { "choices": [
        { "id": "leave" },
        { "id": "walk", "do": "Walk past.", "marks": { "care": -1 }, "why": "She saw you.",
          "to": "lost" } ] } }
      """,
    good: """
      "scenes": { "wait": { "choices": [
        { "id": "leave" },
        { "id": "walk", "do": "Walk past.", "marks": { "care": -2 }, "why": "She saw you.",
          "to": "lost" } ] } }
      """
  ) { context in
    context.scenario.scenes.indices.flatMap { scene -> [Problem] in
      guard context.scenario.scenes[scene].choices.count > 1 else { return [] }
      return context.pairs(in: scene).filter { context.isSame($0.0, $0.1) }.map { one, other in
        Problem(
          context.place(choice: other),
          "the choices `\(context.id(choice: one))` and `\(context.id(choice: other))` are without "
            + "a difference: same place, effects and marks",
          others: [(context.place(choice: one), "the other one")],
          help: "let one cost or earn something, or lead elsewhere; two wordings of one intent are "
            + "one choice with `examples`")
      }
    }
  }
}

extension RuleContext {
  fileprivate func isSame(_ one: Int, _ other: Int) -> Bool {
    let (a, b) = (scenario.choices[one], scenario.choices[other])
    return isSame(a.routes, b.routes) && a.spend == b.spend
      && (a.critical == nil) == (b.critical == nil)
      && (!names.asksSeconds || a.seconds == b.seconds)
      && scenario.sum(effects: a.effects) == scenario.sum(effects: b.effects)
      && Set(scenario.reveals(of: one)) == Set(scenario.reveals(of: other))
      && scenario.customer.voices.allSatisfy { voice in
        scenario.effects(of: a, in: voice) == scenario.effects(of: b, in: voice)
          && scenario.marks(of: a, in: voice) == scenario.marks(of: b, in: voice)
      }
  }

  private func isSame(_ one: Extent, _ other: Extent) -> Bool {
    let (one, other) = (shortened(one), shortened(other))
    return one.count == other.count
      && zip(one, other).allSatisfy { left, right in
        let (a, b) = (scenario.routes[left], scenario.routes[right])
        // The last one is taken whether or not its condition holds.
        let isLast = left == one.upperBound - 1
        return a.to == b.to && (isLast || scenario.isSame(a.when, b.when))
      }
  }

  /// Routes without those before the last that lead where the last one leads anyhow.
  private func shortened(_ routes: Extent) -> Range<Int> {
    var end = routes.range.upperBound
    while end - routes.range.lowerBound > 1,
      scenario.routes[end - 2].to == scenario.routes[end - 1].to
    {
      end -= 1
    }
    return routes.range.lowerBound..<end
  }
}

extension Scenario {
  /// Effects by what they change, the ones that change nothing left out. Meters count up from 0,
  /// flags down from -1.
  fileprivate func sum(effects extent: Extent) -> [Int32: Int32] {
    var sum: [Int32: Int32] = [:]
    for effect in effects[extent.range] {
      switch effect {
      case .add(let meter, let amount): if amount != 0 { sum[meter] = amount }
      case .set(let flag, let value): sum[~flag] = value ? 1 : 0
      }
    }
    return sum
  }

  fileprivate func effects(of choice: Choice, in voice: Voice) -> [[Int32: Int32]] {
    voiceEffects[choice.voiceEffects.range].filter { $0.voice == voice }
      .map { sum(effects: $0.extent) }.filter { !$0.isEmpty }
  }

  /// What a choice is marked in a voice: its marks and the voice's, added up.
  fileprivate func marks(of choice: Choice, in voice: Voice) -> [Int32: Int32] {
    let own = voiceMarks[choice.voiceMarks.range].filter { $0.voice == voice }.map(\.extent)
    var sum: [Int32: Int32] = [:]
    for mark in ([choice.marks] + own).flatMap({ marks[$0.range] }) {
      sum[mark.criterion, default: 0] += mark.level
    }
    return sum.filter { $0.value != 0 }
  }

  /// Whether two conditions say the same in the same words.
  fileprivate func isSame(_ one: Condition?, _ other: Condition?) -> Bool {
    guard let one, let other else { return one == other }
    return isSame(one.root, other.root)
  }

  private func isSame(_ one: Int32, _ other: Int32) -> Bool {
    if one == other { return true }
    switch (expressions[Int(one)], expressions[Int(other)]) {
    case (.not(let a), .not(let b)): return isSame(a, b)
    case (.and(let a, let b), .and(let c, let d)), (.or(let a, let b), .or(let c, let d)),
      (.same(let a, let b), .same(let c, let d)):
      return isSame(a, c) && isSame(b, d)
    case (let a, let b): return a == b
    }
  }
}
