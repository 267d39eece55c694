/// A key that was pressed.
package enum Key: Equatable, Sendable {
  case character(Character)
  case up, down, left, right, pageUp, pageDown, home, end, tab, enter, escape

  /// The keys of bytes that a terminal sent together: UTF-8, control characters, and the sequences
  /// that the terminals in use send for the keys above (ECMA-48 CSI, SS3). Other sequences are no key.
  package static func parse(_ bytes: [UInt8]) -> [Key] {
    var keys: [Key] = []
    var rest = bytes[...]
    var text: [UInt8] = []
    func flush() {
      keys += String(decoding: text, as: UTF8.self).map { .character($0) }
      text = []
    }
    while let byte = rest.popFirst() {
      guard byte < 0x20 || byte == 0x7F else {
        text.append(byte)
        continue
      }
      flush()
      switch byte {
      case 0x09: keys.append(.tab)
      case 0x0A, 0x0D: keys.append(.enter)
      case 0x1B: if let key = sequence(&rest) { keys.append(key) }
      default: break
      }
    }
    flush()
    return keys
  }

  /// What follows an escape character.
  private static func sequence(_ rest: inout ArraySlice<UInt8>) -> Key? {
    guard let first = rest.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "O") else {
      return .escape
    }
    rest.removeFirst()
    let parameters = rest.prefix { (0x20...0x3F).contains($0) }
    rest = rest.dropFirst(parameters.count)
    guard let final = rest.popFirst() else { return nil }
    switch (final, String(decoding: parameters, as: UTF8.self)) {
    case (UInt8(ascii: "A"), _): return .up
    case (UInt8(ascii: "B"), _): return .down
    case (UInt8(ascii: "C"), _): return .right
    case (UInt8(ascii: "D"), _): return .left
    case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): return .home
    case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): return .end
    case (UInt8(ascii: "~"), "5"): return .pageUp
    case (UInt8(ascii: "~"), "6"): return .pageDown
    default: return nil
    }
  }
}
