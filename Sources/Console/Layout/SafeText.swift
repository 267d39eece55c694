/// The only door through which text from files, names, the environment and the keyboard reaches a
/// screen. What could steer a terminal or deceive the eye is shown in a visible form.
///
/// The rules:
/// - Kept: line breaks, and everything that is drawn. A tab becomes one space.
/// - Shown as `<U+001B>`: control characters (C0, DEL, C1), bidirectional marks, overrides and
///   isolates, line and paragraph separators, tag characters, invisible format characters, fillers
///   and noncharacters.
/// - ZERO WIDTH JOINER and NON-JOINER, which emoji and several scripts need, are kept between two
///   visible characters and shown elsewhere.
/// - Of the marks piled on one character the first six are kept (enough for every living script),
///   and the rest is counted: `<+94 marks>`.
/// - Bytes that are not UTF-8 are shown as `<0xFF>`.
package enum SafeText {
  /// How many combining marks one character may carry.
  static let mostMarks = 6

  /// Text that may hold line breaks, in its safe form. Safe text comes back unchanged, so passing the
  /// door twice does no harm.
  package static func shown(_ text: String) -> String {
    isObviouslySafe(text) ? text : shown(text.unicodeScalars, keepingLineBreaks: true)
  }

  /// Text that must stay on one line (a name, a title, a file name): line breaks are shown too.
  package static func shownOnOneLine(_ text: String) -> String {
    shown(text.unicodeScalars, keepingLineBreaks: false)
  }

  /// Bytes that ought to be UTF-8, such as a file name: those that are not are shown one by one.
  package static func shown(bytes: [UInt8]) -> String {
    var output = ""
    var valid: [UInt8] = []
    var rest = bytes[...]
    while let first = rest.first {
      if let length = lengthOfScalar(at: rest) {
        valid += rest.prefix(length)
        rest = rest.dropFirst(length)
      } else {
        output += shownOnOneLine(String(decoding: valid, as: UTF8.self))
        output += "<0x\(hexadecimal(UInt32(first), digits: 2))>"
        valid = []
        rest = rest.dropFirst()
      }
    }
    return output + shownOnOneLine(String(decoding: valid, as: UTF8.self))
  }

  /// Whether a scalar is never sent to a terminal as it is, whatever stands around it.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    Kind(scalar) == .hidden
  }

  private static func isObviouslySafe(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A }
  }

  private static func lengthOfScalar(at bytes: ArraySlice<UInt8>) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return UTF8.width(scalar)
  }

  private static func shown(
    _ scalars: String.UnicodeScalarView, keepingLineBreaks: Bool
  ) -> String {
    var output = String.UnicodeScalarView()
    var marks = 0
    var previousIsDrawn = false
    func closePile() {
      if marks > mostMarks {
        output.append(contentsOf: "<+\(marks - mostMarks) marks>".unicodeScalars)
      }
      marks = 0
    }
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let kind = Kind(scalar)
      if kind == .mark {
        marks += 1
        if marks <= mostMarks { output.append(scalar) }
        continue
      }
      if kind != .joiner { closePile() }
      switch kind {
      case .drawn, .mark:
        output.append(scalar)
      case .lineBreak where keepingLineBreaks:
        output.append(scalar)
      case .tab:
        output.append(" ")
      case .joiner where previousIsDrawn && startsDrawn(scalars, at: index):
        output.append(scalar)
      case .joiner, .lineBreak, .hidden:
        closePile()
        output.append(contentsOf: "<U+\(hexadecimal(scalar.value, digits: 4))>".unicodeScalars)
      }
      previousIsDrawn = kind == .drawn && scalar != " "
    }
    closePile()
    return String(output)
  }

  private static func startsDrawn(
    _ scalars: String.UnicodeScalarView, at index: String.Index
  ) -> Bool {
    index < scalars.endIndex && Kind(scalars[index]) == .drawn && scalars[index] != " "
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension SafeText {
  /// What the door does with a scalar.
  private enum Kind {
    case drawn, mark, joiner, tab, lineBreak, hidden

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x20...0x7E: self = .drawn
      case 0x09: self = .tab
      case 0x0A: self = .lineBreak
      case 0x200C, 0x200D: self = .joiner
      case 0x3164, 0xFFA0, 0x2065, 0xFFF0...0xFFF8, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
        self = .hidden
      default: self = Kind(category: scalar)
      }
    }

    private init(category scalar: Unicode.Scalar) {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark: self = .mark
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: self = .hidden
      case .format: self = Self.isDrawnFormat(scalar) ? .drawn : .hidden
      default: self = properties.isNoncharacterCodePoint ? .hidden : .drawn
      }
    }

    /// The format characters that have a shape: signs that span the number after them in Arabic,
    /// Syriac and Kaithi.
    private static func isDrawnFormat(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD: true
      default: false
      }
    }
  }
}
