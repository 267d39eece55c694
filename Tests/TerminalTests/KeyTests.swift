import Testing

@testable import Terminal

@Suite struct `The key filter` {
  private func filtered(_ bytes: [UInt8]) -> [UInt8] {
    var filter = KeyFilter()
    return bytes.flatMap { filter.accept($0) } + filter.finish()
  }

  @Test func `passes keys, escape sequences and letters of every script`() {
    let keys = Array("\u{1B}[A\u{3}\u{7F}Zoë 漢 👩‍👩‍👧 e\u{301}\u{0}".utf8)
    #expect(filtered(keys) == keys)
  }

  @Test func `turns what would steer the terminal into what may be echoed`() {
    #expect(filtered(Array("a\u{202E}b\u{9B}".utf8)) == Array("a<U+202E>b<U+009B>".utf8))
  }

  @Test func `replaces bytes that are no text`() {
    let replacement = Array("\u{FFFD}".utf8)
    #expect(filtered([0xFF, 0x41]) == replacement + [0x41])
    #expect(filtered([0xC3, 0x41]) == replacement + [0x41])
    #expect(filtered([0xE6, 0xBC, 0xC3, 0xA9]) == replacement + [0xC3, 0xA9])
    #expect(filtered([0x80, 0x80]) == replacement + replacement)
  }

  @Test func `gives out text whatever bytes come in`() {
    var filter = KeyFilter()
    var state: UInt64 = 3
    var output: [UInt8] = []
    for _ in 0..<50_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      output += filter.accept(UInt8(truncatingIfNeeded: state >> 40))
    }
    output += filter.finish()
    #expect(String(validating: output, as: UTF8.self) != nil)
  }
}

@Suite struct `Tab completion` {
  private let words = ["quit", "play", "policy", "Play again", "evil\u{1B}", "play"]

  @Test func `offers the words that start so, sorted, each once, and none that cannot be shown`() {
    #expect(Completion.matches(for: "p", among: words) == ["Play again", "play", "policy"])
    #expect(Completion.matches(for: "", among: words) == ["Play again", "play", "policy", "quit"])
    #expect(Completion.matches(for: "x", among: words) == [])
  }

  @Test func `finds the start that all share`() {
    #expect(Completion.commonStart(of: ["play", "playing", "plan"]) == "pla")
    #expect(Completion.commonStart(of: ["a", "b"]) == "")
    #expect(Completion.commonStart(of: []) == "")
  }
}
