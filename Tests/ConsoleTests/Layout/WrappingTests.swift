import Testing

@testable import Console

@Suite struct `Wrapping` {
  private func lines(_ text: StyledText, _ width: Int, _ first: String = "", _ rest: String = "")
    -> [String]
  {
    text.wrapped(to: width, first: StyledText(first), rest: StyledText(rest)).plain
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `breaks between words and hangs the indent`() {
    let text: StyledText = "I'm very sorry, we only accept cards. Water or soda instead?"
    #expect(
      lines(text, 30, "  1  ", "     ") == [
        "  1  I'm very sorry, we only", "     accept cards. Water or", "     soda instead?",
      ])
  }

  @Test func `leaves what fits as it is, spaces included`() {
    #expect(lines("  a  b\n\nc\n", 80) == ["  a  b", "", "c", ""])
  }

  @Test func `breaks words that are too long`() {
    #expect(lines("a Donaudampfschiff b", 8) == ["a", "Donaudam", "pfschiff", "b"])
  }

  @Test func `works five columns wide, without indents that would leave nothing`() {
    #expect(
      lines("Take the bottle back.", 5, "  3  ", "     ") == ["Take", "the", "bottl", "e", "back."])
  }

  @Test func `takes a width of nothing for 80`() {
    let word = String(repeating: "x", count: 81)
    #expect(lines(StyledText(word), 0).map(\.count) == [80, 1])
    #expect(lines(StyledText(word), -1).map(\.count) == [80, 1])
  }

  @Test func `breaks text without spaces between wide characters but not before a full stop`() {
    #expect(lines("漢字かな漢字。漢", 8) == ["漢字かな", "漢字。漢"])
    #expect(lines("漢字かな。漢", 8) == ["漢字か", "な。漢"])
  }

  @Test func `gives up on a wide character in one column rather than on the program`() {
    #expect(lines("漢a字", 1) == ["漢", "a", "字"])
  }

  @Test func `keeps colours across the break`() {
    var text: StyledText = "one "
    text.append("two three", .strong)
    let wrapped = text.wrapped(to: 8)
    #expect(
      wrapped.rendered(isColoured: true) == "one \u{1B}[1mtwo\u{1B}[0m\n\u{1B}[1mthree\u{1B}[0m")
    #expect(wrapped.plain == "one two\nthree")
  }

  @Test func `never makes a line wider than asked and loses no letter`() {
    let pieces = ["a", "bcd", " ", "  ", "漢", "字。", "\n", "verylongwordindeed", "👩‍👩‍👧", "e\u{301}"]
    var state: UInt64 = 5
    for round in 0..<3_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int((state >> 33) % UInt64(pieces.count))]
      }
      let width = 2 + round % 30
      let wrapped = StyledText(text).wrapped(to: width, first: "- ", rest: "  ").plain
      for line in wrapped.split(separator: "\n") {
        #expect(DisplayWidth.columns(of: String(line)) <= width, "round \(round)")
      }
      let letters = { (text: String) in text.filter { $0 != " " && $0 != "\n" && $0 != "-" } }
      #expect(letters(wrapped) == letters(text), "round \(round)")
    }
  }
}

@Suite struct `Styled text` {
  @Test func `renders colour only where it may`() {
    var text: StyledText = "a "
    text.append("b", Style(.red, isBold: true))
    #expect(text.rendered(isColoured: false) == "a b")
    #expect(text.rendered(isColoured: true) == "a \u{1B}[1;31mb\u{1B}[0m")
    #expect(
      text.renderedAsPrompt(isColoured: true) == "a \u{1}\u{1B}[1;31m\u{2}b\u{1}\u{1B}[0m\u{2}")
  }

  @Test func `lets nothing past the door, however it is made`() {
    let evil = "\u{1B}[2J"
    var text = StyledText("\(evil)", .strong)
    text.append(evil)
    text += "\(evil)"
    #expect(text.plain == "<U+001B>[2J<U+001B>[2J<U+001B>[2J")
    #expect(!text.wrapped(to: 10).plain.contains("\u{1B}"))
  }

  @Test func `joins with a separator between each two`() {
    #expect(["a", "b", "c"].map { StyledText($0) }.joined(separator: ", ") == "a, b, c")
  }
}

@Suite struct `A meter` {
  private func meter(_ value: Int, _ range: ClosedRange<Int> = 0...10) -> Meter {
    Meter(name: "frustration", value: value, range: range, word: "tense", highIsGood: false)
  }

  @Test func `is a bar, and words where the screen is plain`() {
    #expect(meter(4).shown(on: ScreenSettings()).plain == "frustration ●●●●○○○○○○ tense")
    #expect(
      meter(4).shown(on: ScreenSettings(isPlain: true)).plain == "frustration 4 of 10, tense")
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 1), (50, 5), (99, 9), (100, 10)])
  func `is full only at the most and empty only at the least`(value: Int, full: Int) {
    #expect(meter(value, 0...100).bar.plain.filter { $0 == "●" }.count == full)
  }

  @Test func `names a range that does not start at nothing`() {
    #expect(meter(-3, -5...5).words == "frustration -3, from -5 to 5, tense")
  }

  @Test func `keeps one column of circles however odd the range`() {
    for range in [0...0, 1...1, -1_000_000...1_000_000] {
      for value in [range.lowerBound, range.upperBound] {
        #expect(meter(value, range).bar.plain.filter { "●○".contains($0) }.count == 10)
      }
    }
  }
}

@Suite struct `Screen settings` {
  @Test(arguments: [(0, 80), (-1, 80), (5, 5), (200, 200), (1_000_000, 80)])
  func `take an absurd width for 80`(width: Int, taken: Int) {
    #expect(ScreenSettings(width: width).width == taken)
  }
}
