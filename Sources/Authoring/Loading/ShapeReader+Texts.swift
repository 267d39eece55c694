import Simulation

extension ShapeReader {
  /// The text at `node`, checked: not empty, not too long, its placeholders known, nothing
  /// invisible in it. Nil, and reported, if it is no such text.
  mutating func text(_ node: Int) -> Text? {
    let item = view.nodes[node]
    guard item.isString else {
      reportType("text", at: node)
      return nil
    }
    let place: Text
    let needsLook: Bool
    if item.kind == .escapedString {
      place = appendDecoded(node)
      let start = Int(place.offset) - view.bytes.count
      needsLook = extra.withUnsafeBufferPointer {
        Self.needsLook(UnsafeBufferPointer(rebasing: $0[start...]))
      }
    } else {
      let range = view.contents(of: node)
      place = Text(offset: range.lowerBound, length: range.count)
      needsLook = Self.needsLook(UnsafeBufferPointer(rebasing: view.bytes[range]))
    }
    guard isFit(place, node) else { return nil }
    if needsLook { inspect(node) }
    return place
  }

  private mutating func isFit(_ text: Text, _ node: Int) -> Bool {
    let (length, most) = (Int(text.length), limits.textBytes)
    if length > most {
      report(
        .textTooLong, "this text has \(length) bytes; at most \(most) (\(most >> 10) KiB) are read",
        at: node)
      return false
    }
    if text.isEmpty { report(.empty, "this text is empty", at: node) }
    return !text.isEmpty
  }

  /// Resolves the escapes of the text at `node` at the end of `extra`.
  private mutating func appendDecoded(_ node: Int) -> Text {
    let start = extra.count
    let range = view.contents(of: node)
    var position = range.lowerBound
    while position < range.upperBound {
      let rest = view.bytes[position..<range.upperBound]
      let plain = rest.prefix { $0 != UInt8(ascii: "\\") }
      extra.append(contentsOf: plain)
      position = plain.endIndex
      guard position < range.upperBound else { break }
      let (scalar, length) = JSONView.escape(in: view.bytes, at: position, end: range.upperBound)
      extra.append(contentsOf: String(scalar ?? "\\").utf8)
      position += max(length, 1)
    }
    return Text(offset: view.bytes.count + start, length: extra.count - start)
  }

  /// Whether a text has a brace, a control character or anything outside ASCII, and so has to be
  /// looked at more closely. Eight bytes at a time: most texts have none.
  private static func needsLook(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while index + 8 <= text.count {
      let word = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // From `{` on the addition carries into the top bit; below a space the subtraction does.
      let high = (word & (ones &* 0x7F)) &+ (ones &* 0x05)
      let low = (word &- (ones &* 0x20)) & ~word
      if (high | low | word) & (ones &* 0x80) != 0 { return true }
      index += 8
    }
    while index < text.count {
      if text[index] < 0x20 || text[index] >= UInt8(ascii: "{") { return true }
      index += 1
    }
    return false
  }

  /// Reports unknown placeholders and invisible characters in the text at `node`.
  private mutating func inspect(_ node: Int) {
    if view.kind(node) == .escapedString {
      let bytes = view.textBytes(of: node)
      bytes.withUnsafeBufferPointer { inspect($0, node) }
    } else {
      inspect(UnsafeBufferPointer(rebasing: view.bytes[view.contents(of: node)]), node)
    }
  }

  private mutating func inspect(_ bytes: UnsafeBufferPointer<UInt8>, _ node: Int) {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "{") {
        position += placeholder(in: bytes, at: position, node)
      } else if byte >= 0x20, byte < 0x7F {
        position += 1
      } else {
        position += character(in: bytes, at: position, node)
      }
    }
  }

  /// Checks the brace at `position` and returns how many bytes belong to it.
  private mutating func placeholder(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int, _ node: Int
  ) -> Int {
    let rest = bytes[(position + 1)...]
    if rest.first == UInt8(ascii: "{") { return 2 }
    if Self.begins(rest, "customer}") { return 10 }
    if Self.begins(rest, "trainee}") { return 9 }
    guard let end = rest.prefix(40).firstIndex(of: UInt8(ascii: "}")) else {
      let range = range(position..<position + 1, in: node)
      let fixes = [fix("write `{{`", range, "{{")]
      report(
        .loneBrace, "a brace alone means nothing", range: range,
        help: "write `{{` for a brace that is to be read",
        fixes: fixes)
      return 1
    }
    let range = range(position..<end + 1, in: node)
    let name = String(decoding: bytes[position + 1..<end], as: UTF8.self)
    let (help, fixes) = suggestion(
      for: "{\(name)}", range: range, among: ["{customer}", "{trainee}"])
    report(
      .unknownPlaceholder, "there is no placeholder `{\(VisibleText.of(name))}`", range: range,
      help: help ?? "known are {customer} and {trainee}; write `{{` for a brace that is to be read",
      fixes: fixes)
    return end + 1 - position
  }

  private func fix(_ title: String, _ range: Range<Int>, _ replacement: String) -> Fix {
    Fix(title, .suggested, edits: [Edit(file: file, range: range, replacement: replacement)])
  }

  private static func begins(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString
  ) -> Bool {
    guard bytes.count >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where bytes[bytes.startIndex + index] != word.utf8Start[index] { return false }
    return true
  }

  /// Looks at a character that is a control character or not ASCII, and returns its length.
  private mutating func character(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int, _ node: Int
  ) -> Int {
    let byte = bytes[position]
    if let length = Self.lengthIfUsual(bytes, position) { return length }
    var iterator = bytes[position...].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return 1 }
    let length = byte < 0x80 ? 1 : UTF8.width(scalar)
    let isPrivate = scalar.properties.generalCategory == .privateUse
    if scalar != "\n", !isPrivate, VisibleText.isHidden(scalar) {
      let name = VisibleText.name(of: scalar)
      let range = range(position..<position + length, in: node)
      let fixes = [fix("remove it", range, "")]
      report(
        .hiddenCharacter, "\(name) cannot be seen here", range: range,
        help: "it is shown as \(name); remove it if it got here by accident",
        fixes: fixes,
        severity: .warning)
    }
    return length
  }

  /// The length of a character that is known to be visible by its first bytes: letters with accents,
  /// Greek, Cyrillic, Hebrew, CJK, and the usual quotes and dashes.
  private static func lengthIfUsual(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> Int? {
    let byte = bytes[position]
    if byte >= 0xC3 && byte <= 0xD7 { return 2 }
    if byte >= 0xE3 && byte <= 0xED { return 3 }
    guard byte == 0xE2, position + 2 < bytes.count, bytes[position + 1] == 0x80 else { return nil }
    return (0x90...0xA7).contains(bytes[position + 2]) ? 3 : nil
  }

  /// Where some bytes of a text, escapes resolved, stand in the file.
  func range(_ range: Range<Int>, in node: Int) -> Range<Int> {
    guard view.kind(node) == .escapedString else {
      let start = view.contents(of: node).lowerBound
      return start + range.lowerBound..<start + range.upperBound
    }
    let origins = view.decoded(node).origins
    return origins[range.lowerBound]..<max(origins[range.lowerBound], origins[range.upperBound])
  }
}
