extension JSONReader {
  /// Reads the text in double quotes at the position.
  @inline(__always)
  mutating func readString() {
    let start = position
    let end = Self.endOfPlainText(in: bytes, from: start + 1)
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      nodes.append(JSONNode(.string, offset: start, extent: end - start - 1))
      position = end + 1
    } else {
      readSpecialString(from: start, plainUntil: end)
    }
  }

  /// Reads a text that has more in it than plain ASCII; `end` is the first byte that is not plain.
  private mutating func readSpecialString(from start: Int, plainUntil end: Int) {
    var next = end
    var isEscaped = false
    var knownToContinue = false
    while true {
      next = Self.endOfPlainText(in: bytes, from: next)
      guard next < bytes.count else {
        endUnclosedString(from: start, lineEnd: next, isEscaped: isEscaped)
        return
      }
      switch bytes[next] {
      case UInt8(ascii: "\""):
        appendString(from: start, to: next, isEscaped: isEscaped)
        position = next + 1
        return
      case UInt8(ascii: "\\"):
        isEscaped = true
        next = readEscape(at: next)
      case 0x0A, 0x0D:
        guard knownToContinue || continues(afterLineEnd: next) else {
          endUnclosedString(from: start, lineEnd: next, isEscaped: isEscaped)
          return
        }
        if !knownToContinue { reportLineEnd(at: next) }
        knownToContinue = true
        next += 1
      case 0..<0x20:
        reportControl(at: next)
        next += 1
      default: next = readWideCharacter(at: next)
      }
    }
  }

  func stringNode(from start: Int, to end: Int, isEscaped: Bool) -> JSONNode {
    JSONNode(isEscaped ? .escapedString : .string, offset: start, extent: end - start - 1)
  }

  private mutating func appendString(from start: Int, to end: Int, isEscaped: Bool) {
    nodes.append(stringNode(from: start, to: end, isEscaped: isEscaped))
  }

  /// The first byte at or after `start` that is a quote, a backslash, a control character or not
  /// ASCII; the end of the file if there is none. Eight bytes at a time: most of a scenario is text.
  ///
  /// Static, like all that runs for every node: a method would be given a copy of the whole reader.
  @inline(__always)
  private static func endOfPlainText(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones &* 0x80
    var next = start
    while next + 8 <= bytes.count {
      let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: next, as: UInt64.self).littleEndian
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      // A borrow can only spoil the bytes above the first hit, and only the first is used.
      let hits =
        ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash
          | (word &- (ones &* 0x20)) & ~word | word) & highs
      if hits != 0 { return next + hits.trailingZeroBitCount / 8 }
      next += 8
    }
    while next < bytes.count, isPlain(bytes[next]) { next += 1 }
    return next
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
  }

  /// Checks the escape at `offset` and returns where to go on.
  private mutating func readEscape(at offset: Int) -> Int {
    guard offset + 1 < bytes.count else { return offset + 1 }
    switch bytes[offset + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return offset + 2
    case 0x75: return readUnicodeEscape(at: offset)
    default:
      reportBadEscape(at: offset)
      // A line end or a wide character after the backslash is looked at by itself.
      return Self.isPlain(bytes[offset + 1]) ? offset + 2 : offset + 1
    }
  }

  private mutating func readUnicodeEscape(at offset: Int) -> Int {
    guard let unit = JSONView.hexUnit(in: bytes, at: offset, end: bytes.count) else {
      reportBadEscape(at: offset)
      return offset + 2
    }
    guard (0xD800...0xDFFF).contains(unit) else { return offset + 6 }
    let low = JSONView.hexUnit(in: bytes, at: offset + 6, end: bytes.count)
    if unit < 0xDC00, let low, (0xDC00...0xDFFF).contains(low) { return offset + 12 }
    reportLoneSurrogate(at: offset)
    return offset + 6
  }

  /// Checks the character of several bytes at `offset` and returns where to go on.
  private mutating func readWideCharacter(at offset: Int) -> Int {
    let length = UTF8Check.length(of: bytes, at: offset)
    if length > 0 { return offset + length }
    // One report for a whole run of bytes in another encoding.
    var end = offset + 1
    while end < bytes.count, bytes[end] >= 0x80, UTF8Check.length(of: bytes, at: end) == 0 {
      end += 1
    }
    reportNotUTF8(offset..<end)
    return end
  }

  /// Whether a text goes on after the line end at `offset`, as opposed to lacking its closing
  /// quote: it does if what comes after the next quote looks like the end of a text. Each question
  /// looks no further than the next quote, so all of them together read the file once.
  private func continues(afterLineEnd offset: Int) -> Bool {
    var next = offset
    while next < bytes.count, bytes[next] != UInt8(ascii: "\"") {
      next += bytes[next] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard next < bytes.count else { return false }
    next += 1
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0A || bytes[next] == 0x0D {
      next += 1
    }
    return next >= bytes.count || Self.endsElement(bytes[next]) || bytes[next] == UInt8(ascii: ":")
  }

  /// Ends a text that lacks its closing quote on its line. A comma or bracket at the line's end was
  /// meant to stand outside.
  private mutating func endUnclosedString(from start: Int, lineEnd: Int, isEscaped: Bool) {
    var end = lineEnd
    var hasComma = false
    while end > start + 1 {
      let byte = bytes[end - 1]
      let isComma = byte == UInt8(ascii: ",") && !hasComma
      guard byte <= 0x20 || isComma || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      else { break }
      hasComma = hasComma || isComma
      end -= 1
    }
    reportUnclosedString(start..<end)
    appendString(from: start, to: end, isEscaped: isEscaped)
    position = end
  }
}

/// Strict UTF-8, as in table 3-7 of the Unicode Standard.
enum UTF8Check {
  /// The length in bytes of the well-formed character at `offset`; 0 if there is none.
  static func length(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let first = bytes[offset]
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return follows(bytes, offset, count: 1, second: 0x80...0xBF) ? 2 : 0
    case 0xE0: return follows(bytes, offset, count: 2, second: 0xA0...0xBF) ? 3 : 0
    case 0xED: return follows(bytes, offset, count: 2, second: 0x80...0x9F) ? 3 : 0
    case 0xE1...0xEF: return follows(bytes, offset, count: 2, second: 0x80...0xBF) ? 3 : 0
    case 0xF0: return follows(bytes, offset, count: 3, second: 0x90...0xBF) ? 4 : 0
    case 0xF1...0xF3: return follows(bytes, offset, count: 3, second: 0x80...0xBF) ? 4 : 0
    case 0xF4: return follows(bytes, offset, count: 3, second: 0x80...0x8F) ? 4 : 0
    default: return 0
    }
  }

  private static func follows(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, count: Int, second: ClosedRange<UInt8>
  ) -> Bool {
    guard offset + count < bytes.count, second.contains(bytes[offset + 1]) else { return false }
    for index in offset + 1...offset + count where bytes[index] & 0xC0 != 0x80 { return false }
    return true
  }
}
