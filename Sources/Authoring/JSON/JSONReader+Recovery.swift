extension JSONReader {
  /// Skips the comment at the position and reports it. False if it is none.
  mutating func skipComment() -> Bool {
    let start = position
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    if bytes[start] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
      position = endOfBlockComment(from: start + 2)
    } else if bytes[start] == UInt8(ascii: "#") || next == UInt8(ascii: "/") {
      position = endOfLine(from: start)
    } else {
      return false
    }
    report(
      .comment, "JSON has no comments", at: start..<min(position, endOfLine(from: start)),
      help: "put the remark into a `\"$comment\"` or `\"notes\"` key, which are ignored")
    return true
  }

  private func endOfBlockComment(from start: Int) -> Int {
    var next = start
    while next + 1 < bytes.count {
      if bytes[next] == UInt8(ascii: "*"), bytes[next + 1] == UInt8(ascii: "/") { return next + 2 }
      next += 1
    }
    return bytes.count
  }

  func endOfLine(from start: Int) -> Int {
    var next = start
    while next < bytes.count, bytes[next] != 0x0A, bytes[next] != 0x0D { next += 1 }
    return next
  }

  /// Reads what stands where a value should and cannot start one.
  mutating func readOddValue(depth: Int) {
    let byte = bytes[position]
    if byte == UInt8(ascii: "'") || curlyQuote(at: position) {
      readOddlyQuoted()
    } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") {
      readOddNumber()
    } else if Self.isWordByte(byte) {
      readBareWord()
    } else {
      while position < bytes.count, !canStart(bytes[position]), !Self.endsElement(bytes[position]) {
        reportUnexpected()
        skipSpace()
      }
      if position < bytes.count, !Self.endsElement(bytes[position]) {
        readValue(depth: depth)
      } else {
        nodes.append(JSONNode(.invalid, offset: position, extent: 0))
      }
    }
  }

  /// Whether a value, however misspelled, can start at the position with this byte.
  private func canStart(_ byte: UInt8) -> Bool {
    Self.isWordByte(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || curlyQuote(at: position)
  }

  /// Whether a typographic quotation mark stands at `offset`: U+2018...U+201F.
  func curlyQuote(at offset: Int) -> Bool {
    offset + 2 < bytes.count && bytes[offset] == 0xE2 && bytes[offset + 1] == 0x80
      && bytes[offset + 2] >= 0x98 && bytes[offset + 2] <= 0x9F
  }

  /// Reads text in single or typographic quotes, which is reported.
  private mutating func readOddlyQuoted() {
    let start = position
    let isCurly = curlyQuote(at: start)
    let content = start + (isCurly ? 3 : 1)
    var end = content
    var isEscaped = false
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
      if isCurly ? curlyQuote(at: end) : bytes[end] == UInt8(ascii: "'") { break }
      if isCurly, bytes[end] == UInt8(ascii: "\"") { break }
      let isBackslash = bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count
      isEscaped = isEscaped || isBackslash
      end += isBackslash ? 2 : 1
    }
    end = min(end, bytes.count)
    let isClosed = end < bytes.count && bytes[end] != 0x0A && bytes[end] != 0x0D
    position = isClosed ? end + (curlyQuote(at: end) && isCurly ? 3 : 1) : end
    nodes.append(
      JSONNode(isEscaped ? .escapedString : .string, offset: start, extent: end - content))
    reportOddQuotes(start..<position, content: content..<end)
  }

  /// Reads a word without quotes: a misspelled literal, or text whose quotes were forgotten.
  private mutating func readBareWord() {
    let start = position
    let wordEnd = endOfWord(from: start)
    let word = String(decoding: bytes[start..<wordEnd], as: UTF8.self)
    if let literal = Self.literal(meantBy: word) {
      position = wordEnd
      nodes.append(literal.node(at: start))
      reportLiteral(word, meant: literal.text, at: start..<wordEnd)
      return
    }
    position = max(endOfBareText(from: start), wordEnd)
    var end = position
    while end > wordEnd, bytes[end - 1] <= 0x20 { end -= 1 }
    nodes.append(JSONNode(.invalid, offset: start, extent: end - start))
    reportBareText(start..<end)
  }

  private func endOfBareText(from start: Int) -> Int {
    var next = start
    while next < bytes.count, bytes[next] >= 0x20, !Self.endsElement(bytes[next]) {
      if bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: ":") { break }
      next += 1
    }
    return next
  }

  private struct Literal {
    let text: String?
    func node(at offset: Int) -> JSONNode {
      switch text {
      // These have the length of their misspelling, too, so that ranges fit.
      case "true": JSONNode(.true, offset: offset, extent: 0)
      case "false": JSONNode(.false, offset: offset, extent: 0)
      case "null": JSONNode(.null, offset: offset, extent: 0)
      default: JSONNode(.invalid, offset: offset, extent: 0)
      }
    }
  }

  private static func literal(meantBy word: String) -> Literal? {
    switch word.lowercased() {
    case "true": Literal(text: "true")
    case "false": Literal(text: "false")
    case "null": Literal(text: "null")
    case "nan", "infinity", "undefined", "none", "nil": Literal(text: nil)
    default: nil
    }
  }

  /// Reads what stands where a key should and is not text in double quotes. False if there is no
  /// member at all.
  mutating func readOddKey(in container: inout Container) -> Bool {
    let byte = bytes[position]
    let start = position
    if byte == UInt8(ascii: "'") || curlyQuote(at: position) {
      readOddlyQuoted()
    } else if Self.isWordByte(byte) {
      position = endOfWord(from: start)
      nodes.append(JSONNode(.bareString, offset: start, extent: position - start))
      reportBareKey(start..<position)
    } else {
      container.isDamaged = true
      guard byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
      else {
        reportUnexpected()
        return false
      }
      nodes.append(JSONNode(.bareString, offset: start, extent: 0))
      report(.missingKey, "a key in double quotes is missing here", at: start..<start + 1)
    }
    return true
  }

  /// Reports the bytes at the position that belong nowhere, and skips them.
  mutating func reportUnexpected() {
    let start = position
    position += max(1, UTF8Check.length(of: bytes, at: start))
    let isWide = bytes[start] >= 0x80
    while isWide, position < bytes.count, bytes[position] >= 0x80 {
      position += max(1, UTF8Check.length(of: bytes, at: position))
    }
    position = min(position, bytes.count)
    if isWide, UTF8Check.length(of: bytes, at: start) == 0 {
      reportNotUTF8(start..<position)
      return
    }
    let text = String(decoding: bytes[start..<min(position, start + 32)], as: UTF8.self)
    report(
      .unexpectedCharacter, "`\(VisibleText.of(text))` does not belong here",
      at: start..<position)
  }
}
