import Console

/// What is typed or pasted, byte by byte, on its way to readline, which echoes most of it as it is.
///
/// ASCII passes: readline shows control characters in a visible form by itself. A scalar that the door
/// to the screen would show in a visible form (C1 controls, bidirectional overrides, tag characters)
/// becomes that form, so that it is never echoed raw; bytes that are not UTF-8 become U+FFFD.
struct KeyFilter {
  private var partial: [UInt8] = []

  /// Whether a scalar has begun and its other bytes are still to come.
  var isWaitingForRest: Bool { !partial.isEmpty }

  /// Takes a byte and returns those that may go on, perhaps none yet.
  mutating func accept(_ byte: UInt8) -> [UInt8] {
    if byte < 0x80 { return finish() + [byte] }
    let isLead = byte >= 0xC0
    let before = isLead ? finish() : []
    partial.append(byte)
    guard partial.count >= Self.length(of: partial[0]) else { return before }
    return before + finish()
  }

  /// The other bytes do not come: what there is goes on.
  mutating func finish() -> [UInt8] {
    guard !partial.isEmpty else { return [] }
    let text = String(decoding: partial, as: UTF8.self)
    partial = []
    let isHidden = text.unicodeScalars.contains(where: SafeText.isHidden)
    return Array((isHidden ? SafeText.shownOnOneLine(text) : text).utf8)
  }

  private static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
