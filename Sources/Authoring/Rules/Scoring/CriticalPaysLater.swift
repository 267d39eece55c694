import Simulation

extension Rule {
  /// A critical choice that is worth more than the best clean one in a state that only plays with an
  /// earlier critical error come to. Where clean plays come to such a state it is an error (UM0504)
  /// and not repeated here.
  static let criticalPaysLater = Rule(
    .criticalPaysLater, "after one critical error, another one pays", .note, on: .scores,
    reason:
      "Whoever has made a critical error and comes here earns more by a second one than by the "
      + "best clean answer. The play is failed either way, but the score and the review will call "
      + "the second error the better choice. Lower its marks, or those of what follows it.",
    bad: """
      "scenes": {
        "ask": { "choices": [ { "id": "rules", "to": "worse",
          "critical": { "family": "customer", "why": "She is sent away." } } ] },
        "worse": { "lines": ["Excuse me?"], "choices": [
          { "id": "shout", "say": "Out!", "why": "It is quiet now.", "marks": { "care": 1 },
            "critical": { "family": "customer", "why": "You shouted." }, "to": "lost" },
          { "id": "sorry", "say": "I am sorry. That was wrong.", "to": "lost" } ] }
      }
      """,
    good: """
      "scenes": {
        "ask": { "choices": [ { "id": "rules", "to": "worse",
          "critical": { "family": "customer", "why": "She is sent away." } } ] },
        "worse": { "lines": ["Excuse me?"], "choices": [
          { "id": "shout", "say": "Out!", "why": "Nobody is shouted at.", "marks": { "care": -1 },
            "critical": { "family": "customer", "why": "You shouted." }, "to": "lost" },
          { "id": "sorry", "say": "I am sorry. That was wrong.", "to": "lost" } ] }
      }
      """
  ) { context in
    let errors = Set(
      context.proofs.flatMap(\.solution.findings).compactMap { finding -> Int? in
        if case .criticalPays(let choice, _) = finding.kind { choice } else { nil }
      })
    return context.merged(context.weighed) { proof -> [(Int, (Double, Way))] in
      proof.solution.lateCriticals(proof.reach).map { late in
        (late.choice, (late.points, context.way(proof.solution.story(to: late.state, proof.reach))))
      }
    }.filter { !errors.contains($0.key) }.sorted { $0.key < $1.key }.map { found in
      let (points, way) = found.detail
      return Problem(
        context.place(choice: found.key),
        "after an earlier critical error the critical choice `\(context.id(choice: found.key))` is "
          + "worth \(oneDecimal(max(points, 0.1))) points more than the best clean one"
          + context.inVoices(found.voices),
        help: way.words + "; lower its marks, or those of what follows it", choices: way.choices)
    }
  }
}
