/// Why a text is not JSON.
package struct JSONProblem: Error, Equatable, Sendable {
  /// Lower case, without a full stop.
  package var message: String
  /// Bytes before the mistake.
  package var offset: Int
}

extension JSONValue {
  /// Deepest nesting that is read.
  package static let deepest = 128

  /// Reads what this program or another one wrote: strict RFC 8259, the first mistake ends it. (Files
  /// that people write are read by `Authoring`, which finds all mistakes.) Whole numbers that fit
  /// become `integer`, all others `number`. Of duplicate keys both are kept.
  package init(reading bytes: [UInt8]) throws(JSONProblem) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.document()
  }

  /// The value of a key, or nil if there is none or this is no object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, or nil if this is none.
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The elements, or nil if this is no array.
  package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members, or nil if this is no object.
  package var members: [Member]? { if case .object(let value) = self { value } else { nil } }
  /// The truth value, or nil if this is none.
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The whole number, or nil if this is none.
  package var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

  /// The number, whole or not, or nil if this is none.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONProblem) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw problem("something follows the value") }
    return value
  }

  private func problem(_ message: String) -> JSONProblem {
    JSONProblem(message: message, offset: offset)
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func skip(_ character: Unicode.Scalar) throws(JSONProblem) {
    guard next == UInt8(ascii: character) else { throw problem("expected \(character)") }
    offset += 1
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    guard depth <= JSONValue.deepest else { throw problem("nested too deeply") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw problem("the text ends where a value should be")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
    guard bytes[offset...].starts(with: word.utf8) else { throw problem("expected \(word)") }
    offset += word.utf8.count
    return value
  }

  private mutating func object(_ depth: Int) throws(JSONProblem) -> JSONValue {
    offset += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if next == UInt8(ascii: "}") {
      offset += 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("expected a key") }
      let key = try text()
      skipSpace()
      try skip(":")
      members.append(.init(key, try value(depth: depth + 1)))
      skipSpace()
      guard next == UInt8(ascii: ",") else { break }
      offset += 1
    }
    try skip("}")
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(JSONProblem) -> JSONValue {
    offset += 1
    var values: [JSONValue] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      offset += 1
      return .array(values)
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      guard next == UInt8(ascii: ",") else { break }
      offset += 1
    }
    try skip("]")
    return .array(values)
  }

  // MARK: Numbers

  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    let first = next
    guard digits() > 0 else { throw problem("expected a value") }
    if first == UInt8(ascii: "0"), offset > start + (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      throw problem("a number with a zero in front")
    }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      offset += 1
      isWhole = false
      guard digits() > 0 else { throw problem("expected a digit") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      offset += 1
      isWhole = false
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { throw problem("expected a digit") }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw problem("a number too large") }
    return .number(number)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
    return offset - start
  }

  // MARK: Texts

  private mutating func text() throws(JSONProblem) -> String {
    offset += 1
    var start = offset
    var decoded: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        decoded += bytes[start..<offset]
        offset += 1
        guard let text = String(validating: decoded, as: UTF8.self) else {
          throw problem("a text that is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        decoded += bytes[start..<offset]
        offset += 1
        try escape(into: &decoded)
        start = offset
      case 0..<0x20: throw problem("a control character in a text")
      default: offset += 1
      }
    }
    throw problem("a text without its end")
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONProblem) {
    guard let byte = next else { throw problem("a text without its end") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): decoded += String(Character(try escapedScalar())).utf8
    default: throw problem("an unknown escape")
    }
  }

  private mutating func escapedScalar() throws(JSONProblem) -> Unicode.Scalar {
    let first = try escapedUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[offset...].starts(with: "\\u".utf8) else {
      throw problem("half of a surrogate pair")
    }
    offset += 2
    let second = try escapedUnit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw problem("half of a surrogate pair") }
    return scalar
  }

  private mutating func escapedUnit() throws(JSONProblem) -> UInt32 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("expected four hexadecimal digits") }
    offset += 4
    return value
  }
}
