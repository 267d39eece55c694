import Simulation

extension Rule {
  /// A scene that plays come to and in which every choice is a critical error whenever it is
  /// offered. Where a play without a critical error can come to it, that is an error (UM0503) and
  /// not repeated here.
  static let onlyCriticalChoices = Rule(
    .onlyCriticalChoices, "a scene without a clean choice", on: .scores,
    reason: "Whoever gets here has made a critical error already, and can only make another one. "
      + "That teaches nothing: leave a way that does no further harm.",
    bad: """
      "scenes": {
        "ask": { "choices": [ { "id": "rules", "to": "worse",
          "critical": { "family": "customer", "why": "She is sent away." } } ] },
        "worse": { "lines": ["Excuse me?"], "choices": [
          { "id": "shout", "say": "Out!", "why": "Nobody is shouted at.", "to": "lost",
            "critical": { "family": "customer", "why": "You shouted." } } ] }
      }
      """,
    good: """
      "scenes": {
        "ask": { "choices": [ { "id": "rules", "to": "worse",
          "critical": { "family": "customer", "why": "She is sent away." } } ] },
        "worse": { "lines": ["Excuse me?"], "choices": [
          { "id": "shout", "say": "Out!", "why": "Nobody is shouted at.", "to": "lost",
            "critical": { "family": "customer", "why": "You shouted." } },
          { "id": "sorry", "say": "I am sorry. That was wrong.", "marks": { "care": 1 },
            "why": "It is a beginning.", "to": "lost" } ] }
      }
      """
  ) { context in
    let weighed = context.weighed
    return context.scenario.scenes.indices.filter { scene in
      let met = weighed.filter { $0.decisions?.scenes[scene].isOffered ?? false }
      let isError = context.proofs.contains { proof in
        proof.solution.findings.contains { $0.kind == .allCritical && $0.scene == scene }
      }
      return !met.isEmpty && !isError
        && met.allSatisfy { !($0.decisions?.scenes[scene].hasCleanChoice ?? true) }
    }.map { scene in
      let way = context.way(toScene: scene)
      return Problem(
        .scene(scene),
        "the scene `\(context.id(scene: scene))` has no clean choice: every one is critical",
        help: way.map { $0.words + "; leave a way that does no further harm" },
        choices: way?.choices)
    }
  }
}
