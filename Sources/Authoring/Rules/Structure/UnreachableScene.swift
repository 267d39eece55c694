import Simulation

extension Rule {
  /// A scene that no play comes to, in any voice. Where the states are too many to look at all,
  /// only a scene to which no chain of destinations leads is reported.
  static let unreachableScene = Rule(
    .unreachableScene, "a scene that no play reaches", on: .plays,
    reason:
      "Nobody will ever see this scene. Usually a `to` names another scene than was meant, or "
      + "a condition on the way never holds. Lead a choice to it, or take it out.",
    bad: """
      "scenes": {
        "apology": { "lines": ["Well?"], "choices": [
          { "id": "sorry", "say": "Sorry.", "to": "lost" } ] }
      }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    context.scenes.indices.filter { context.scenes[$0] == .no }.map { scene in
      Problem(
        .scene(scene),
        "the scene `\(context.id(scene: scene))` is unreachable: no play comes to it",
        help: context.names.namedScenes[scene]
          ? "the ways to it are closed: look at the conditions and scenes before it"
          : "no `to` names it: lead a choice to it, or take it out",
        mendings: context.names.namedScenes[scene]
          ? [] : [Mending("remove the scene", remove: [.scene(scene)])])
    }
  }
}
