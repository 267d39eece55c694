import Reports
import Simulation
import Testing

@Suite struct `HTML files` {
  @Test func `hold a whole sheet`() throws {
    try expectText(html([try WineSample.play(["let-me-see", "sorry"])]), is: "sheet.html")
  }

  @Test func `escape everything that people wrote`() throws {
    var play = try WineSample.play(["let-me-see", "sorry"])
    play.record.trainee = "<script>alert('1')</script> & \"co\" \u{202E}\u{1B}"
    let text = html([play])
    #expect(!text.contains("<script"))
    #expect(
      text.contains(
        "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot; "
          + "&lt;U+202E&gt;&lt;U+001B&gt;"))
  }

  @Test func `allow nothing but their own style`() throws {
    let text = html([])
    #expect(text.contains("default-src 'none'; style-src 'sha256-"))
    for forbidden in ["http://", "https://", "<script", "onload", "style=\"", "@import", "url("] {
      #expect(!text.contains(forbidden))
    }
  }

  @Test func `give every id once`() throws {
    let text = html([
      try WineSample.play(["let-me-see", "sorry"]), try WineSample.play(["let-me-see", "give"]),
    ])
    let ids = text.matches(of: /id="([^"]*)"/).map { String($0.output.1) }
    #expect(ids.count == 4)
    #expect(Set(ids).count == ids.count)
  }

  private func html(_ plays: [GradedPlay]) -> String {
    var bytes: [UInt8] = []
    var export = SheetExport(.html(title: "Score sheets"))
    export.begin(into: &bytes)
    for play in plays { export.add(play, into: &bytes) }
    export.end(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

@Suite struct `JSON files` {
  @Test func `are an array of sheets, and an empty one of none`() throws {
    var bytes: [UInt8] = []
    var export = SheetExport(.json)
    export.begin(into: &bytes)
    export.end(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "[]\n")

    bytes = []
    export = SheetExport(.json)
    export.begin(into: &bytes)
    export.add(try WineSample.play(["cards-only"]), into: &bytes)
    export.add(stored: Array("{}".utf8), into: &bytes)
    export.end(into: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("[\n{\n  \"scenario\": {"))
    #expect(text.hasSuffix("},\n{}\n]\n") || text.hasSuffix("}\n,\n{}\n]\n"))
  }
}
