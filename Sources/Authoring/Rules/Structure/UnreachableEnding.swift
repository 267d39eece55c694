import Simulation

extension Rule {
  /// An ending that no play comes to, in any voice.
  static let unreachableEnding = Rule(
    .unreachableEnding, "an ending that no play reaches", on: .plays,
    reason: "Nobody will ever see this ending. Usually a `to` names another ending than was meant, "
      + "or a condition on the way never holds. An ending that only `patience` names is reached "
      + "only if a play can take as many choices as `turns` says.",
    bad: """
      "endings": { "gone": { "outcome": "harmed", "lines": ["She is gone."] } }
      """,
    good: """
      "endings": {}
      """
  ) { context in
    context.endings.indices.filter { context.endings[$0] == .no }.map { ending in
      let isPatience = context.scenario.patience == ending
      let help =
        context.names.namedEndings[ending]
        ? "the ways to it are closed: look at the conditions and scenes before it"
        : isPatience
          ? "only `patience` names it, and no play takes \(context.scenario.turnCap) choices"
          : "no `to` names it: lead a choice to it, or take it out"
      let isNamed = context.names.namedEndings[ending] || isPatience
      return Problem(
        .ending(ending),
        "the ending `\(context.id(ending: ending))` is unreachable: no play comes to it",
        help: help,
        mendings: isNamed ? [] : [Mending("remove the ending", remove: [.ending(ending)])])
    }
  }
}
