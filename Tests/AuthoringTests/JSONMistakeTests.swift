import Testing

@testable import Authoring

@Suite struct `JSON mistakes` {
  /// A marked text and, for each mark in order, the code and message expected there.
  struct Case: CustomTestStringConvertible, Sendable {
    let marked: String
    let expected: [(DiagnosticCode, String)]

    init(_ marked: String, _ expected: (DiagnosticCode, String)...) {
      self.marked = marked
      self.expected = expected
    }

    var testDescription: String { marked }
  }

  static let cases: [Case] = [
    Case(#"{ "a": [1, 21️⃣,] }"#, (.trailingComma, "comma after the last entry of the list")),
    Case(#"{ "a": 11️⃣, }"#, (.trailingComma, "comma after the last entry of the object")),
    Case(#"{ "a": 11️⃣ "b": 2 }"#, (.missingComma, "a comma is missing here")),
    Case(
      #"["a"1️⃣ "b"2️⃣ 3]"#,
      (.missingComma, "a comma is missing here"), (.missingComma, "a comma is missing here")),
    Case(#"["a"1️⃣; "b"]"#, (.missingComma, "entries are separated by a comma, not by `;`")),
    Case(#"{ "a"1️⃣ 1 }"#, (.missingColon, "a colon is missing after this key")),
    Case(
      #"{ "a" 1️⃣= 1, "b" 2️⃣=> 2 }"#,
      (.missingColon, "key and value are separated by a colon"),
      (.missingColon, "key and value are separated by a colon")),
    Case(
      "{ 1️⃣'a': 2️⃣'b' }",
      (.oddQuotes, "text is written in straight double quotes"),
      (.oddQuotes, "text is written in straight double quotes")),
    Case(
      "{ 1️⃣“a”: 2️⃣“b” }",
      (.oddQuotes, "text is written in straight double quotes"),
      (.oddQuotes, "text is written in straight double quotes")),
    Case(
      "{ 1️⃣// one\n \"a\": 1 2️⃣/* two\n */, 3️⃣# three\n \"b\": 2 }",
      (.comment, "JSON has no comments"), (.comment, "JSON has no comments"),
      (.comment, "JSON has no comments")),
    Case(
      #"{ 1️⃣a: 1, 2️⃣b-c: 2 }"#,
      (.bareKey, "a key is written in double quotes"),
      (.bareKey, "a key is written in double quotes")),
    Case(#"{ "to": 1️⃣the end, "b": 1 }"#, (.bareText, "text is written in double quotes")),
    Case("{ \"a\": 1️⃣\"one,\n \"b\": 2 }", (.unclosedText, "this text has no closing quote")),
    Case(
      "[{ \"a\": 1️⃣\"one },\n { \"b\": 2 }]",
      (.unclosedText, "this text has no closing quote")),
    Case(
      "{ \"a\": \"one1️⃣\n two\n three\", \"b\": 2 }",
      (.controlInText, "a text cannot go on over a line end")),
    Case(
      "{ \"a\": \"one1️⃣\ttwo2️⃣\u{1}\" }",
      (.controlInText, "a tab inside a text is written `\\t`"),
      (.controlInText, "<U+0001> cannot stand inside a text")),
    Case(
      #"["1️⃣\x 2️⃣\u12 \\ \" \u00e9"]"#,
      (.badEscape, "this is not an escape that JSON knows"),
      (.badEscape, "this is not an escape that JSON knows")),
    Case(
      #"["1️⃣\ud83d", "\ud83d\ude00", "2️⃣\ude00"]"#,
      (.loneSurrogate, "this is one half of a character"),
      (.loneSurrogate, "this is one half of a character")),
    Case(
      "[1️⃣007, 2️⃣+1, 3️⃣.5, 4️⃣5., 5️⃣0x1F, 6️⃣1e, 7️⃣-, 8️⃣1_000, 0, -0, 1.50, 2e3]",
      (.badNumber, "a number does not start with 0"), (.badNumber, "a number has no plus sign"),
      (.badNumber, "a number needs a digit before the point"),
      (.badNumber, "a number needs a digit after the point"),
      (.badNumber, "numbers are written in decimal"), (.badNumber, "`1e` is not a number"),
      (.badNumber, "`-` is not a number"), (.badNumber, "`1_000` is not a number")),
    Case(
      "[1️⃣True, 2️⃣NaN, 3️⃣undefined, 4️⃣-Infinity, true]",
      (.noSuchValue, "`True` is written `true`"), (.noSuchValue, "JSON has no `NaN`"),
      (.noSuchValue, "JSON has no `undefined`"),
      (.badNumber, "there is no infinite number in JSON")),
    Case("{} 1️⃣{}", (.textAfterEnd, "there is something after the end of the file's one value")),
    Case(
      #"[1️⃣, 1,2️⃣, 2]"#,
      (.extraComma, "a value is missing before this comma"),
      (.extraComma, "a value is missing before this comma")),
    Case(
      #"{ 1️⃣"a": , 2️⃣"b", 3️⃣"c" }"#,
      (.missingValue, "this key has no value"), (.missingValue, "this key has no value"),
      (.missingValue, "this key has no value")),
    Case(
      #"{ 1️⃣: 1, 2️⃣{ "b": 2 } }"#,
      (.missingKey, "a key in double quotes is missing here"),
      (.missingKey, "a key in double quotes is missing here")),
    Case(
      #"{ "a": 1️⃣@, 2️⃣! "b": 1 3️⃣§ }"#,
      (.unexpectedCharacter, "`@` does not belong here"),
      (.unexpectedCharacter, "`!` does not belong here"),
      (.unexpectedCharacter, "`§` does not belong here")),
    Case("[1,1️⃣\u{A0}2]", (.unexpectedCharacter, "`\u{A0}` does not belong here")),
    Case("1️⃣\u{0}", (.unexpectedCharacter, "`<U+0000>` does not belong here")),
    Case(#"1️⃣{ "a": { "b": 1 }"#, (.unclosedBracket, "this `{` is never closed")),
    Case(#"{ "a": [1, 2 1️⃣}, "b": 1 }"#, (.wrongBracket, "expected `]` but found `}`")),
    Case(#"{ "a": 1 1️⃣]"#, (.wrongBracket, "expected `}` but found `]`")),
    Case(
      #"{ "a": 1, 1️⃣"a": 2, "b": { "a": 3 }, 2️⃣"\u0061": 4 }"#,
      (.duplicateKey, "the key `a` is here twice"), (.duplicateKey, "the key `a` is here twice")),
    Case("1️⃣ \n", (.emptyFile, "the file is empty")),
  ]

  @Test(arguments: cases)
  func `each is reported where it is, and all of a text at once`(_ mistake: Case) {
    let marked = MarkedText(mistake.marked)
    let (_, diagnostics) = readJSON(marked.text)
    // A case may end in messages without a mark of their own; their place is not looked at.
    let offsets = marked.offsets.map(Optional.some) + [nil, nil]
    let expected = zip(mistake.expected, offsets).map { "\($0.0) \($0.1) \($1 ?? -1)" }
    let actual = zip(diagnostics, offsets).map {
      "\($0.code) \($0.message) \($1 == nil ? -1 : $0.primary.range.lowerBound)"
    }
    #expect(actual == expected)
    #expect(diagnostics.count == mistake.expected.count)
  }

  @Test func `a safe fix mends what it reports`() {
    let bad = "{ a: 'b', // c\n \"d\" = True; \"e\": [1 2,], \"f\": \"x\ty\" }"
    let (_, diagnostics) = readJSON(bad)
    let findings = Findings(
      files: [SourceFile(name: "test.json", text: bad)], diagnostics: diagnostics)
    let mended = findings.mended().map { String(decoding: $0, as: UTF8.self) }
    #expect(
      mended == "{ \"a\": \"b\", // c\n \"d\" : true, \"e\": [1, 2], \"f\": \"x\\ty\" }")
  }

  @Test func `bytes that are not UTF-8 are reported in runs`() {
    let bytes: [UInt8] =
      Array(#"["a"#.utf8) + [0xE9, 0xFF] + Array(#"b", ""#.utf8)
      + [0xC0, 0x80] + Array(#"", "é"] "#.utf8)
    let (_, diagnostics) = readJSON(bytes)
    #expect(diagnostics.map(\.primary.range) == [3..<5, 10..<12])
    #expect(diagnostics.map(\.code) == [.notUTF8, .notUTF8])
  }

  @Test func `a thousand are kept and the others counted`() {
    let (_, diagnostics) = readJSON("[" + String(repeating: "@,", count: 5_000) + "1]")
    #expect(diagnostics.count == 1_001)
    #expect(diagnostics.last?.message == "and 4000 more; only the first 1000 mistakes are shown")
  }

  @Test func `a hundred megabytes of open brackets end at the sixty-fifth`() {
    var limits = Limits.standard
    limits.fileBytes = 200 << 20
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 100 << 20)
    let (document, diagnostics) = readJSON(bytes, limits: limits)
    #expect(document == nil)
    #expect(diagnostics.map { Finding($0) } == [Finding(.tooDeep, 64, "nested more than 64 deep")])
  }

  @Test func `a file in UTF-16 is named as such`() {
    let bytes: [UInt8] = [0xFF, 0xFE] + "{}".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let (_, diagnostics) = readJSON(bytes)
    #expect(diagnostics.map(\.code) == [.otherEncoding])
  }
}
