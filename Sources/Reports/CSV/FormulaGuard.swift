/// Finds texts that a spreadsheet would take for a formula (OWASP, "CSV Injection").
package enum FormulaGuard {
  /// Begins, after any white space, with `=`, `+`, `-` or `@` in ordinary, full-width or small form;
  /// or begins with a tab or a carriage return.
  package static func isRisky(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(isRisky)
  }

  static func isRisky(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = utf8.first else { return false }
    // Nearly every text is settled by its first byte.
    if first > 0x20, first < 0x7F {
      return first == 0x3D || first == 0x2B || first == 0x2D || first == 0x40
    }
    if first == 0x09 || first == 0x0D { return true }
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      // The byte order mark and the zero width space are skipped as well: nobody sees them.
      if scalar.properties.isWhitespace || [0xFEFF, 0x200B].contains(scalar.value) { continue }
      return triggers.contains(scalar)
    }
    return false
  }

  private static let triggers: [Unicode.Scalar] = [
    "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{FE66}", "\u{FE62}",
    "\u{FE63}", "\u{FE6B}",
  ]
}
