extension Catalogue {
  /// UM03, first half: names and what they refer to.
  static let names: [CatalogueEntry] = [
    CatalogueEntry(
      .unknownPlace, "no such scene or ending",
      reason: "A destination names a scene or an ending; `start` names a scene and `patience` an "
        + "ending.",
      bad: .scenario(#""patience": "lots""#), good: .scenario(#""patience": "lost""#)),
    CatalogueEntry(
      .unknownState, "no such meter or flag",
      reason: "Effects change the meters under `mood` and set the flags under `flags`.",
      bad: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Nod.", "effects": { "turst": 1 }, "to": "won" }"#)),
      good: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Nod.", "effects": { "trust": 1 }, "to": "won" }"#))),
    CatalogueEntry(
      .unknownChoice, "no such choice", reason: "A window names one of the choices of its scene.",
      bad: .scenario(waiting("waite")), good: .scenario(waiting("wait"))),
    CatalogueEntry(
      .unknownFact, "no such fact",
      reason: "A choice reveals facts that stand under `customer`, `facts`.",
      bad: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Ask.", "reveals": ["long-day"], "to": "won" }"#)),
      good: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Ask.", "reveals": ["long-week"], "to": "won" }"#))),
    CatalogueEntry(
      .unknownCriterion, "no such criterion",
      reason: "Marks name the criteria of the scenario's rubrics; `needs` names rubrics and "
        + "`rubric.criterion`.",
      bad: .scenario(#""needs": { "cares": 50 }"#), good: .scenario(#""needs": { "care": 50 }"#)),
    CatalogueEntry(
      .ambiguousCriterion, "a criterion of several rubrics",
      reason: "When two rubrics have a criterion of the same id, marks name it with its rubric.",
      bad: .scenario(twoRubrics(#""warmth": 1"#)),
      good: .scenario(twoRubrics(#""care.warmth": 1"#))),
    CatalogueEntry(
      .markedTwice, "two marks on one criterion",
      reason: "`criterion` and `rubric.criterion` are two names of one thing; one object marks it "
        + "once.",
      bad: .scenario(marked(#""warmth": 1, "care.warmth": 2"#)),
      good: .scenario(marked(#""warmth": 1"#))),
    CatalogueEntry(
      .idTwice, "an id that is used twice",
      reason: "Scenes and endings share one set of ids, meters and flags another; the choices of a "
        + "scene differ.",
      bad: .scenario(scenes(choices: plain("a") + ",\n" + plain("a"))),
      good: .scenario(scenes(choices: plain("a") + ",\n" + plain("b")))),
    CatalogueEntry(
      .unsupportedVoice, "a voice that the customer does not speak in",
      reason: "Only the voices listed under `customer`, `voices` are ever played.",
      bad: .scenario(#""basics": "voice == rebel""#),
      good: .scenario(#""basics": "voice == thinker""#)),
    CatalogueEntry(
      .startIsChance, "a chance scene at the start",
      reason: "An encounter starts with the customer and a choice, not with a draw.",
      bad: .scenario("\"start\": \"draw\",\n" + chance("")),
      good: .scenario("\"start\": \"order\",\n" + chance(""))),
    CatalogueEntry(
      .chanceCycle, "a circle of chance scenes",
      reason: "Chance scenes follow each other without asking anybody, so a circle of them alone "
        + "would never end.",
      bad: .scenario(chance("", branch: #"{ "to": "draw" }, { "to": "won" }"#)),
      good: .scenario(chance("", branch: #"{ "to": "order" }, { "to": "won" }"#))),
    CatalogueEntry(
      .unknownPlaceholder, "an unknown placeholder",
      reason: "`{customer}` and `{trainee}` are replaced by names; a brace that is to be read is "
        + "written `{{`.",
      bad: .scenario(#""briefing": "You serve {custmer}.""#),
      good: .scenario(#""briefing": "You serve {customer}.""#)),
    CatalogueEntry(
      .loneBrace, "a lone brace", reason: "A brace that is to be read is written `{{`.",
      bad: .scenario(#""briefing": "Press { to begin.""#),
      good: .scenario(#""briefing": "Press {{ to begin.""#)),
    CatalogueEntry(
      .hiddenCharacter, "a character that cannot be seen",
      reason: "Control characters and those that change the direction of reading can make a text "
        + "look like another one. They are shown in a visible form.",
      bad: .scenario(#""briefing": "You are \u202Ehcae no.""#),
      good: .scenario(#""briefing": "You are on each.""#)),
  ]

  private static func marked(_ marks: String) -> String {
    scenes(
      choices: #"{ "id": "a", "do": "Nod.", "marks": { \#(marks) }, "why": "Seen.", "to": "won" }"#)
  }

  private static func twoRubrics(_ marks: String) -> String {
    "\"rubrics\": [{ \"file\": \"care.json\" }, { \"file\": \"extra.json\" }],\n" + marked(marks)
  }

  private static func waiting(_ id: String) -> String {
    """
    "scenes": {
      "order": { "lines": ["Well?"], "window": { "seconds": 10, "choice": "\(id)" }, "choices": [
        { "id": "wait", "silent": true, "to": "lost" },
        \(plain("a"))
      ] }
    }
    """
  }
}
