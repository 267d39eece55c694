/// How many columns text takes on a terminal.
///
/// The rules are those terminals have settled on: East Asian wide and fullwidth characters and emoji
/// take two columns, combining marks none, everything else one; a cluster joined by ZERO WIDTH JOINER
/// or coloured by a skin tone is as wide as its first emoji, VARIATION SELECTOR-16 makes an emoji
/// two columns wide, and a pair of regional indicators is one flag.
package enum DisplayWidth {
  /// Columns of a text without line breaks. Control characters count nothing: safe text has none.
  package static func columns(of text: String) -> Int {
    var ascii = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return text.reduce(0) { $0 + columns(of: $1) } }
      if byte >= 0x20 && byte != 0x7F { ascii += 1 }
    }
    return ascii
  }

  /// Columns of one cluster as a person sees it: 0, 1 or 2.
  package static func columns(of character: Character) -> Int {
    var columns = 0
    var joins = false
    var isFlag = false
    for scalar in character.unicodeScalars {
      let own = Self.columns(of: scalar)
      switch scalar.value {
      case 0xFE0F where character.unicodeScalars.first?.properties.isEmoji == true: columns = 2
      case 0x1F1E6...0x1F1FF where isFlag: break
      case 0x1F3FB...0x1F3FF where columns > 0: break
      default: if !(joins && own == 2) { columns += own }
      }
      joins = scalar.value == 0x200D
      isFlag = (0x1F1E6...0x1F1FF).contains(scalar.value)
    }
    return min(columns, 2)
  }

  /// Columns of one scalar on its own.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: return 0
    case 0x20...0x2FF: return 1
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0  // vowels and finals of composed Hangul
    case 0x1F1E6...0x1F1FF: return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= wideRanges[0] else { return false }
    var low = 0
    var high = wideRanges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > wideRanges[2 * middle + 1] { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count / 2 && value >= wideRanges[2 * low]
  }

  /// First and last of each range whose East_Asian_Width is W or F in Unicode 18 (EastAsianWidth.txt),
  /// unassigned gaps of up to 64 inside a block of wide characters taken as wide.
  private static let wideRanges: [UInt32] = [
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0,
    0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2630, 0x2637, 0x2648, 0x2653,
    0x267F, 0x267F, 0x268A, 0x268F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB,
    0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
    0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705,
    0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
    0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C,
    0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4C6,
    0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAD9, 0xFE10, 0xFE6B, 0xFF01, 0xFF60,
    0xFFE0, 0xFFE6, 0x16FE0, 0x18D20, 0x18D80, 0x191D2, 0x1AFF0, 0x1B2FB, 0x1D300, 0x1D376,
    0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F1AE, 0x1F1AE,
    0x1F200, 0x1F265, 0x1F300, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393,
    0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E,
    0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567,
    0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5,
    0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC,
    0x1F7DA, 0x1F7DA, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF,
    0x1FA70, 0x1FAFA, 0x20000, 0x3FFFD,
  ]
}
