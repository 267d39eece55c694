import Foundation
import Testing

@testable import Authoring

@Suite struct `Canonical layout` {
  @Test func `a scenario reads like this`() throws {
    let text = #"""
      {"$comment":"kept","id":"x","tags":["a","b"],"empty":{},"none":[ ],
      "mood":{"trust":{"start":3,"good":"high","words":["closed","wary"]}},
      "scenes":{"order":{"lines":[{"say":"I only have cash. Ten. Keep the change. That is five seconds of your evening."}],
      "choices":[{"id":"a","say":"Caf\u00e9 \"here\"?","when":"not promised and trust >= 3",
        "to":[{"when":"voice == promoter","to":"b"},{"to":"c"}],"seconds":10}]}}}
      """#
    #expect(
      try formatted(text) == #"""
        {
          "$comment": "kept",
          "id": "x",
          "tags": ["a", "b"],
          "empty": {},
          "none": [],
          "mood": {
            "trust": { "start": 3, "good": "high", "words": ["closed", "wary"] }
          },
          "scenes": {
            "order": {
              "lines": [
                { "say": "I only have cash. Ten. Keep the change. That is five seconds of your evening." }
              ],
              "choices": [
                {
                  "id": "a",
                  "say": "Caf\u00e9 \"here\"?",
                  "when": "not promised and trust >= 3",
                  "to": [{ "when": "voice == promoter", "to": "b" }, { "to": "c" }],
                  "seconds": 10
                }
              ]
            }
          }
        }

        """#)
  }

  @Test(arguments: [("99", 99, 1), ("100", 100, 1), ("101", 101, 4)])
  func `a line has at most a hundred columns`(name: String, width: Int, lines: Int) throws {
    let fixed = #"["", 1]"#.count
    let text = "[\"" + String(repeating: "é", count: width - fixed) + "\",1]"
    let layout = try formatted(text)
    #expect(layout.split(separator: "\n").count == lines)
  }

  @Test func `wide characters count for the two columns that they take`() throws {
    let text = "[\"" + String(repeating: "麦", count: 47) + "\",1]"
    #expect(try formatted(text).split(separator: "\n").count == 4)
  }

  @Test func `a comma that follows counts, too`() throws {
    let value = "[\"" + String(repeating: "x", count: 80) + "\", 1]"
    let keyed = 98 - value.count - 4
    let key = String(repeating: "k", count: keyed - 2)
    let last = try formatted("{\"a\": 1, \"\(key)\": \(value)}")
    #expect(last.split(separator: "\n").count == 4)
    let longer = try formatted("{\"\(key)kkk\": \(value), \"a\": 1}")
    #expect(longer.split(separator: "\n").count == 7)
  }

  @Test func `a single plain value is never broken off`() throws {
    let long = String(repeating: "long ", count: 40)
    #expect(
      try formatted("[{\"narrate\":\"\(long)\"},[\"\(long)\"]]")
        == "[\n  { \"narrate\": \"\(long)\" },\n  [\"\(long)\"]\n]\n")
  }

  @Test func `a byte order mark and foreign line ends go`() throws {
    #expect(try formatted("\u{FEFF}{\r\n\"a\":\t1\r\n}") == "{ \"a\": 1 }\n")
  }

  @Test func `formatting changes no meaning and nothing a second time`() throws {
    for seed in UInt64(1)...2_000 {
      var generator = RandomJSON(seed: seed)
      let text = generator.text()
      let once = try formatted(text)
      #expect(try formatted(once) == once, "seed \(seed)")
      #expect(try Tokens(once) == Tokens(text), "seed \(seed)")
      let before = try meaning(text)
      let after = try meaning(once)
      #expect(before == after, "seed \(seed)")
    }
  }

  @Test(arguments: Shipped.files)
  func `shipped files are in this layout`(name: String) throws {
    let text = try Shipped.text(name)
    #expect(try formatted(text) == text)
  }

  private func formatted(_ text: String) throws -> String {
    let (document, diagnostics) = readJSON(text)
    #expect(diagnostics.isEmpty)
    return String(decoding: CanonicalLayout.bytes(of: try #require(document)), as: UTF8.self)
  }

  /// What Foundation, which knows nothing of ours, reads.
  private func meaning(_ text: String) throws -> NSObject {
    let value = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    return try #require(value as? NSObject)
  }
}

/// A text without the white space between its tokens, found without our reader.
private struct Tokens: Equatable {
  var bytes: [UInt8] = []

  init(_ text: String) throws {
    var isText = false
    var isEscaped = false
    for byte in text.utf8 {
      if isText || ![0x20, 0x09, 0x0A, 0x0D].contains(byte) { bytes.append(byte) }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isText.toggle()
      }
    }
  }
}
