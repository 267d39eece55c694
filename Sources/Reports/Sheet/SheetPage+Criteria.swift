import Simulation

extension SheetPage {
  /// Each rubric and criterion with every mark, its anchor and the words that earned it.
  var criteria: [Page.Block] {
    sheet.rubrics.indices.flatMap { index -> [Page.Block] in
      let rubric = sheet.rubrics[index]
      let title = scenario?.rubrics[index].rubric.title ?? rubric.id
      let score = rubric.score.map { "\(Figures.decimal($0)) %" } ?? "does not apply here"
      let isGated = scenario?.rubrics[index].rubric.gated ?? false
      return [.heading(2, "\(title): \(score)")] + (isGated ? [gates] : [])
        + rubric.criteria.indices.flatMap { criterion(index, $0) }
    }
  }

  private var gates: Page.Block {
    let parts = [
      ("the customer's need was met", sheet.gates.basics),
      ("the spending stayed within the authority", sheet.gates.authority),
      ("it was in proportion to the loss", sheet.gates.proportion),
      ("no critical error was made", sheet.gates.clean),
    ]
    let said = parts.map { "\($0): \($1 ? "yes" : "no")" }.joined(separator: "; ")
    let outcome =
      sheet.gates.hold
      ? "All hold, so what is good here counts." : "Not all hold, so nothing good counts here."
    return .paragraph("What is good here counts only if, at the end, \(said). \(outcome)")
  }

  private func criterion(_ rubric: Int, _ index: Int) -> [Page.Block] {
    let result = sheet.rubrics[rubric].criteria[index]
    let heading = Page.Block.heading(3, "\(title(rubric, index)): \(standing(result))")
    let marks = earned(rubric, index)
    guard !marks.isEmpty else {
      return [
        heading,
        .paragraph("Nothing that was said or done moved this one." + neutral(rubric, index)),
      ]
    }
    return [heading, .list(marks)]
  }

  private func standing(_ result: ScoreSheet.CriterionResult) -> String {
    guard let percent = result.percent else { return "no play of this scenario can change it" }
    return "\(Figures.decimal(percent)) %, \(Figures.signed(result.total)) between "
      + "\(Figures.signed(result.lowest)) and \(Figures.signed(result.highest))"
  }

  private func neutral(_ rubric: Int, _ index: Int) -> String {
    guard let scenario else { return "" }
    return " 0: " + filled(scenario.rubrics[rubric].rubric.criteria[index].anchor(level: 0))
  }

  private func earned(_ rubric: Int, _ index: Int) -> [String] {
    let ofTurns = sheet.turns.flatMap { turn in
      turn.marks.filter { isFor($0, rubric, index) }.map { mark in
        earning(mark, rubric, index, "turn \(turn.turn), \(quoted(turn))", why(turn))
      }
    }
    let ofEnding = (sheet.ending?.marks ?? []).filter { isFor($0, rubric, index) }.map { mark in
      earning(mark, rubric, index, "the ending “\(sheet.ending?.id ?? "")”", endingWhy)
    }
    return ofTurns + ofEnding
  }

  private func isFor(_ mark: ScoreSheet.GivenMark, _ rubric: Int, _ index: Int) -> Bool {
    let id = sheet.rubrics[rubric].criteria[index].id
    return mark.id == id || mark.id == sheet.rubrics[rubric].id + "." + id
  }

  private func earning(
    _ mark: ScoreSheet.GivenMark, _ rubric: Int, _ index: Int, _ place: String, _ why: String
  ) -> String {
    var text = "\(Figures.signed(mark.level)) for \(place)"
    if mark.points != mark.level, mark.level != 0 {
      text += " (counts \(mark.points / mark.level) times: \(Figures.signed(mark.points)))"
    }
    if !mark.counted { text += " (did not count, because not everything above holds)" }
    guard let criterion = scenario?.rubrics[rubric].rubric.criteria[index] else {
      return ended(text)
    }
    return "\(ended(text)) \(filled(criterion.anchor(level: mark.level)))"
      + (why.isEmpty ? "" : " " + why)
  }

  /// As a sentence: with a full stop, unless what was said ends with one of its own.
  private func ended(_ text: String) -> String {
    let last = text.last == "”" ? text.dropLast().last : text.last
    return last.map { ".?!…".contains($0) } == true ? text : text + "."
  }

  private func why(_ turn: ScoreSheet.TurnResult) -> String {
    guard let choice = choice(turn.choice, in: turn.scene) else { return "" }
    return filled(scenario?.string(choice.why) ?? "")
  }

  private var endingWhy: String {
    guard let scenario, let ending = sheet.ending, scenario.endings.indices.contains(ending.index)
    else { return "" }
    return filled(scenario.string(scenario.endings[ending.index].why))
  }

  /// The authored choice of a scene, if the text is at hand.
  func choice(_ id: String, in scene: String) -> Choice? {
    guard let scenario else { return nil }
    let index = scenario.scenes.firstIndex { scenario.string($0.id) == scene }
    return index.flatMap { scenario.choice(id: id, in: $0) }.map { scenario.choices[$0] }
  }

  /// What the trainee said, in quotes, or did.
  func quoted(_ turn: ScoreSheet.TurnResult) -> String {
    quoted(turn.text, choice(turn.choice, in: turn.scene)?.kind ?? .say)
  }

  func quoted(_ text: String, _ kind: Choice.Kind) -> String {
    kind == .say ? "“\(filled(text))”" : filled(text)
  }
}
