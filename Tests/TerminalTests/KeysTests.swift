import Testing

@testable import Terminal

@Suite struct `Keys that come one by one` {
  @Test(
    arguments: [
      ("q", [.character("q")]),
      (
        "p é 👋🏽",
        [
          .character("p"), .character(" "), .character("é"),
          .character(" "), .character("👋🏽"),
        ]
      ),
      ("\u{1B}[A\u{1B}[B", [.up, .down]), ("\u{1B}OA", [.up]), ("\u{1B}[1;5C", [.right]),
      ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]), ("\u{1B}[H\u{1B}[4~", [.home, .end]),
      ("\u{1B}", [.escape]), ("\u{1B}q", [.escape, .character("q")]),
      ("\t\r\n", [.tab, .enter, .enter]),
      ("\u{1B}[200~x", [.character("x")]), ("\u{1B}[", []), ("\u{1}\u{7F}", []), ("", []),
    ] as [(String, [Key])])
  func `are known by what the terminal sends`(_ sent: String, _ keys: [Key]) {
    #expect(Key.parse(Array(sent.utf8)) == keys)
  }

  @Test func `are known whatever is sent`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        UInt8.random(in: .min ... .max, using: &generator)
      }
      #expect(Key.parse(bytes).count <= bytes.count, "\(bytes)")
    }
  }
}
