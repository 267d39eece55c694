import Simulation

extension Rule {
  /// A meter that no effect which plays come to takes away from where it starts.
  static let stillMeter = Rule(
    .stillMeter, "a meter that never moves", on: .plays,
    reason: "The trainee sees this meter and it stays where it started, whatever is said. Let "
      + "choices move it, or take it out.",
    bad: """
      "mood": { "patience-left": { "start": 5, "good": "high" } }
      """,
    good: """
      "mood": { "patience-left": { "start": 5, "good": "high" } },
      "scenes": { "ask": { "choices": [ { "id": "rules", "effects": { "patience-left": -2 } } ] } }
      """
  ) { context in
    context.scenario.meters.indices.filter { !context.names.movedMeters[$0] }.map { meter in
      let isTouched = context.names.touchedMeters[meter]
      return Problem(
        .top("mood").member(meter),
        "the meter `\(context.scenario.meters[meter].id)` never moves",
        help: isTouched
          ? "what adds to it adds 0 or is never reached, or it stands at that end of its range already"
          : "no effect adds to it: let a choice move it, or take it out",
        mendings: isTouched || context.names.askedMeters[meter]
          ? [] : [Mending("remove the meter", remove: [.top("mood").member(meter)])])
    }
  }
}
