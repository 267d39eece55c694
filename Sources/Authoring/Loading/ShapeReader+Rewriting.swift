extension ShapeReader {
  /// A fix that writes the value at `node` differently; none if there is nothing to write.
  func rewriting(
    _ node: Int, as text: String?, _ applicability: Fix.Applicability
  ) -> [Fix] {
    guard let text, !found.isFull else { return [] }
    let edit = Edit(file: file, range: view.range(of: node), replacement: text)
    return [Fix("write `\(text)`", applicability, edits: [edit])]
  }
}

extension JSONView {
  /// Whether a text is a number of digits, perhaps with a minus sign.
  static func isDigits(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return (1...7).contains(digits.utf8.count) && (digits == "0" || !digits.hasPrefix("0"))
      && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The digits of a number that is written with zeros after its point, such as `4.0`; nil for
  /// numbers that are not whole and for those with an exponent.
  func wholeDigits(_ range: Range<Int>) -> String? {
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.allSatisfy({ $0 == 0x30 }), parts[0] != "-0" else {
      return nil
    }
    return String(parts[0])
  }

  /// An amount of money without the zeros after its second decimal; nil if that does not mend it.
  func shortAmount(_ range: Range<Int>) -> String? {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x30 { end -= 1 }
    guard end < range.upperBound, bytes[range].contains(UInt8(ascii: ".")) else { return nil }
    if bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let short = range.lowerBound..<end
    guard hundredths(short) != nil else { return nil }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[short]), as: UTF8.self)
  }
}
