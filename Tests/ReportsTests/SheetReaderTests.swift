import JSONText
import Reports
import Simulation
import Testing

@Suite struct `Stored sheets` {
  @Test(arguments: [
    ["cards-only"], ["let-me-see", "sorry"], ["let-me-see", "give"], ["let-me-see", "upgrade"],
    ["let-me-see"], [],
  ])
  func `are read back as they were`(choices: [String]) throws {
    let sheet = try WineSample.sheet(choices, seed: 9_007_199_254_740_991, mode: .exam)
    let json = SheetJSON(sheet, WineSample.digests, meters: ["frustration"]).value
    let stored = try StoredSheet(json: json.bytes())
    #expect(stored.digests == WineSample.digests)
    #expect(stored.meters == (choices.isEmpty ? [] : ["frustration"]))
    let resolved = stored.sheet.resolved(in: WineSample.scenario())
    let again = SheetJSON(resolved, stored.digests, meters: stored.meters).value
    #expect(again.text() == json.text())
    #expect(resolved.turns.map(\.choiceIndex) == sheet.turns.map(\.choiceIndex))
    #expect(resolved.turns.flatMap(\.marks) == sheet.turns.flatMap(\.marks))
    #expect(resolved.ending == sheet.ending)
    #expect(
      SheetText.markdown(
        GradedPlay(sheet: resolved, record: WineSample.record, program: WineSample.program))
        == SheetText.markdown(
          GradedPlay(sheet: sheet, record: WineSample.record, program: WineSample.program)))
  }

  @Test func `that are damaged are refused with the place`() throws {
    let sheet = try WineSample.sheet(["let-me-see", "sorry"])
    let json = SheetJSON(sheet, WineSample.digests, meters: ["frustration"]).value.text(.compact)
    for (old, new, message) in [
      (
        "\"label\":\"blunder\"", "\"label\":\"bad\"",
        "turns[1].label is missing or of the wrong type"
      ),
      ("\"seconds\":20,", "", "seconds is missing or of the wrong type"),
      ("\"score\":9", "\"score\":\"9\",\"x\":9", "score is missing or of the wrong type"),
      ("\"voice\":", "\"voice\"", "expected : at byte"),
    ] {
      #expect(json.contains(old))
      #expect {
        try StoredSheet(json: Array(json.replacing(old, with: new, maxReplacements: 1).utf8))
      } throws: { error in
        (error as? SheetProblem)?.message.hasPrefix(message) ?? false
      }
    }
  }
}

@Suite struct `JSON that programs wrote` {
  @Test(arguments: [
    "null", "true", "[]", "{}", "[1,2.5,-3]", "{\"a\":{\"b\":[null]}}", "\"a\\\"\\\\\\n\\u0001é😀\"",
    "9007199254740993", "-0.000000001",
  ])
  func `is written back as it was`(text: String) throws {
    #expect(try JSONValue(reading: Array(text.utf8)).text(.compact) == text)
  }

  @Test(arguments: [
    "", " ", "[", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "-", "1.", "1e", "+1", "nul", "\"",
    "\"\\x\"",
    "\"\\ud800\"", "\"\\u12\"", "\"\u{1}\"", "1 2", "'a'", "1e999", "NaN",
  ])
  func `is refused where it is none`(text: String) {
    #expect(throws: JSONProblem.self) { try JSONValue(reading: Array(text.utf8)) }
  }

  @Test func `is refused where it is nested without end, or not UTF-8`() {
    #expect(throws: JSONProblem.self) {
      try JSONValue(reading: Array(repeating: UInt8(ascii: "["), count: 1_000_000))
    }
    #expect(throws: JSONProblem.self) { try JSONValue(reading: [0x22, 0xFF, 0x22]) }
  }

  @Test func `decodes escapes, surrogate pairs and exponents`() throws {
    #expect(try JSONValue(reading: Array("\"\\ud83d\\ude00\\/\"".utf8)) == .string("😀/"))
    #expect(try JSONValue(reading: Array("1.5e3".utf8)) == .number(1500))
  }
}
