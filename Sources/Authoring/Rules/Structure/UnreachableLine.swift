import Simulation

extension Rule {
  /// A line whose `when` holds in no state in which its scene, branch or ending is entered. Lines of
  /// a scene that is not reached at all are left to `unreachableScene`.
  static let unreachableLine = Rule(
    .unreachableLine, "a line that is never shown", on: .conditions,
    reason:
      "Plays come past this line, but its `when` never holds there. Lines are looked at after "
      + "the effects on entry.",
    bad: """
      "scenes": { "offer": { "lines": [
        "And now?", { "say": "You said that before.", "when": "served" } ] } }
      """,
    good: """
      "scenes": { "offer": { "lines": [
        "And now?", { "say": "At last somebody listens.", "when": "trust > 5" } ] } }
      """
  ) { context in
    context.lines.filter { $0.answers == .no }.map { condition in
      Problem(
        condition.place,
        "this line is unreachable: it is never shown, because its condition is always false",
        help: (condition.way.map { $0.words + "; " } ?? "")
          + "change the condition, or take the line out", choices: condition.way?.choices,
        mendings: condition.ownerCanGo
          ? [Mending("remove the line", remove: [condition.owner])] : [])
    }
  }
}
