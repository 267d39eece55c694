extension Catalogue {
  /// UM04: rubrics and files.
  static let files: [CatalogueEntry] = [
    CatalogueEntry(
      .fileMissing, "a file that is not there",
      reason: "The path of a rubric is relative to the scenario's own folder.",
      bad: .scenario(#""rubrics": [{ "file": "caer.json" }]"#),
      good: .scenario(#""rubrics": [{ "file": "care.json" }]"#)),
    CatalogueEntry(
      .fileUnreadable, "a file that cannot be read",
      reason: "It is a folder, a pipe or a device, or this person may not read it.",
      bad: .scenario(#""rubrics": [{ "file": "folder" }]"#),
      good: .scenario(#""rubrics": [{ "file": "care.json" }]"#)),
    CatalogueEntry(
      .fileTooLarge, "a file that is too large",
      reason: "Files of more than 64 MB are not read.",
      bad: .description("a scenario of 65 MB"),
      good: .scenario(#""rubrics": [{ "file": "care.json" }]"#)),
    CatalogueEntry(
      .leavesFolder, "a path that leaves the scenario's folder",
      reason:
        "A scenario comes from somebody else as often as not, so it may name only files in its "
        + "own folder and those inside it, symbolic links resolved.",
      bad: .scenario(#""rubrics": [{ "file": "../care.json" }]"#),
      good: .scenario(#""rubrics": [{ "file": "./care.json" }]"#)),
    CatalogueEntry(
      .rubricTwice, "two rubrics of one id",
      reason: "Marks and score sheets name rubrics by their ids.",
      bad: .scenario(#""rubrics": [{ "file": "care.json" }, { "file": "care.json" }]"#),
      good: .scenario(#""rubrics": [{ "file": "care.json" }, { "file": "other.json" }]"#)),
    CatalogueEntry(
      .basicsMissing, "a gated rubric without `basics`",
      reason:
        "Positive marks of a gated rubric count only if the customer's actual need is met, and "
        + "`basics` says when that is.",
      bad: .file(gatedWithoutBasics), good: .scenario(#""rubrics": [{ "file": "extra.json" }]"#)),
  ]

  private static let gatedWithoutBasics = """
    { "format": "undermat-scenario/1", "id": "a", "version": "1.0.0", "title": "A", "summary": "A.",
      "briefing": "A.", "customer": { "name": "Ana", "voice": "rebel" },
      "rubrics": [{ "file": "extra.json" }], "start": "order",
      "scenes": { "order": { "lines": ["Well?"],
        "choices": [{ "id": "a", "silent": true, "to": "won" }] } },
      "endings": { "won": { "outcome": "kept" } } }
    """
}
