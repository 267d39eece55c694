import Simulation

extension Rule {
  /// A branch that is said to be bad luck and whose luck (V* after the draw less V* before it) is
  /// positive in some state.
  static let misfortunePays = Rule(
    .misfortunePays, "an adverse draw with positive luck", on: .scores,
    reason:
      "The branch is marked `adverse`, and yet the best score that can be reached goes up when "
      + "it is drawn, usually because the longer path carries more marks. Misfortune should not "
      + "pay: mark the other branch's path as well, or lower the marks on this one.",
    bad: """
      "scenes": {
        "ask": { "choices": [ { "id": "look", "to": "weather" } ] },
        "weather": { "lines": [], "chance": [
          { "to": "offer", "adverse": true }, { "to": "lost" } ] }
      }
      """,
    good: """
      "scenes": {
        "ask": { "choices": [ { "id": "look", "to": "weather" } ] },
        "weather": { "lines": [], "chance": [
          { "to": "offer" }, { "to": "lost", "adverse": true } ] }
      }
      """
  ) { context in
    let paying = context.merged(context.weighed) { proof -> [([Int], (Double, Way))] in
      let windfalls = proof.solution.windfalls()
      return context.adverseBranches.compactMap { scene, position, branch in
        guard let windfall = windfalls[branch], windfall.luck > 1e-9 else { return nil }
        let story = proof.solution.story(to: windfall.state, proof.reach)
        return ([scene, position], (windfall.luck, context.way(story)))
      }
    }
    return paying.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { found in
      Problem(
        context.place(branch: found.key[1], of: found.key[0]),
        "misfortune pays: this adverse draw has positive luck, up to "
          + "\(oneDecimal(max(found.detail.0, 0.1))) points" + context.inVoices(found.voices),
        help: "\(found.detail.1.words); the branch that is no misfortune should be worth at least "
          + "as much", choices: found.detail.1.choices)
    }
  }
}

extension RuleContext {
  fileprivate var adverseBranches: [(scene: Int, position: Int, branch: Int)] {
    scenario.scenes.enumerated().flatMap { index, scene in
      scene.branches.range.enumerated().compactMap { position, branch in
        scenario.branches[branch].adverse ? (index, position, branch) : nil
      }
    }
  }
}
