extension JSONValue {
  /// How much room the written text takes.
  package enum Layout: Sendable {
    /// One line without spaces.
    case compact
    /// Two spaces of indentation a level; lists of plain values stay on one line.
    case indented
  }

  /// The text of this value, without a newline at its end.
  package func text(_ layout: Layout = .indented) -> String {
    var writer = JSONWriter(layout: layout)
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The bytes of this value's text, without a newline at its end.
  package func bytes(_ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self, depth: 0)
    return writer.bytes
  }

  fileprivate var isPlain: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }
}

/// Writes values as RFC 8259 text.
private struct JSONWriter {
  let layout: JSONValue.Layout
  var bytes: [UInt8] = []

  init(layout: JSONValue.Layout) {
    self.layout = layout
  }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: add("null")
    case .bool(let value): add(value ? "true" : "false")
    case .integer(let value): add(String(value))
    case .number(let value): write(number: value)
    case .string(let value): write(string: value)
    case .array(let values): write(array: values, depth: depth)
    case .object(let members): write(object: members, depth: depth)
    }
  }

  private mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func write(array values: [JSONValue], depth: Int) {
    bytes.append(UInt8(ascii: "["))
    let breaks = layout == .indented && !values.allSatisfy(\.isPlain)
    for (index, value) in values.enumerated() {
      if index > 0 { add(layout == .indented && !breaks ? ", " : ",") }
      if breaks { newLine(depth + 1) }
      write(value, depth: depth + 1)
    }
    if breaks { newLine(depth) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(object members: [JSONValue.Member], depth: Int) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if layout == .indented { newLine(depth + 1) }
      write(string: member.key)
      add(layout == .indented ? ": " : ":")
      write(member.value, depth: depth + 1)
    }
    if layout == .indented, !members.isEmpty { newLine(depth) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func newLine(_ depth: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func write(number: Double) {
    guard number.isFinite else { return add("null") }
    DecimalText.append(number, to: &bytes)
  }

  private mutating func write(string: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): add("\\\"")
      case UInt8(ascii: "\\"): add("\\\\")
      case 0x0A: add("\\n")
      case 0x0D: add("\\r")
      case 0x09: add("\\t")
      case 0x00..<0x20, 0x7F: escape(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    add("\\u00")
    bytes.append(digits[Int(byte >> 4)])
    bytes.append(digits[Int(byte & 15)])
  }
}
