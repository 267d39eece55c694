/// Text with its escapes resolved, and where each of its bytes came from.
struct DecodedText {
  /// The text in UTF-8.
  var bytes: [UInt8] = []
  /// For each byte the offset in the file of the character or escape that made it, and one more:
  /// the offset of the end. Ascending.
  var origins: [Int] = []
}

extension JSONView {
  /// Resolves the escapes of the text at `node`. What is not a valid escape (it has been reported)
  /// is kept as it stands; a lone surrogate becomes U+FFFD.
  func decoded(_ node: Int) -> DecodedText {
    let range = contents(of: node)
    var text = DecodedText()
    text.bytes.reserveCapacity(range.count)
    text.origins.reserveCapacity(range.count + 1)
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      guard bytes[position] == 0x5C, nodes[node].kind == .escapedString else {
        text.append([bytes[position]], from: start)
        position += 1
        continue
      }
      let (scalar, length) = Self.escape(in: bytes, at: position, end: range.upperBound)
      position += max(length, 1)
      text.append(scalar.map { Array(String($0).utf8) } ?? [0x5C], from: start)
    }
    text.origins.append(range.upperBound)
    return text
  }

  /// The character that the escape at `position` stands for and the length of the escape; a length
  /// of 0 if it is not a valid one, and U+FFFD for a lone surrogate.
  static func escape(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int, end: Int
  ) -> (scalar: Unicode.Scalar?, length: Int) {
    guard position + 1 < end else { return (nil, 0) }
    switch bytes[position + 1] {
    case 0x22, 0x27, 0x5C, 0x2F: return (Unicode.Scalar(bytes[position + 1]), 2)
    case 0x62: return ("\u{8}", 2)
    case 0x66: return ("\u{C}", 2)
    case 0x6E: return ("\n", 2)
    case 0x72: return ("\r", 2)
    case 0x74: return ("\t", 2)
    case 0x75: return unicodeEscape(in: bytes, at: position, end: end)
    default: return (nil, 0)
    }
  }

  private static func unicodeEscape(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int, end: Int
  ) -> (scalar: Unicode.Scalar?, length: Int) {
    guard let unit = hexUnit(in: bytes, at: position, end: end) else { return (nil, 0) }
    guard (0xD800...0xDBFF).contains(unit) else {
      return (Unicode.Scalar(unit) ?? "\u{FFFD}", 6)
    }
    guard let low = hexUnit(in: bytes, at: position + 6, end: end),
      (0xDC00...0xDFFF).contains(low)
    else { return ("\u{FFFD}", 6) }
    return (Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)), 12)
  }

  /// The number of an escape of four digits, such as `\u00E9`, at `position`.
  static func hexUnit(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int, end: Int
  ) -> UInt32? {
    guard position + 6 <= end, bytes[position] == 0x5C, bytes[position + 1] == 0x75 else {
      return nil
    }
    var unit: UInt32 = 0
    for index in position + 2..<position + 6 {
      guard let digit = hexDigit(bytes[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }
}

extension DecodedText {
  fileprivate mutating func append(_ new: [UInt8], from origin: Int) {
    bytes += new
    origins += Array(repeating: origin, count: new.count)
  }
}
