/// Choices as they look when somebody was in a hurry.
extension StoryMaker {
  /// The members of a choice with a mistake, by kind.
  private static let mistakes = [
    #""say": "Well.", "effcts": { "trust": 1 }, "to": "lost""#,
    #""say": "Well.", "seconds": "ten", "to": "lost""#,
    #""say": "Well.", "when": "turst >= 3", "to": "lost""#,
    #""say": "Well.", "to": "scene-x""#,
    #""say": "Well.", "to": "lost", "to": "lost""#,
    #""say": "Well.", "marks": { "ownership": 5 }, "why": "Because.", "to": "lost""#,
    #""say": "Well.", "marks": { "ownership": 1 }, "to": "lost""#,
    #""say": "Well.", "do": "Nod.", "to": "lost""#,
    #""say": "Well." "to": "lost""#,
    #""say": "Well.", "to": "lost","#,
    "\"say\": \"Well.\t\", \"to\": \"lost\"",
    #""say": "Well.", "when": "trust == true", "to": "lost""#,
    #""say": "Well.""#,
  ]

  /// - Parameter kind: any number; kinds repeat.
  mutating func writeMistake(_ kind: Int, _ id: String) {
    writeChoice(id, [Self.mistakes[kind % Self.mistakes.count]])
  }
}
