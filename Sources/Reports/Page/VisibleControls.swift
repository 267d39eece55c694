/// Characters that a file must not carry into another program: they are shown as `<U+001B>`.
/// (A screen has a stricter door of its own, which also minds what an eye could be deceived by.)
enum VisibleControls {
  /// Shown: C0 except tab and line breaks, DEL, C1, bidirectional marks, overrides and isolates,
  /// line and paragraph separators, and what XML cannot hold. A carriage return becomes a line
  /// break.
  static func shown(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(isHarmless) else { return text }
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        output.append("\n")
      } else if isHarmless(scalar) {
        output.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        output.append(contentsOf: "<U+\(zeros)\(digits)>".unicodeScalars)
      }
    }
    return String(output)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E, 0xA0...0x061B, 0x061D...0x200D, 0x2010...0x2027,
      0x202F...0x2065, 0x206A...0xFDCF, 0xFDF0...0xFEFE, 0xFF00...0xFFF8, 0xFFFC, 0xFFFD,
      0x10000...0x1FFFD, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    default: false
    }
  }
}
