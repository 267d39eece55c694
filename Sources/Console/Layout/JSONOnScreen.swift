package import JSONText

/// JSON that is the same data wherever it goes, and harms no terminal on its way: where the door to
/// the screen would show anything in another form, everything beyond ASCII is escaped.
package enum JSONOnScreen {
  /// The text of a value, without a line break at its end.
  package static func text(_ value: JSONValue, _ layout: JSONValue.Layout) -> String {
    let text = value.text(layout)
    guard text.utf8.contains(where: { $0 >= 0x80 }), SafeText.shown(text) != text else {
      return text
    }
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        output.append(scalar)
      } else {
        output.append(contentsOf: escaped(scalar).unicodeScalars)
      }
    }
    return String(output)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar).map { units in
      units.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }.joined()
    } ?? ""
  }
}
