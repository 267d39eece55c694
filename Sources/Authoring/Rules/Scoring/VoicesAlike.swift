import Simulation

extension Rule {
  /// Two voices in which the same choices are there, and the same choices and draws never differ by
  /// 2 points of score or more.
  static let voicesAlike = Rule(
    .voicesAlike, "voices whose scores hardly differ", on: .scores,
    reason:
      "The customer sounds different, but it makes no difference how one answers, so there is "
      + "nothing to adapt to. Use `voice-effects`, `voice-marks` or conditions on `voice`, or offer "
      + "one voice only.",
    bad: """
      "customer": { "voices": ["thinker", "rebel"] }
      """,
    good: """
      "customer": { "voices": ["thinker", "rebel"] },
      "scenes": { "ask": { "choices": [
        { "id": "silence", "voice-marks": { "rebel": { "care": -1 } } } ] } }
      """
  ) { context in
    context.contrasts.compactMap { pair in
      guard case .points(let points) = pair.contrast, points < 2 - 1e-9 else { return nil }
      return Problem(
        .top("customer").key("voices"),
        "the scores of the voices `\(pair.one.name)` and `\(pair.other.name)` hardly differ: "
          + "by \(oneDecimal(points)) points at most",
        help: "use `voice-effects`, `voice-marks` or conditions on `voice`")
    }
  }
}
