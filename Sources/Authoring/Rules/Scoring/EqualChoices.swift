import Simulation

extension Rule {
  /// A scene that offers two choices or more in some state, and in which all choices offered are
  /// worth the same in every state, in every voice.
  static let equalChoices = Rule(
    .equalChoices, "a scene where all choices are worth the same", on: .scores,
    reason: "Whatever is answered here, the best score that can still be reached is the same: the "
      + "scene decides nothing that counts. Mark the choices, or let them lead to different things.",
    bad: """
      "scenes": { "wait": { "choices": [
        { "id": "leave", "marks": { "care": null }, "to": "offer" },
        { "id": "come-back", "marks": { "care": null } } ] } }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    let weighed = context.weighed
    guard weighed.count == context.proofs.count else { return [] }
    return context.scenario.scenes.indices.filter { scene in
      let results = weighed.compactMap { $0.decisions?.scenes[scene] }.filter(\.isDecision)
      return !results.isEmpty && results.allSatisfy(\.isFlat)
    }.map { scene in
      let way = context.way(toScene: scene)
      return Problem(
        .scene(scene),
        "in the scene `\(context.id(scene: scene))` all choices are worth the same, always",
        help: way.map { "\($0.words); no score is decided there" }, choices: way?.choices)
    }
  }
}
