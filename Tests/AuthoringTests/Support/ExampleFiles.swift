@testable import Authoring

/// A small scenario without mistakes, its rubrics, and what examples make of them.
enum ExampleFiles {
  static let scenario = """
    {
      "format": "undermat-scenario/1", "id": "example", "version": "1.0.0", "title": "Example",
      "summary": "A passenger has cash; the cart takes cards.", "briefing": "You serve row 14.",
      "customer": { "name": "Ana Ruiz", "voice": "promoter", "voices": ["promoter", "thinker"],
        "facts": { "long-week": { "text": "Three days of meetings.", "known": false } } },
      "authority": { "currency": "USD", "limit": 25 },
      "loss": 8,
      "basics": "served",
      "mood": { "trust": { "start": 5, "good": "high" } },
      "flags": { "served": false },
      "rubrics": [{ "file": "care.json" }],
      "start": "order",
      "scenes": {
        "order": {
          "lines": ["I only have cash."],
          "choices": [
            { "id": "give", "say": "It is on us.", "effects": { "served": true },
              "marks": { "warmth": 1 }, "why": "Solved at once.", "to": "won" },
            { "id": "refuse", "say": "Cards only.", "to": "lost" }
          ]
        }
      },
      "endings": { "won": { "outcome": "delighted" }, "lost": { "outcome": "lost" } }
    }
    """

  static func rubric(id: String, criterion: String, isGated: Bool = false) -> String {
    """
    {
      "format": "undermat-rubric/1", "id": "\(id)", "version": "1.0.0", "title": "Care",
      "about": "Does it show?", "gated": \(isGated),
      "criteria": {
        "\(criterion)": { "title": "Warmth", "levels": {
          "-2": "Scolds.", "-1": "Shrugs.", "0": "Answers.", "1": "Smiles.", "2": "Remembers." } }
      }
    }
    """
  }

  /// The files that an example can name; everything else is missing.
  static func access(_ more: [String: String] = [:]) -> FileAccess {
    let files =
      [
        "care.json": rubric(id: "care", criterion: "warmth"),
        "extra.json": rubric(id: "extra", criterion: "warmth", isGated: true),
        "other.json": rubric(id: "other", criterion: "speed"),
      ].merging(more) { $1 }
    return FileAccess(
      read: { path, _ in
        let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        if name == "folder" { return .failure(SourceProblem(.notRegular("a folder"), path: path)) }
        guard let text = files[name] else { return .failure(SourceProblem(.missing, path: path)) }
        return .success(SourceFile(name: path, text: text))
      },
      realPath: { _ in nil })
  }

  /// `text` with the members of `changes` in the place of its own, and the new ones after them.
  static func replacing(_ changes: String, in text: String) -> String {
    var members = self.members(of: text)
    for change in self.members(of: "{\(changes)}") {
      if let index = members.firstIndex(where: { $0.key == change.key }) {
        members[index] = change
      } else {
        members.append(change)
      }
    }
    return "{\n" + members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",\n") + "\n}"
  }

  private static func members(of text: String) -> [(key: String, value: String)] {
    guard let document = readJSON(text).0 else { return [] }
    return document.children(of: 0).map { key in
      (document.string(at: key), document.source.text(in: document.range(of: key + 1)))
    }
  }

  /// Loads the small scenario with some of its members changed.
  static func load(_ changes: String, files: [String: String] = [:]) -> LoadedScenario {
    load(file: replacing(changes, in: scenario), files: files)
  }

  /// Loads a whole scenario.
  static func load(file text: String, files: [String: String] = [:]) -> LoadedScenario {
    LoadedScenario.load(SourceFile(name: "test.json", text: text), access: access(files))
  }
}
