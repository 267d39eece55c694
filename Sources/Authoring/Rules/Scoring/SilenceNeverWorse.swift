import Simulation

extension Rule {
  /// A silent choice that is worth at least as much as everything else offered, in every state that
  /// clean plays come to, in every voice.
  static let silenceNeverWorse = Rule(
    .silenceNeverWorse, "silence that is never worse than speaking", on: .scores,
    reason: "Saying nothing is as good as the best answer here, whatever happened before, so a "
      + "trainee learns to wait. If silence is right at this point, that may be meant.",
    bad: """
      "scenes": { "ask": { "choices": [
        { "id": "silence", "marks": { "care": 2 }, "to": "offer" } ] } }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    let weighed = context.weighed
    guard weighed.count == context.proofs.count else { return [] }
    return context.scenario.choices.indices.filter { choice in
      let seen = weighed.compactMap { $0.decisions?.silence[choice] }.filter { $0 != .alone }
      return !seen.isEmpty && seen.allSatisfy { $0 == .neverWorse }
    }.map { choice in
      let way = context.way(toScene: context.scene(ofChoice: choice))
      return Problem(
        context.place(choice: choice),
        "silence (`\(context.id(choice: choice))`) is never worse than speaking here",
        help: (way.map { $0.words + "; " } ?? "") + "let it cost something, or let an answer earn "
          + "more", choices: way?.choices)
    }
  }
}
