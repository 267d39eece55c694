import Foundation
import Testing

@testable import Authoring

@Suite struct `What changed between two files` {
  @Test func `is nothing where only layout and comments differ`() throws {
    let text = try example()
    let changed = text.replacing("\"loss\": 8,", with: "\"notes\": \"dear!\",\n\n  \"loss\": 8,")
    let changes = try compare(text, changed)
    #expect(changes.lines == ["Nothing that matters is different."])
    #expect(!changes.canChangeScores)
  }

  @Test func `is words where wordings differ, and no score changes`() throws {
    let text = try example()
    let changed = text.replacing("Let me see.", with: "I'll look.").replacing(
      "\"You pass the row again.\"", with: "\"Row 14 again.\"")
    let changes = try compare(text, changed)
    #expect(
      changes.lines == [
        "Words",
        "  scene n1, choice b, say: \"Let me see.\" -> \"I'll look.\"",
        "  scene n2a, line 1, narrate: \"You pass the row again.\" -> \"Row 14 again.\"",
        "",
        "No score changes: the same plays are worth the same.",
      ])
    #expect(!changes.canChangeScores)
  }

  @Test func `is play where a pass mark or an order differs`() throws {
    let text = try example()
    let changed = text.replacing("\"loss\": 8,", with: "\"loss\": 8, \"pass\": 80,")
    let changes = try compare(text, changed)
    #expect(
      changes.lines == [
        "What changes in play, but no score",
        "  pass: (nothing) -> 80",
        "",
        "No score changes: the same plays are worth the same.",
      ])
  }

  /// Without i the worst play is a c still (raw 15), so the only way to another score is random play.
  @Test func `is a lost choice with its way, and scores can change`() throws {
    let text = try example()
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    var scenes = try #require(object["scenes"] as? [String: [String: Any]])
    var choices = try #require(scenes["n3"]?["choices"] as? [[String: Any]])
    choices.remove(at: 1)
    scenes["n3"]?["choices"] = choices
    object["scenes"] = scenes
    let data = try JSONSerialization.data(withJSONObject: object)
    let changes = try compare(text, String(decoding: data, as: UTF8.self))
    #expect(changes.canChangeScores)
    #expect(
      Array(changes.lines.prefix(4)) == [
        "Scenes, choices and endings", "  - scene n3, choice i", "  - way n3: i -> over", "",
      ])
    #expect(changes.lines.last == "Scores can change.")
  }

  /// Every key of the format by which no score changes, and one of each kind by which one can.
  @Test func `knows what keys have to do with scores`() {
    let cases: [([String], FileChange.Kind)] = [
      (["scenes", "lines", "choices", "title", "marks", "say"], .scores),
      (["scenes", "order", "lines", "1", "when"], .words),
      (["scenes", "order", "choices", "a", "when"], .scores),
      (["scenes", "order", "choices", "a", "why"], .words),
      (["scenes", "order", "choices", "a", "critical", "why"], .words),
      (["scenes", "order", "choices", "a", "critical", "family"], .scores),
      (["scenes", "order", "choices", "a", "voice-effects", "rebel", "name"], .scores),
      (["scenes", "order", "chance", "1", "weight"], .scores),
      (["scenes", "order", "chance", "1", "lines", "1"], .words),
      (["scenes", "order", "window", "seconds"], .play),
      (["endings", "won", "outcome"], .play),
      (["endings", "won", "marks", "title"], .scores),
      (["mood", "title", "start"], .scores),
      (["mood", "trust", "words", "1"], .words),
      (["customer", "facts", "name", "text"], .words),
      (["customer", "facts", "name", "known"], .scores),
      (["criteria", "ownership", "levels", "-2"], .words),
      (["criteria", "ownership", "weight"], .scores),
      (["loss"], .scores), (["turns"], .scores), (["needs", "empowerment"], .play),
    ]
    for (keys, kind) in cases { #expect(ChangeKinds.kind(of: keys) == kind, "\(keys)") }
  }

  private func example() throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private var path: String { Shipped.fixture("worked-example/worked-example.json") }

  private func compare(_ old: String, _ new: String) throws -> ScenarioChanges {
    let sides = [old, new].map { text in
      ScenarioChanges.Side(LoadedScenario.load(SourceFile(name: path, text: text)))
    }
    return ScenarioChanges(try #require(sides[0]), try #require(sides[1]))
  }
}
