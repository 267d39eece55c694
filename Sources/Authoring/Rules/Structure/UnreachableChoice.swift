import Simulation

extension Rule {
  /// A choice that can be taken in no state of its scene, though plays come to the scene.
  static let unreachableChoice = Rule(
    .unreachableChoice, "a choice that can never be taken", on: .plays,
    reason: "Plays come to the scene, but never in a state in which this choice is available. Its "
      + "`when` asks for something that cannot be there at that point.",
    bad: """
      "scenes": { "ask": { "choices": [ { "id": "look", "when": "trust > 20" } ] } }
      """,
    good: """
      "scenes": { "wait": { "choices": [ { "id": "come-back", "when": "trust >= 3" } ] } }
      """
  ) { context in
    context.choices.indices.filter { choice in
      context.choices[choice] == .no && context.scenes[context.scene(ofChoice: choice)] == .yes
    }.map { choice in
      let scene = context.scene(ofChoice: choice)
      let condition = context.scenario.choices[choice].when
      let place = context.place(choice: choice)
      let why = condition == nil ? "" : ", because its condition is always false"
      let way = context.way(toScene: scene)
      return Problem(
        condition == nil ? place : place.key("when"),
        "the choice `\(context.id(choice: choice))` is unreachable: it can never be taken\(why)",
        help: way.map { $0.words + ", and it is not offered" }, choices: way?.choices,
        mendings: [Mending("remove the choice `\(context.id(choice: choice))`", remove: [place])])
    }
  }
}
