extension ShapeReader {
  /// The version at `node`; reported if it has not the shape MAJOR.MINOR.PATCH, without leading
  /// zeros (as in Semantic Versioning 2.0.0).
  mutating func version(_ node: Int) -> String? {
    guard let text = string(node) else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isVersion =
      parts.count == 3
      && parts.allSatisfy { part in
        (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
          && (part == "0" || !part.hasPrefix("0"))
      }
    if isVersion { return text }
    let isShort =
      (1...2).contains(parts.count) && parts.allSatisfy { JSONView.isDigits(String($0)) }
    let whole = isShort ? "\"" + text + (parts.count == 1 ? ".0.0\"" : ".0\"") : nil
    let fixes = rewriting(node, as: whole, .suggested)
    report(
      .badVersion, "a version is three numbers with dots between them", at: node,
      help: "for instance `1.0.0`; the first grows when old plays cannot be compared any more",
      fixes: fixes)
    return nil
  }

  /// The language at `node`; reported if it has not the shape of a BCP 47 tag.
  mutating func language(_ node: Int) -> String? {
    guard let text = string(node) else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag =
      parts.allSatisfy {
        (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isAlphanumeric)
      }
      && parts.first.map { $0.utf8.count >= 2 && $0.utf8.allSatisfy(Self.isLetter) } == true
    if isTag { return text }
    report(
      .badLanguage, "this is not the shape of a language", at: node,
      help: "languages are written as in BCP 47: `en`, `en-GB`, `pt-BR`, `zh-Hant`")
    return nil
  }

  /// The currency at `node`; reported if it has not the shape of an ISO 4217 code.
  mutating func currency(_ node: Int) -> String? {
    guard let text = string(node) else { return nil }
    if text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text }
    let isLower = text.utf8.count == 3 && text.utf8.allSatisfy(Self.isLetter)
    let fixes = rewriting(node, as: isLower ? "\"\(text.uppercased())\"" : nil, .suggested)
    report(
      .badCurrency, "a currency is three capital letters", at: node,
      help: "currencies are written as in ISO 4217: `USD`, `EUR`, `JPY`",
      fixes: fixes)
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte)
  }
}
