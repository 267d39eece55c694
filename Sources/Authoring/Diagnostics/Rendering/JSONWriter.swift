/// Builds compact JSON text in the order in which things are said.
struct JSONWriter {
  private(set) var text = ""
  private var needsComma = false

  /// Writes an object; `body` writes its members.
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    container("{", "}", body)
  }

  /// Writes a list; `body` writes its elements.
  mutating func array(_ body: (inout JSONWriter) -> Void) {
    container("[", "]", body)
  }

  /// Writes a key; a value must follow.
  mutating func key(_ key: String) {
    separate()
    text += Self.quoted(key) + ":"
    needsComma = false
  }

  /// Writes a text.
  mutating func string(_ value: String) {
    separate()
    text += Self.quoted(value)
  }

  /// Writes a whole number.
  mutating func integer(_ value: Int) {
    separate()
    text += String(value)
  }

  /// Writes `null`.
  mutating func null() {
    separate()
    text += "null"
  }

  /// Writes a member whose value is a text.
  mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a member whose value is a whole number.
  mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    integer(value)
  }

  private mutating func container(
    _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    text += open
    needsComma = false
    body(&self)
    text += close
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text += "," }
    needsComma = true
  }

  /// A text as JSON. What is invisible is escaped, so that the output is safe to look at.
  static func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if VisibleText.isHidden(scalar) {
          for unit in String(scalar).utf16 { quoted += escape(unit) }
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
