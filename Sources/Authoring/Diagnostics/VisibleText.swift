/// Makes text from files fit to be shown: nothing in it can move the cursor, change colours or
/// reorder what is read.
package enum VisibleText {
  /// The text with every character that has no honest shape of its own written `<U+202E>`.
  package static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) { shown += name(of: scalar) } else { shown.unicodeScalars.append(scalar) }
    }
    return shown
  }

  /// `<U+` and at least four hexadecimal digits and `>`.
  package static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
  }

  /// Whether a character would be invisible or would act on what is around it: control characters
  /// (tab and line end included), bidirectional controls, tags, line and paragraph separators, and
  /// other format characters except the joiners that scripts and emoji need.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0x200C, 0x200D: false
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
      default: false
      }
    }
  }
}

extension VisibleText {
  /// How many columns of a terminal a character takes on its own: none for marks that combine, two
  /// for East Asian wide characters and emoji.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x2FF: return 1
    case 0x1160...0x11FF, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF,
      0x1F1E6...0x1F1FF, 0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
