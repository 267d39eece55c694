import JSONText

/// Makes a draft scenario of a story: passages with ways out become scenes, the others endings.
package struct StoryDraft {
  private let story: ImportedStory
  /// The scenario's id.
  package let id: String
  private var ids: [String: String] = [:]
  private var used = reserved.union(["unwritten"])

  private static let reserved: Set<String> = [
    "notes", "and", "or", "not", "true", "false", "turns", "seconds", "spent", "limit", "voice",
    "knows", "harmonizer", "thinker", "persister", "rebel", "promoter", "imaginer",
  ]

  /// A draft of a story that has passages.
  package init(_ story: ImportedStory, id: String) {
    self.story = story
    self.id = id
    for (index, passage) in story.passages.enumerated() where ids[passage.name] == nil {
      ids[passage.name] = Self.unique(passage.name, "scene-\(index + 1)", &used)
    }
  }

  private static func unique(_ name: String, _ other: String, _ used: inout Set<String>) -> String {
    let base = StarterScenario.id(of: name, otherwise: other).prefix(56)
    var id = String(base)
    var number = 2
    while !used.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    return id
  }

  /// The text of the draft's file, in the canonical layout.
  package var text: String {
    let source = SourceFile(name: "", text: value.text())
    var found = DiagnosticList()
    guard let document = JSONDocument.read(source, into: &found) else { return value.text() }
    return String(decoding: CanonicalLayout.bytes(of: document), as: UTF8.self)
  }

  private var first: ImportedStory.Passage {
    story.passages.first { $0.name == story.start } ?? story.passages.first { $0.name == "Start" }
      ?? story.passages[0]
  }

  private func isEnding(_ passage: ImportedStory.Passage) -> Bool {
    passage.links.isEmpty && passage.name != first.name
  }

  private var value: JSONValue {
    let known = story.passages.enumerated().filter { index, passage in
      !story.passages.prefix(index).contains { $0.name == passage.name }
    }.map(\.element)
    let scenes = known.filter { !isEnding($0) }
    let endings = known.filter(isEnding)
    var endingMembers = endings.map { JSONValue.Member(ids[$0.name] ?? "", ending($0)) }
    endingMembers.append(.init("unwritten", Self.unwritten))
    let title = safe(story.title.isEmpty ? id : story.title)
    return [
      "format": "undermat-scenario/1",
      "notes": .array((["carried over from another tool"] + story.losses).map { .string($0) }),
      "id": .string(id), "version": "0.1.0", "title": title, "summary": title,
      "briefing": "What the trainee has to know before it starts.", "draft": true,
      "customer": ["name": "The customer", "voice": "harmonizer"],
      "rubrics": [["file": .string(StarterScenario.rubricPath)]],
      "patience": "unwritten", "start": .string(ids[first.name] ?? ""),
      "scenes": .object(scenes.map { .init(ids[$0.name] ?? "", scene($0)) }),
      "endings": .object(endingMembers),
    ]
  }

  private static let unwritten: JSONValue = [
    "notes": "ways that lead nowhere come here", "outcome": "lost",
    "lines": [["narrate": "This way is not written yet."]],
  ]

  private func scene(_ passage: ImportedStory.Passage) -> JSONValue {
    var losses = passage.losses
    let links =
      passage.links.isEmpty ? [ImportedStory.Link(words: "Go on.", target: "")] : passage.links
    losses += links.dropFirst(9).map { "more than 9 choices; left out: \($0.words)" }
    var names = Self.reserved
    let choices = links.prefix(9).enumerated().map { index, link -> JSONValue in
      let words = link.words.isEmpty ? "Go on." : link.words
      let id = Self.unique(words, "choice-\(index + 1)", &names)
      if ids[link.target] == nil { losses.append("there is no passage: \(link.target)") }
      let said = Self.said(words)
      return .object([
        .init("id", .string(id)), .init(said == nil ? "do" : "say", safe(said ?? words)),
        .init("to", .string(ids[link.target] ?? "unwritten")),
      ])
    }
    return .object(
      notes(losses) + [.init("lines", lines(passage)), .init("choices", .array(choices))])
  }

  /// What stands between quotation marks, if all of it does.
  private static func said(_ words: String) -> String? {
    for (open, close) in [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("‘", "’")]
    {
      guard words.count > 2, words.hasPrefix(open), words.hasSuffix(close) else { continue }
      let said = String(words.dropFirst().dropLast())
      return said.contains(open) || said.contains(close) && close != "’" && close != "'"
        ? nil : said
    }
    return nil
  }

  private func ending(_ passage: ImportedStory.Passage) -> JSONValue {
    let losses = passage.losses + ["the outcome is a guess"]
    return .object(notes(losses) + [.init("outcome", "kept"), .init("lines", lines(passage))])
  }

  private func notes(_ losses: [String]) -> [JSONValue.Member] {
    losses.isEmpty ? [] : [.init("notes", .array(losses.map { .string($0) }))]
  }

  private func lines(_ passage: ImportedStory.Passage) -> JSONValue {
    let lines = passage.text.split(whereSeparator: \.isNewline).map { ImportedStory.trimmed($0) }
      .filter { !$0.allSatisfy { "*#->".contains($0) } }
    return .array((lines.isEmpty ? [passage.name] : lines).map { ["narrate": safe($0)] })
  }

  /// A text as the format has it: without what cannot be seen, braces doubled, not too long.
  private func safe(_ text: String) -> JSONValue {
    var safe = ""
    var room = Limits.standard.textBytes
    for scalar in text.unicodeScalars where !VisibleText.isHidden(scalar) {
      room -= scalar == "{" ? 2 : UTF8.width(scalar)
      guard room >= 0 else { break }
      if scalar == "{" { safe += "{" }
      safe.unicodeScalars.append(scalar)
    }
    return .string(safe.isEmpty ? "..." : safe)
  }
}
