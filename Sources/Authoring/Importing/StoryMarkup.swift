/// Twine's markup in a passage: links become ways out; macros and tags are lost, and named.
///
/// One pass over the bytes, whatever they are: an opening sign without its closing one is text.
struct StoryMarkup {
  private(set) var text: [UInt8] = []
  private(set) var links: [ImportedStory.Link] = []
  private(set) var losses: [String] = []
  private let bytes: [UInt8]
  private var index = 0
  /// Closing signs that do not come any more from here on.
  private var missing: Set<String> = []

  init(_ markup: String) {
    bytes = Array(markup.utf8)
    while index < bytes.count {
      if !takeLink(), !takeMacro() {
        text.append(bytes[index])
        index += 1
      }
    }
  }

  /// The passage of that name.
  func passage(_ name: String) -> ImportedStory.Passage {
    ImportedStory.Passage(
      name: name, text: String(decoding: text, as: UTF8.self), links: links, losses: losses)
  }

  private func starts(_ sign: String, at place: Int) -> Bool {
    bytes[place...].starts(with: sign.utf8)
  }

  /// Where a sign next comes, from a place on; no further than `most` bytes.
  private mutating func place(of sign: String, from start: Int, most: Int = .max) -> Int? {
    guard !missing.contains(sign), let first = sign.utf8.first else { return nil }
    let end = most < bytes.count - start ? start + most : bytes.count
    var place = start
    while let found = bytes[place..<end].firstIndex(of: first) {
      if starts(sign, at: found) { return found }
      place = found + 1
    }
    if end == bytes.count { missing.insert(sign) }
    return nil
  }

  private mutating func takeLink() -> Bool {
    guard bytes[index] == UInt8(ascii: "["), starts("[[", at: index),
      let close = place(of: "]]", from: index + 2)
    else { return false }
    links.append(Self.link(String(decoding: bytes[index + 2..<close], as: UTF8.self)[...]))
    index = close + 2
    return true
  }

  /// `words->target`, `target<-words`, `words|target`, or one text for both.
  private static func link(_ text: Substring) -> ImportedStory.Link {
    // What SugarCube sets on the way stands after `][`.
    let text = text.firstRange(of: "][").map { text[..<$0.lowerBound] } ?? text
    for (sign, isReversed) in [("->", false), ("<-", true), ("|", false)] {
      guard let range = text.firstRange(of: sign) else { continue }
      let one = ImportedStory.trimmed(text[..<range.lowerBound])
      let other = ImportedStory.trimmed(text[range.upperBound...])
      return isReversed
        ? ImportedStory.Link(words: other, target: one)
        : ImportedStory.Link(words: one, target: other)
    }
    let name = ImportedStory.trimmed(text)
    return ImportedStory.Link(words: name, target: name)
  }

  private mutating func takeMacro() -> Bool {
    guard let end = macroEnd() else { return false }
    losses.append("left out: \(String(decoding: bytes[index..<end], as: UTF8.self))")
    index = end
    return true
  }

  /// Where the macro or tag that begins here ends: `<<if $x>>` (SugarCube), `(if: $x)` (Harlowe),
  /// `<br>`; nil if none begins here.
  private mutating func macroEnd() -> Int? {
    if bytes[index] == UInt8(ascii: "(") { return isHarlowe ? closing() : nil }
    guard bytes[index] == UInt8(ascii: "<") else { return nil }
    if starts("<<", at: index) { return place(of: ">>", from: index + 2).map { $0 + 2 } }
    guard index + 1 < bytes.count, Self.isTagStart(bytes[index + 1]) else { return nil }
    return place(of: ">", from: index + 1, most: 400).map { $0 + 1 }
  }

  private static func isTagStart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2F || byte == 0x21
  }

  private var isHarlowe: Bool {
    let name = bytes[(index + 1)...].prefix(40).prefix {
      (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-")
    }
    return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == 0x3A
  }

  /// After the parenthesis that closes the one here, others in between balanced.
  private mutating func closing() -> Int? {
    guard !missing.contains(")"), place(of: ")", from: index, most: 500) != nil else { return nil }
    var depth = 0
    for place in index..<min(bytes.count, index + 500) {
      if bytes[place] == UInt8(ascii: "(") { depth += 1 }
      if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return nil
  }
}
