import Simulation

extension Rule {
  /// A condition that holds in every state in which it is looked at, in every voice. `basics` that
  /// are written `true` are only noted: that is how a file says that there are none.
  static let alwaysTrue = Rule(
    .alwaysTrue, "a condition that is always true", on: .conditions,
    reason: "The condition holds in every state in which it is looked at, so it decides nothing. "
      + "Either it can go, or something that should make it false is missing.",
    bad: """
      "scenes": { "offer": { "choices": [ { "id": "refund", "when": "trust >= 1" } ] } }
      """,
    good: """
      "scenes": { "offer": { "choices": [ { "id": "refund", "when": "trust >= 3" } ] } }
      """
  ) { context in
    (context.conditions + context.lines).filter { $0.answers == .yes }.map {
      let isWritten = $0.place == .top("basics") && context.basicsAreWrittenTrue
      return Problem(
        $0.place, "this condition is always true for \($0.subject)",
        help: isWritten
          ? "`true` means that no need has to be met for the unexpected to count"
          : "take it out, or look for what should make it false",
        mendings: $0.isOptional ? [Mending("remove the condition", remove: [$0.place])] : [],
        severity: isWritten ? .note : nil)
    }
  }
}

extension RuleContext {
  /// Whether the basics are the constant `true`.
  fileprivate var basicsAreWrittenTrue: Bool {
    scenario.basics.map { scenario.expressions[Int($0.root)] == .constant(true) } ?? false
  }
}
