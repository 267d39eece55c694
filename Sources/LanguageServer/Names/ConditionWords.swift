import Simulation

/// The words of a condition.
enum ConditionWords {
  struct Word {
    var text: String
    var range: Range<Int>
    var followsKnows: Bool

    /// What the word names, or nil for a word of the language.
    var named: Named? {
      if followsKnows { return Named(kind: .fact, name: text) }
      if ConditionWords.own.contains(text) { return nil }
      if Voice(name: text) != nil { return Named(kind: .voice, name: text) }
      return Named(kind: .state, name: text)
    }
  }

  /// The words of the language itself.
  static let own = [
    "and", "or", "not", "true", "false", "turns", "seconds", "spent", "limit", "voice", "knows",
  ]

  static func of(_ bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    var index = 0
    while index < bytes.count {
      guard isLetter(bytes[index]) else {
        index += isDigit(bytes[index]) ? numberLength(bytes[index...]) : 1
        continue
      }
      let start = index
      while index < bytes.count, isIdByte(bytes[index]) { index += 1 }
      let isFact =
        words.last?.text == "knows" && words.last?.range.upperBound == start - 1
        && bytes[start - 1] == UInt8(ascii: ".")
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      words.append(Word(text: text, range: start..<index, followsKnows: isFact))
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isIdByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
  }
  private static func numberLength(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.prefix { isIdByte($0) }.count
  }
}
