extension JSONReader {
  /// Reports a file in UTF-16 or UTF-32, which reads as noise. True if it is.
  mutating func reportEncoding() -> Bool {
    guard bytes.count >= 2 else { return false }
    let hasMark =
      (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)
    let startsLikeWide = bytes[0] == 0 && bytes[1] == 0x7B || bytes[0] == 0x7B && bytes[1] == 0
    guard hasMark || startsLikeWide else { return false }
    report(
      .otherEncoding, "the file is not in UTF-8; it looks like UTF-16", at: 0..<2,
      help: "save it as UTF-8 in your editor")
    return true
  }

  mutating func reportNotUTF8(_ range: Range<Int>) {
    report(
      .notUTF8, "\(range.count == 1 ? "this byte is" : "these bytes are") not UTF-8", at: range,
      help: "save the file as UTF-8 in your editor")
  }

  mutating func reportRest() {
    let end = min(endOfLine(from: position), position + 80)
    report(
      .textAfterEnd, "there is something after the end of the file's one value",
      at: position..<max(end, position + 1), help: "remove it, or check the brackets before it")
  }

  mutating func reportTrailingComma(_ comma: Int, in container: Container) {
    let range = comma..<comma + 1
    report(
      .trailingComma, "comma after the last entry of the \(container.name)", at: range,
      fixes: [Fix("remove the comma", .safe, edits: [Edit(range: range, replacement: "")])])
  }

  mutating func reportExtraComma() {
    let range = position..<position + 1
    report(
      .extraComma, "a value is missing before this comma", at: range,
      fixes: [Fix("remove the comma", .suggested, edits: [Edit(range: range, replacement: "")])])
  }

  mutating func reportMissingComma(in container: inout Container) {
    switch bytes[position] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ")"): return
    case UInt8(ascii: ";"):
      let range = position..<position + 1
      report(
        .missingComma, "entries are separated by a comma, not by `;`", at: range,
        fixes: [Fix("write a comma", .safe, edits: [Edit(range: range, replacement: ",")])])
      position += 1
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "'"):
      reportMissingComma(at: container.lastEnd)
    case let byte where Self.isWordByte(byte) || curlyQuote(at: position):
      reportMissingComma(at: container.lastEnd)
    default:
      reportUnexpected()
      container.isDamaged = true
    }
  }

  private mutating func reportMissingComma(at offset: Int) {
    report(
      .missingComma, "a comma is missing here", at: offset..<offset,
      fixes: [
        Fix("add a comma", .safe, edits: [Edit(range: offset..<offset, replacement: ",")])
      ])
  }

  mutating func reportMissingColon(after keyEnd: Int, in container: inout Container) {
    // What follows ends the member: the missing value is reported instead. A missing key was.
    let key = nodes[nodes.count - 1]
    guard position < bytes.count, !Self.endsElement(bytes[position]) else { return }
    guard key.kind != .bareString || key.extent > 0 else { return }
    let isEquals = bytes[position] == UInt8(ascii: "=")
    let isArrow =
      isEquals && position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: ">")
    let range = isEquals ? position..<position + (isArrow ? 2 : 1) : keyEnd..<keyEnd
    report(
      .missingColon,
      isEquals ? "key and value are separated by a colon" : "a colon is missing after this key",
      at: range,
      fixes: [
        Fix(
          isEquals ? "write a colon" : "add a colon", .safe,
          edits: [Edit(range: range, replacement: ":")])
      ])
    if isEquals { position = range.upperBound }
  }

  mutating func reportMissingValue(after keyEnd: Int, in container: inout Container) {
    container.isDamaged = true
    nodes.append(JSONNode(.invalid, offset: position, extent: 0))
    let end = max(keyEnd, min(position, bytes.count))
    let start = Int(nodes[nodes.count - 2].offset)
    report(.missingValue, "this key has no value", at: min(start, end)..<max(keyEnd, start))
  }

  mutating func reportUnclosed(_ container: Container) {
    // Only the innermost is reported; the others are open for the same reason.
    let end = bytes.count
    if !structureIsBroken {
      report(
        .unclosedBracket, "this `\(container.opening)` is never closed",
        at: container.start..<container.start + 1,
        others: [Label(range: end..<end, text: "the file ends here")],
        help: "add `\(container.closing)` where the \(container.name) should end")
    }
    structureIsBroken = true
  }

  mutating func reportWrongBracket(_ container: Container, belongsFurtherOut: Bool) {
    let range = position..<position + 1
    let before = position..<position
    let shown = String(decoding: bytes[range], as: UTF8.self)
    report(
      .wrongBracket, "expected `\(container.closing)` but found `\(shown)`", at: range,
      others: [
        Label(
          range: container.start..<container.start + 1,
          text: "this \(container.name) is still open")
      ],
      fixes: [
        belongsFurtherOut
          ? Fix(
            "add `\(container.closing)` before it", .suggested,
            edits: [Edit(range: before, replacement: container.closing)])
          : Fix(
            "write `\(container.closing)`", .suggested,
            edits: [Edit(range: range, replacement: container.closing)])
      ])
  }

  mutating func reportLineEnd(at offset: Int) {
    report(
      .controlInText, "a text cannot go on over a line end", at: offset..<offset + 1,
      help: "write `\\n` where a new line should begin, and keep the text on one line")
  }

  mutating func reportControl(at offset: Int) {
    let byte = bytes[offset]
    let range = offset..<offset + 1
    let shown = VisibleText.of(String(Unicode.Scalar(byte)))
    let isTab = byte == 0x09
    report(
      .controlInText,
      isTab ? "a tab inside a text is written `\\t`" : "\(shown) cannot stand inside a text",
      at: range,
      fixes: isTab
        ? [Fix("write `\\t`", .safe, edits: [Edit(range: range, replacement: "\\t")])] : [])
  }

  mutating func reportBadEscape(at offset: Int) {
    let end = offset + 1 < bytes.count && bytes[offset + 1] >= 0x20 ? offset + 2 : offset + 1
    let whole = bytes[end - 1] < 0x80 ? end : offset + 1
    report(
      .badEscape, "this is not an escape that JSON knows", at: offset..<whole,
      help:
        #"write `\\` for a backslash; the others are \" \/ \b \f \n \r \t and \u with 4 digits"#,
      fixes: [
        Fix(
          "double the backslash", .suggested,
          edits: [Edit(range: offset..<offset, replacement: "\\")])
      ])
  }

  mutating func reportLoneSurrogate(at offset: Int) {
    report(
      .loneSurrogate, "this is one half of a character", at: offset..<offset + 6,
      help: "write the character itself, or both halves")
  }

  mutating func reportUnclosedString(_ range: Range<Int>) {
    report(
      .unclosedText, "this text has no closing quote", at: range,
      fixes: [
        Fix(
          "add the quote", .suggested,
          edits: [Edit(range: range.upperBound..<range.upperBound, replacement: "\"")])
      ])
  }

  mutating func reportOddQuotes(_ range: Range<Int>, content: Range<Int>) {
    let text = String(decoding: bytes[content], as: UTF8.self)
    report(
      .oddQuotes, "text is written in straight double quotes", at: range,
      fixes: text.utf8.contains(UInt8(ascii: "\"")) || text.utf8.contains(UInt8(ascii: "\\"))
        ? []
        : [
          Fix(
            "use double quotes", .safe, edits: [Edit(range: range, replacement: "\"\(text)\"")])
        ])
  }

  mutating func reportBareKey(_ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    report(
      .bareKey, "a key is written in double quotes", at: range,
      fixes: [
        Fix("add quotes", .safe, edits: [Edit(range: range, replacement: "\"\(text)\"")])
      ])
  }

  mutating func reportBareText(_ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    report(
      .bareText, "text is written in double quotes", at: range,
      fixes: text.utf8.contains(UInt8(ascii: "\\"))
        ? []
        : [
          Fix("add quotes", .suggested, edits: [Edit(range: range, replacement: "\"\(text)\"")])
        ])
  }

  mutating func reportLiteral(_ word: String, meant: String?, at range: Range<Int>) {
    guard let meant else {
      report(.noSuchValue, "JSON has no `\(word)`", at: range)
      return
    }
    report(
      .noSuchValue, "`\(word)` is written `\(meant)`", at: range,
      fixes: [
        Fix("write `\(meant)`", .safe, edits: [Edit(range: range, replacement: meant)])
      ])
  }
}
