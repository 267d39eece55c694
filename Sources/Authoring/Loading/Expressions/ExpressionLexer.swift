import Simulation

/// Cuts the text of a condition into words, numbers and signs (the grammar is in `format.md`).
///
/// It works on a pointer, because there is a condition for every few hundred bytes of a scenario;
/// the parser uses it only while the text is held.
struct ExpressionLexer {
  enum Token: Equatable {
    case end
    case name
    case and, or, not
    case number(Int64)
    case amount(Int64)
    case comparison(Comparison)
    case open, close
    /// Something that is no part of the language; what it should be, if that is clear.
    case odd(help: String?)
    case badNumber(String)
  }

  let text: UnsafeBufferPointer<UInt8>
  private(set) var token = Token.end
  /// Where the token stands.
  private(set) var range = 0..<0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    advance()
  }

  /// Goes on to the next token.
  mutating func advance() {
    var start = range.upperBound
    while start < text.count, Self.isSpace(text[start]) { start += 1 }
    guard start < text.count else {
      token = .end
      range = start..<start
      return
    }
    let (next, end) = read(start)
    token = next
    range = start..<end
  }

  /// The text of the token.
  var word: String { String(decoding: text[range], as: UTF8.self) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private func read(_ start: Int) -> (Token, Int) {
    let byte = text[start]
    let second = start + 1 < text.count ? text[start + 1] : 0
    let isEqual = second == UInt8(ascii: "=")
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, UInt8(ascii: "_"): return readWord(start)
    case 0x30...0x39: return readNumber(start)
    case UInt8(ascii: "-") where second >= 0x30 && second <= 0x39: return readNumber(start)
    case UInt8(ascii: "("): return (.open, start + 1)
    case UInt8(ascii: ")"): return (.close, start + 1)
    case UInt8(ascii: "<"):
      return isEqual ? (.comparison(.lessOrEqual), start + 2) : (.comparison(.less), start + 1)
    case UInt8(ascii: ">"):
      return isEqual
        ? (.comparison(.greaterOrEqual), start + 2) : (.comparison(.greater), start + 1)
    case UInt8(ascii: "=") where isEqual: return (.comparison(.equal), start + 2)
    case UInt8(ascii: "!") where isEqual: return (.comparison(.notEqual), start + 2)
    default: return readOdd(start, second)
    }
  }

  private func readOdd(_ start: Int, _ second: UInt8) -> (Token, Int) {
    switch (text[start], second) {
    case (UInt8(ascii: "="), UInt8(ascii: "<")): return (.odd(help: "write `<=`"), start + 2)
    case (UInt8(ascii: "="), UInt8(ascii: ">")): return (.odd(help: "write `>=`"), start + 2)
    case (UInt8(ascii: "="), _): return (.odd(help: "write `==`"), start + 1)
    case (UInt8(ascii: "&"), let next):
      return (.odd(help: "write `and`"), start + (next == text[start] ? 2 : 1))
    case (UInt8(ascii: "|"), let next):
      return (.odd(help: "write `or`"), start + (next == text[start] ? 2 : 1))
    case (UInt8(ascii: "!"), _): return (.odd(help: "write `not`"), start + 1)
    case (UInt8(ascii: "+"), _), (UInt8(ascii: "-"), _), (UInt8(ascii: "*"), _),
      (UInt8(ascii: "/"), _):
      return (.odd(help: "conditions compare; they do not calculate"), start + 1)
    default:
      return (.odd(help: nil), start + max(1, UTF8Check.length(of: text, at: start)))
    }
  }

  private func readWord(_ start: Int) -> (Token, Int) {
    var end = start
    while end < text.count, Self.isWordByte(text[end]) { end += 1 }
    let length = end - start
    if length == 3, matches("and", start) { return (.and, end) }
    if length == 2, matches("or", start) { return (.or, end) }
    if length == 3, matches("not", start) { return (.not, end) }
    let lowered = length <= 3 ? String(decoding: text[start..<end], as: UTF8.self).lowercased() : ""
    if lowered == "and" || lowered == "or" || lowered == "not" {
      return (.odd(help: "write `\(lowered)`"), end)
    }
    return (.name, end)
  }

  private func matches(_ word: StaticString, _ start: Int) -> Bool {
    for index in 0..<word.utf8CodeUnitCount
    where text[start + index] != word.utf8Start[index] { return false }
    return true
  }

  /// Also bytes that no id has, so that a misspelled name is one word.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    ShapeReader.isIdByte(byte) || (byte >= 0x41 && byte <= 0x5A) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }

  private func readNumber(_ start: Int) -> (Token, Int) {
    var end = start
    let isNegative = text[start] == UInt8(ascii: "-")
    if isNegative { end += 1 }
    var value: Int64 = 0
    var decimals = -1
    while end < text.count {
      let byte = text[end]
      if byte >= 0x30, byte <= 0x39 {
        value = min(value * 10 + Int64(byte - 0x30), 100_000_000_000_000)
        if decimals >= 0 { decimals += 1 }
      } else if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else {
        break
      }
      end += 1
    }
    if end < text.count, Self.isWordByte(text[end]) {
      while end < text.count, Self.isWordByte(text[end]) { end += 1 }
      return (.badNumber("a number ends where a name could not go on"), end)
    }
    return (number(value, isNegative: isNegative, decimals: decimals), end)
  }

  private func number(_ value: Int64, isNegative: Bool, decimals: Int) -> Token {
    let most: Int64 = 10_000_000_000
    switch decimals {
    case -1 where value <= most: return .number(isNegative ? -value : value)
    case 1 where value <= most * 10 && !isNegative: return .amount(value * 10)
    case 2 where value <= most * 100 && !isNegative: return .amount(value)
    case 1 where !isNegative, 2 where !isNegative, -1:
      return .badNumber("a number is at most 10,000,000,000")
    default: return .badNumber("money is digits with one or two decimals, and not negative")
    }
  }
}
