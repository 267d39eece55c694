import Simulation

extension Rule {
  /// Marks of an ending without `why`; in a draft also a choice's, which is an error elsewhere.
  static let missingReason = Rule(
    .missingReason, "marks without `why`", on: .text,
    reason: "Whoever loses points reads the author's reason. An ending with marks needs one like a "
      + "choice. In a draft the reason may still be missing; here is the list of those to write.",
    bad: """
      "endings": { "lost": { "marks": { "care": -1 }, "why": null } }
      """,
    good: """
      "endings": { "lost": { "marks": { "care": -1 }, "why": "She left with nothing." } }
      """
  ) { context in
    let scenario = context.scenario
    let choices = scenario.choices.indices.filter { index in
      let choice = scenario.choices[index]
      let isJudged =
        !choice.marks.isEmpty || !choice.voiceMarks.isEmpty || choice.critical != nil
      return isJudged && choice.why.isEmpty
    }.map { index in
      Problem(
        context.place(choice: index),
        "the choice `\(context.id(choice: index))` has marks without `why`",
        help: "say what the coach would say; without it the file stays a draft", severity: .note)
    }
    let endings = scenario.endings.indices.filter { index in
      !scenario.endings[index].marks.isEmpty && scenario.endings[index].why.isEmpty
    }.map { index in
      Problem(
        .ending(index).key("marks"),
        "the ending `\(context.id(ending: index))` has marks without `why`",
        help: "say why this ending counts: the trainee reads it on the sheet",
        severity: scenario.draft ? .note : nil)
    }
    return choices + endings
  }
}
