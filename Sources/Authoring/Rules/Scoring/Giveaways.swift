import Simulation

extension Rule {
  /// In all states that clean plays come to and where choices differ in worth, at two scenes or
  /// more, every longest choice is a best one and some other is shorter.
  static let bestIsLongest = Rule(
    .bestIsLongest, "the best choice is always the longest", on: .scores,
    reason: "Trainees find out quickly that the long, careful answer is the right one, and stop "
      + "thinking. Make some wrong answers long and some right ones short.",
    bad: """
      "scenes": {
        "ask": { "choices": [ { "id": "rules", "say": "No." } ] },
        "wait": { "choices": [
          { "id": "come-back", "say": "Here I am again. What do you need?" } ] },
        "offer": { "choices": [
          { "id": "refund", "say": "You get your money back, and here is how we do it." },
          { "id": "voucher", "say": "A voucher?" } ] }
      }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    context.giveaway("longest", \.longestIsBest)
  }

  /// The same for the choice that is listed first.
  static let bestIsFirst = Rule(
    .bestIsFirst, "the best choice is always the first", on: .scores,
    reason:
      "Choices are listed in file order in practice: whoever always takes the first is always "
      + "right. Move some of the right ones.",
    bad: """
      "scenes": {
        "ask": { "choices": [ { "id": "rules", "marks": { "care": 2 } },
          { "id": "look", "marks": { "care": -2 } } ] },
        "wait": { "choices": [ { "id": "leave", "marks": { "care": 2, "fair": 2 }, "to": "happy" } ] },
        "offer": { "choices": [ { "id": "refund", "marks": { "fair": 2 } },
          { "id": "voucher", "marks": { "fair": 1 } } ] }
      }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    context.giveaway("first", \.firstIsBest)
  }
}

extension RuleContext {
  fileprivate func giveaway(
    _ which: String, _ holds: (DecisionSurvey.SceneResult) -> Bool
  ) -> [Problem] {
    let weighed = weighed
    guard !weighed.isEmpty, weighed.count == proofs.count else { return [] }
    let decided = scenario.scenes.indices.filter { scene in
      weighed.contains { ($0.decisions?.scenes[scene].cleanDecisions ?? 0) > 0 }
    }
    let isAlways = decided.allSatisfy { scene in
      weighed.allSatisfy { proof in
        guard let result = proof.decisions?.scenes[scene], result.cleanDecisions > 0 else {
          return true
        }
        return holds(result)
      }
    }
    // One scene is chance.
    guard decided.count > 1, isAlways else { return [] }
    return [
      Problem(
        .top("scenes"), "the best choice is always the \(which)",
        help: "so it is in all \(decided.count) scenes where the choices differ: a trainee who "
          + "notices need not read them")
    ]
  }
}
