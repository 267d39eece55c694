import Testing

@testable import Console

@Suite struct `Safe text` {
  @Test(arguments: [
    "I only have cash.\nAnd you?", "Zoë, naïve, 漢字 한글", "👩‍👩‍👧‍👦 🧑🏽‍🚀 ❤️ 🇩🇪", "שָׁלוֹם مرحبا नमस्ते",
    "نمی‌خواهم", "Ậ e\u{301}", "●○─│ € “ ” …", "",
  ])
  func `leaves ordinary text of every script as it is`(text: String) {
    #expect(SafeText.shown(text) == text)
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "<U+001B>[31mred"),
    ("a\u{0}b\u{7}c\u{7F}d\u{9B}e\u{85}f", "a<U+0000>b<U+0007>c<U+007F>d<U+009B>e<U+0085>f"),
    ("a\r\nb", "a<U+000D>\nb"),
    ("a\tb", "a b"),
    ("\u{202E}txt.exe\u{202C}", "<U+202E>txt.exe<U+202C>"),
    ("\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}", "<U+2066>a<U+2069><U+200E><U+200F><U+061C>"),
    ("\u{E0041}\u{E007F}\u{E0001}", "<U+E0041><U+E007F><U+E0001>"),
    ("a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}", "a<U+200B>b<U+FEFF>c<U+00AD>d<U+2060>"),
    ("a\u{2028}b\u{2029}", "a<U+2028>b<U+2029>"),
    ("\u{200D}a\u{200D} b\u{200D}\u{200D}c", "<U+200D>a<U+200D> b<U+200D><U+200D>c"),
    ("\u{FFFE}\u{3164}\u{1FFFF}", "<U+FFFE><U+3164><U+1FFFF>"),
  ])
  func `shows what could steer a terminal or deceive the eye`(text: String, shown: String) {
    #expect(SafeText.shown(text) == shown)
  }

  @Test func `caps a pile of marks and counts the rest`() {
    let pile = "Z" + String(repeating: "\u{335}", count: 100) + "a"
    let six = String(repeating: "\u{335}", count: 6)
    #expect(SafeText.shown(pile).unicodeScalars.elementsEqual("Z\(six)<+94 marks>a".unicodeScalars))
    #expect(
      SafeText.shown("\(six)\(six)").unicodeScalars.elementsEqual("\(six)<+6 marks>".unicodeScalars)
    )
  }

  @Test func `keeps a name on its line`() {
    #expect(SafeText.shownOnOneLine("a\nb\r\n\tc") == "a<U+000A>b<U+000D><U+000A> c")
  }

  @Test func `shows bytes that are not UTF-8 one by one`() {
    #expect(
      SafeText.shown(bytes: Array("é\n".utf8) + [0xFF, 0x41, 0xC3]) == "é<U+000A><0xFF>A<0xC3>")
    #expect(SafeText.shown(bytes: [0xED, 0xA0, 0x80]) == "<0xED><0xA0><0x80>")
    #expect(SafeText.shown(bytes: [0xF0, 0x9F, 0x91, 0x8D]) == "👍")
  }

  @Test func `is the same the second time, whatever came in`() {
    var random = Noise(seed: 7)
    for round in 0..<5_000 {
      let once = SafeText.shown(random.text())
      #expect(SafeText.shown(once).unicodeScalars.elementsEqual(once.unicodeScalars), "\(round)")
    }
  }

  @Test func `lets no control and no override through, whatever came in`() {
    var random = Noise(seed: 11)
    let forbidden = Set((0x00...0x1F)).union(0x7F...0x9F).union(0x202A...0x202E)
      .union(0x2066...0x2069).union(0xE0000...0xE007F).subtracting([0x0A])
    for round in 0..<5_000 {
      let shown = SafeText.shown(random.text())
      #expect(!shown.unicodeScalars.contains { forbidden.contains(Int($0.value)) }, "\(round)")
    }
  }
}

/// Texts that a person would not write: mostly scalars from dangerous neighbourhoods. Numbers by the
/// generator of Numerical Recipes, so that a failing round can be repeated.
private struct Noise {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next(below bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }

  mutating func text() -> String {
    let starts: [UInt64] = [
      0x00, 0x20, 0x7F, 0xA0, 0x300, 0x600, 0x200B, 0x2028, 0x2060, 0xFE00, 0xFFF0, 0x1F466,
      0x1F1E6, 0xE0000, 0x4E00,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<next(below: 20) {
      let value = starts[Int(next(below: UInt64(starts.count)))] + next(below: 32)
      if let scalar = Unicode.Scalar(UInt32(value)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
