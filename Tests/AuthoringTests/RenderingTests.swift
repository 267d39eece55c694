import Testing

@testable import Authoring

@Suite struct `Rendered diagnostics` {
  private static func findings(_ name: String, _ bytes: [UInt8]) -> Findings {
    var found = DiagnosticList()
    let source = SourceFile(name: name, bytes: bytes)
    _ = JSONDocument.read(source, into: &found)
    return Findings(files: [source], diagnostics: found.sorted(endOfFile: bytes.count))
  }

  private static let two = findings(
    "a,b.json", Array("{\n\t\"naïve\": \"日本\" 'x',\r\n  \"b\": [1,],\n}".utf8))

  @Test func `as text they show the line, a caret and help`() {
    #expect(
      DiagnosticFormat.text.render([Self.two]) == """
        a,b.json:2:15: error UM0105: a comma is missing here
          |
        2 |     "naïve": "日本" 'x',
          |                    ^
          = help: add a comma

        a,b.json:2:16: error UM0107: text is written in straight double quotes
          |
        2 |     "naïve": "日本" 'x',
          |                     ^^^
          = help: use double quotes

        a,b.json:2:16: error UM0122: this key has no value
          |
        2 |     "naïve": "日本" 'x',
          |                     ^^^

        a,b.json:3:10: error UM0104: comma after the last entry of the list
          |
        3 |   "b": [1,],
          |          ^
          = help: remove the comma

        a,b.json:3:12: error UM0104: comma after the last entry of the object
          |
        3 |   "b": [1,],
          |            ^
          = help: remove the comma

        """)
  }

  @Test func `as text they show other places and hide nothing that could deceive`() {
    let text = "{ \"a\u{202E}\": 1,\n\"a\u{202E}\": 2 }"
    #expect(
      DiagnosticFormat.text.render([Self.findings("\u{1B}x.json", Array(text.utf8))]) == """
        <U+001B>x.json:2:1: error UM0124: the key `a<U+202E>` is here twice
          |
        2 | "a<U+202E>": 2 }
          | ^^^^^^^^^^^
        1 | { "a<U+202E>": 1,
          |   ----------- it is here already
          = help: keep one of them; which one counts would depend on the program that reads the file

        """)
  }

  @Test func `a long line is shown around its mistake`() {
    let text = "[" + String(repeating: "\"é\", ", count: 100_000) + "1 2]"
    let rendered = DiagnosticFormat.text.render([Self.findings("long.json", Array(text.utf8))])
    #expect(
      rendered == """
        long.json:1:500003: error UM0105: a comma is missing here
          |
        1 | …", "é", "é", "é", "é", "é", "é", 1 2]
          |                                    ^
          = help: add a comma

        """)
  }

  @Test func `as concise lines they take one line each`() {
    #expect(
      DiagnosticFormat.concise.render([Self.two]) == """
        a,b.json:2:15: error UM0105: a comma is missing here
        a,b.json:2:16: error UM0107: text is written in straight double quotes
        a,b.json:2:16: error UM0122: this key has no value
        a,b.json:3:10: error UM0104: comma after the last entry of the list
        a,b.json:3:12: error UM0104: comma after the last entry of the object

        """)
  }

  @Test func `as annotations they escape what would end a property`() {
    let first = DiagnosticFormat.github.render([Self.two]).split(separator: "\n")[0]
    #expect(
      first
        == "::error file=a%2Cb.json,line=2,endLine=2,col=15,endColumn=15,title=UM0105::"
        + "a comma is missing here%0Aadd a comma")
  }

  @Test func `as JSON they are whole and themselves without mistakes`() throws {
    let json = DiagnosticFormat.json.render([Self.findings("a.json", Array("[1,]".utf8))])
    #expect(
      json == """
        {"diagnostics":[{"code":"UM0104","severity":"error","message":"comma after the last entry \
        of the list","file":"a.json","line":1,"column":3,"end-line":1,"end-column":4,"offset":2,\
        "length":1,"help":null,"choices":null,"labels":[],"fixes":[{"title":"remove the comma","applicability":\
        "safe","edits":[{"file":"a.json","line":1,"column":3,"end-line":1,"end-column":4,\
        "offset":2,"length":1,"replacement":""}]}]}],"errors":1,"warnings":0,"notes":0}

        """)
    #expect(readJSON(DiagnosticFormat.json.render([Self.two])).1 == [])
    #expect(readJSON(DiagnosticFormat.sarif.render([Self.two])).1 == [])
  }

  @Test func `a file that cannot be read is a finding like any other`() {
    let findings = Findings(SourceProblem(.missing, path: "no.json"))
    #expect(
      DiagnosticFormat.text.render([findings]) == """
        no.json:1:1: error UM0401: there is no such file
          = help: check the spelling and the folder

        """)
  }
}
