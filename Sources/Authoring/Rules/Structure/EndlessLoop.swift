import Simulation

extension Rule {
  /// A state from which no play comes to an ending of its own accord, however many turns it had.
  /// Dead ends are no loops; they have a code of their own.
  static let endlessLoop = Rule(
    .endlessLoop, "a loop that cannot be left", on: .plays,
    reason:
      "Once here, a play goes round and round until `turns` are used up; no answer leads out. "
      + "Give one of the scenes a way to an ending.",
    bad: """
      "turns": 8, "patience": "lost",
      "scenes": {
        "wait": { "choices": [ { "id": "leave", "to": "round" } ] },
        "round": { "lines": ["Still there?"], "choices": [
          { "id": "hold", "say": "One moment.", "to": "wait-on" } ] },
        "wait-on": { "lines": ["Hello?"], "choices": [
          { "id": "sorry", "say": "Sorry.", "to": "round" } ] }
      }
      """,
    good: """
      "scenes": {
        "wait": { "choices": [ { "id": "leave", "to": "round" } ] },
        "round": { "lines": ["Still there?"], "choices": [
          { "id": "hold", "say": "One moment.", "to": "lost" } ] }
      }
      """
  ) { context in
    context.merged(context.proofs) { proof in
      proof.solution.traps(proof.reach).map { trap in
        let way = context.way(proof.solution.story(to: trap.state, proof.reach))
        return (trap.scenes.first ?? 0, (way: way, scenes: trap.scenes))
      }
    }.map { found in
      let (way, scenes) = found.detail
      let ids = scenes.prefix(8).map { "`\(context.id(scene: $0))`" }
      let more = scenes.count > ids.count ? ", ..." : ""
      return Problem(
        .scene(found.key),
        "a loop that cannot be left: from here no ending can be reached"
          + context.inVoices(found.voices),
        help: "\(way.words); from there plays only see \(ids.joined(separator: ", "))\(more) until "
          + "their turns are used up", choices: way.choices)
    }
  }
}
