import Simulation

extension Rule {
  /// A condition of a destination, a branch, a raise or the basics that holds in no state in which
  /// it is looked at. Conditions of choices and lines are left to `unreachableChoice` and
  /// `unreachableLine`, which say the same.
  static let alwaysFalse = Rule(
    .alwaysFalse, "a condition that is always false", on: .conditions,
    reason: "The condition holds in no state in which it is looked at, so what it leads to never "
      + "happens. Usually a number is out of reach, or a flag is not set on the way.",
    bad: """
      "scenes": { "offer": { "choices": [ { "id": "refund", "to": [
        { "when": "trust > 20", "to": "kept" }, { "to": "happy" } ] } ] } }
      """,
    good: """
      "scenes": { "offer": { "choices": [ { "id": "refund", "to": [
        { "when": "trust < 3", "to": "kept" }, { "to": "happy" } ] } ] } }
      """
  ) { context in
    context.conditions.filter { condition in
      condition.answers == .no && !condition.subject.hasPrefix("the choice")
    }.map {
      Problem(
        $0.place, "this condition is always false for \($0.subject)",
        help: "what it leads to never happens: change it, or take it out",
        mendings: $0.owner == .file
          ? [] : [Mending("remove \($0.subject)", remove: [$0.owner])])
    }
  }
}
