extension Catalogue {
  /// UM02, second half: parts that do not fit together.
  static let shapes: [CatalogueEntry] = [
    CatalogueEntry(
      .tooMany, "too many",
      reason:
        "A scene has at most 9 choices, one for each digit; a scenario at most 200,000 scenes.",
      bad: .scenario(scenes(choices: (0...9).map { plain("c\($0)") }.joined(separator: ",\n"))),
      good: .scenario(scenes(choices: (1...9).map { plain("c\($0)") }.joined(separator: ",\n")))),
    CatalogueEntry(
      .notOneForm, "not exactly one form",
      reason: "A choice has one of `say`, `do` and `\"silent\": true`; a line one of `say`, "
        + "`narrate` and `pause`.",
      bad: .scenario(
        scenes(choices: #"{ "id": "a", "say": "Yes.", "do": "Nod.", "to": "won" }"#)),
      good: .scenario(scenes(choices: #"{ "id": "a", "say": "Yes.", "to": "won" }"#))),
    CatalogueEntry(
      .chanceAndChoices, "a chance scene with choices or a window",
      reason: "In a chance scene the draw decides, and the trainee is not asked.",
      bad: .scenario(
        chance(#", "choices": [{ "id": "a", "silent": true, "to": "won" }]"#)),
      good: .scenario(chance(""))),
    CatalogueEntry(
      .otherwiseWithoutWhen, "`otherwise` without `when`",
      reason: "`otherwise` is the reason shown when `when` does not hold.",
      bad: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Upgrade.", "otherwise": "Full.", "to": "won" }"#)),
      good: .scenario(
        scenes(
          choices: """
            { "id": "a", "do": "Upgrade.", "when": "served", "otherwise": "Full.", "to": "won" },
            \(plain("b"))
            """))),
    CatalogueEntry(
      .reasonMissing, "marks or a critical error without a reason",
      reason: "The trainee reads why a choice earned or cost something. Only a `draft` may leave "
        + "`why` out.",
      bad: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Nod.", "marks": { "warmth": 1 }, "to": "won" }"#)),
      good: .scenario(
        scenes(
          choices: """
            { "id": "a", "do": "Nod.", "marks": { "warmth": 1 }, "why": "Seen, at least.",
              "to": "won" }
            """))),
    CatalogueEntry(
      .raiseWithoutLimit, "`raise` without `limit`",
      reason: "A raise lifts the limit, so there has to be one.",
      bad: .scenario(#""authority": { "raise": [{ "when": "served", "limit": 50 }] }"#),
      good: .scenario(
        #""authority": { "limit": 25, "raise": [{ "when": "served", "limit": 50 }] }"#)),
    CatalogueEntry(
      .wrongEffect, "an effect of the wrong kind",
      reason: "A meter is changed by adding a whole number; a flag is set to true or false.",
      bad: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Nod.", "effects": { "trust": true }, "to": "won" }"#)),
      good: .scenario(
        scenes(choices: #"{ "id": "a", "do": "Nod.", "effects": { "trust": 1 }, "to": "won" }"#))),
    CatalogueEntry(
      .badMeter, "a meter that cannot be",
      reason: "`min` (0 if not given) is below `max` (10), and `start` lies between them.",
      bad: .scenario(#""mood": { "trust": { "start": 12, "good": "high" } }"#),
      good: .scenario(#""mood": { "trust": { "start": 12, "max": 20, "good": "high" } }"#)),
    CatalogueEntry(
      .conditionOnLast, "a list of destinations that may lead nowhere",
      reason: "The first destination whose `when` holds is taken. The last one has no `when`, so "
        + "that there always is one; the others have one, or the last would never be looked at.",
      bad: .scenario(
        scenes(
          choices: #"{ "id": "a", "do": "Nod.", "to": [{ "when": "served", "to": "won" }] }"#)),
      good: .scenario(
        scenes(
          choices: """
            { "id": "a", "do": "Nod.", "to": [{ "when": "served", "to": "won" }, { "to": "lost" }] }
            """))),
    CatalogueEntry(
      .conditionOnEveryBranch, "a chance scene that may have nothing to draw",
      reason: "Branches whose `when` holds take part in the draw; at least one has no `when`.",
      bad: .scenario(chance("", branch: #"{ "to": "won", "when": "served" }"#)),
      good: .scenario(
        chance("", branch: #"{ "to": "won", "when": "served" }, { "to": "lost" }"#))),
    CatalogueEntry(
      .windowNotAlwaysThere, "a window whose choice may be gone",
      reason:
        "When time runs out, the window's choice is played; it has neither `when` nor `once`.",
      bad: .scenario(window(#""once": true, "#)), good: .scenario(window(""))),
    CatalogueEntry(
      .listedTwice, "something is listed twice", reason: "One of the two does nothing.",
      bad: .scenario(
        #""customer": { "name": "Ana", "voice": "rebel", "voices": ["rebel", "rebel"] }"#),
      good: .scenario(
        #""customer": { "name": "Ana", "voice": "rebel", "voices": ["rebel", "thinker"] }"#)),
  ]

  /// A choice that does nothing special.
  static func plain(_ id: String) -> String {
    #"{ "id": "\#(id)", "do": "Nod (\#(id)).", "to": "won" }"#
  }

  /// The member `scenes` with one scene of these choices.
  static func scenes(choices: String) -> String {
    """
    "scenes": {
      "order": { "lines": ["Well?"], "choices": [
        \(choices.split(separator: "\n").joined(separator: "\n    "))
      ] }
    }
    """
  }

  /// The member `scenes` with a chance scene.
  static func chance(_ more: String, branch: String = #"{ "to": "won" }"#) -> String {
    """
    "scenes": {
      "order": { "lines": ["Well?"], "choices": [{ "id": "a", "silent": true, "to": "draw" }] },
      "draw": { "lines": [], "chance": [\(branch)]\(more) }
    }
    """
  }

  private static func window(_ more: String) -> String {
    """
    "scenes": {
      "order": { "lines": ["Well?"], "window": { "seconds": 10, "choice": "wait" }, "choices": [
        { "id": "wait", \(more)"silent": true, "to": "lost" },
        \(plain("a"))
      ] }
    }
    """
  }
}
