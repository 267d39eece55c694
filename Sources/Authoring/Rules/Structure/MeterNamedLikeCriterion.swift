import Simulation

extension Rule {
  /// A meter whose id is also that of a criterion.
  static let meterNamedLikeCriterion = Rule(
    .meterNamedLikeCriterion, "a meter with a criterion's id", on: .text,
    reason: "`effects` move meters and `marks` give levels on criteria; with one id for both it is "
      + "easy to write the one and mean the other. Give the meter another id.",
    bad: """
      "mood": { "care": { "start": 5, "good": "high" } },
      "scenes": { "ask": { "choices": [ { "id": "rules", "effects": { "care": -2 } } ] } }
      """,
    good: """
      "mood": { "warmth": { "start": 5, "good": "high" } },
      "scenes": { "ask": { "choices": [ { "id": "rules", "effects": { "warmth": -2 } } ] } }
      """
  ) { context in
    let criteria = context.scenario.criteria
    return context.scenario.meters.enumerated().compactMap { index, meter in
      guard let place = criteria.first(where: { context.scenario.criterion($0).id == meter.id })
      else { return nil }
      let rubric = context.scenario.rubrics[place.rubric].rubric.id
      return Problem(
        .top("mood").member(index),
        "the meter `\(meter.id)` has the id of a criterion of the rubric `\(rubric)`",
        help: "effects move meters, marks name criteria: give the meter another id")
    }
  }
}
