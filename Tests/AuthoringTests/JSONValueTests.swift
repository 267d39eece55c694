import Testing

@testable import Authoring

@Suite struct `JSON values` {
  @Test func `a text is found on the tape, piece by piece, with its ranges`() throws {
    let text = #"{ "a": [1, "x\ny", true], "b": {}, "c": null, "d": -1.5e3 }"#
    let document = try #require(readJSON(text).0)
    let keys = document.children(of: 0)
    #expect(keys.map { document.string(at: $0) } == ["a", "b", "c", "d"])
    let pieces = (0..<document.nodes.count).filter { document.nodes[$0].kind != .close }
      .map { document.source.text(in: document.range(of: $0)) }
    #expect(
      pieces == [
        text, #""a""#, #"[1, "x\ny", true]"#, "1", #""x\ny""#, "true", #""b""#, "{}", #""c""#,
        "null", #""d""#, "-1.5e3",
      ])
    let list = try #require(document.value(of: "a", in: 0))
    #expect(document.string(at: document.children(of: list)[1]) == "x\ny")
  }

  @Test func `escapes are resolved and each byte knows where it came from`() throws {
    let document = try #require(readJSON(#"["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z"]"#).0)
    #expect(document.string(at: 1) == "\"\\/\u{8}\u{C}\n\r\té😀z")
    let origins = document.withView { $0.decoded(1).origins }
    #expect(origins == [2, 4, 6, 8, 10, 12, 14, 16, 18, 18, 24, 24, 24, 24, 36, 37])
  }

  @Test func `a byte order mark is accepted`() {
    let (document, diagnostics) = readJSON([0xEF, 0xBB, 0xBF] + Array("{}".utf8))
    #expect(diagnostics == [])
    #expect(document?.range(of: 0) == 3..<5)
  }

  @Test func `long texts are read to their end wherever that falls`() throws {
    for length in 0..<40 {
      for ending in ["\"", "\\n\"", "é\""] {
        let content = String(repeating: "x", count: length)
        let document = try #require(readJSON("[\"\(content)\(ending)]").0)
        let expected = content + (ending == "\\n\"" ? "\n" : String(ending.dropLast()))
        #expect(document.string(at: 1) == expected)
      }
    }
  }
}
