import Simulation

extension Rule {
  /// A fact that is unknown at the start and that no choice which plays come to reveals. A fact
  /// that is shown on the customer's card is used, whether or not a condition asks about it.
  static let unsetFact = Rule(
    .unsetFact, "a fact that is never revealed", on: .plays,
    reason:
      "The fact is not known from the start, and no choice `reveals` it, so nobody will learn "
      + "it. Let a choice reveal it, or make it known.",
    bad: """
      "customer": { "facts": { "birthday": { "text": "It is her birthday.", "known": false } } }
      """,
    good: """
      "customer": { "facts": { "birthday": { "text": "It is her birthday.", "known": false } } },
      "scenes": { "ask": { "choices": [ { "id": "look", "reveals": ["birthday"] } ] } }
      """
  ) { context in
    context.scenario.facts.indices.filter { !context.names.knownFacts[$0] }.map { fact in
      let isAsked = context.names.askedFacts[fact]
      let isRevealed = context.names.revealedFacts[fact]
      return Problem(
        .top("customer").key("facts").member(fact),
        "the fact `\(context.scenario.facts[fact].id)` is never revealed"
          + (isAsked ? "" : ", and never used"),
        help: isRevealed
          ? "no play comes to the choices that reveal it"
          : "name it in the `reveals` of a choice, or say `\"known\": true`",
        mendings: isAsked || isRevealed
          ? []
          : [
            Mending(
              "remove the fact", remove: [.top("customer").key("facts").member(fact)])
          ])
    }
  }
}
