extension JSONReader {
  /// Reads the number at the position, which is a digit or a minus sign.
  mutating func readNumber() {
    let start = position
    let end = Self.endOfNumber(in: bytes, from: start)
    if let end, end == bytes.count || !Self.isWordByte(bytes[end]) {
      nodes.append(JSONNode(.number, offset: start, extent: end - start))
      position = end
    } else {
      readOddNumber()
    }
  }

  /// The end of the number of RFC 8259 that starts at `start`; nil if there is none.
  private static func endOfNumber(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var next = start
    if bytes[next] == UInt8(ascii: "-") { next += 1 }
    let digits = next
    next = endOfDigits(in: bytes, from: next)
    guard next > digits else { return nil }
    if bytes[digits] == UInt8(ascii: "0"), next > digits + 1 { return nil }
    if next < bytes.count, bytes[next] == UInt8(ascii: ".") {
      let fraction = next + 1
      next = endOfDigits(in: bytes, from: fraction)
      guard next > fraction else { return nil }
    }
    guard next < bytes.count, bytes[next] | 0x20 == UInt8(ascii: "e") else { return next }
    next += 1
    if next < bytes.count, bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-") {
      next += 1
    }
    let exponent = next
    next = endOfDigits(in: bytes, from: exponent)
    return next > exponent ? next : nil
  }

  @inline(__always)
  private static func endOfDigits(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var next = start
    while next < bytes.count, bytes[next] >= 0x30, bytes[next] <= 0x39 { next += 1 }
    return next
  }

  /// Reports something that begins like a number and is none.
  mutating func readOddNumber() {
    let start = position
    let end = max(endOfWord(from: start), start + 1)
    position = end
    nodes.append(JSONNode(.invalid, offset: start, extent: end - start))
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let (message, mended) = Self.explain(number: text)
    report(
      .badNumber, message, at: start..<end,
      fixes: mended.map { better in
        [
          Fix(
            "write \(better)", .suggested,
            edits: [Edit(range: start..<end, replacement: better)])
        ]
      } ?? [])
  }

  private static func explain(number text: String) -> (message: String, mended: String?) {
    let sign = text.hasPrefix("-") ? "-" : ""
    let rest = text.drop { $0 == "-" || $0 == "+" }
    let isPlain = isDigits(rest)
    let significant = rest.drop { $0 == "0" }
    if text.hasPrefix("+"), isPlain { return ("a number has no plus sign", String(rest)) }
    if isPlain, rest.hasPrefix("0") {
      let digits = significant.isEmpty ? "0" : String(significant)
      return ("a number does not start with 0", sign + digits)
    }
    if rest.hasPrefix("."), isDigits(rest.dropFirst()) {
      return ("a number needs a digit before the point", sign + "0" + rest)
    }
    if rest.hasSuffix("."), isDigits(rest.dropLast()) {
      return ("a number needs a digit after the point", sign + rest + "0")
    }
    if rest.lowercased().hasPrefix("0x") { return ("numbers are written in decimal", nil) }
    if rest.lowercased() == "infinity" { return ("there is no infinite number in JSON", nil) }
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    return ("`\(shown)` is not a number", nil)
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
