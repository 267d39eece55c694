import Simulation

extension Rule {
  /// A play can end without ever having been offered a choice with a mark on a criterion, at an
  /// ending without one, though there is something to lose on it (grading.md, worked example).
  static let neutralGift = Rule(
    .neutralGift, "a neutral gift", on: .scores,
    reason: "Whoever leaves before the criterion comes up keeps its neutral part, as if they had "
      + "done neither well nor badly. That makes leaving early pay. Give the ending a mark on the "
      + "criterion.",
    bad: """
      "endings": { "lost": { "marks": { "fair": null } } }
      """,
    good: """
      "endings": { "lost": { "marks": { "fair": -1 } } }
      """
  ) { context in
    context.merged(context.weighed) { proof in
      proof.solution.neutralGifts().map { ([$0.ending, $0.criterion], $0) }
    }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { found in
      let gift = found.detail
      let id = context.criterionIDs[gift.criterion]
      let way = context.way(gift.story, to: "leads there")
      return Problem(
        .ending(gift.ending),
        "a neutral gift: the ending `\(context.id(ending: gift.ending))` can be reached without "
          + "`\(id)` ever coming up, which keeps \(oneDecimal(gift.percent)) percent of it"
          + context.inVoices(found.voices),
        help: way.words + "; give the ending a mark on `\(id)`", choices: way.choices)
    }
  }
}
