/// Where in a JSON text the cursor stands, found without reading what comes after it, so that it
/// works in a file that is half written.
struct CursorContext: Equatable {
  /// The keys that lead here; `*` for a place in a list.
  var keys: [String] = []
  /// Whether the cursor is inside a text, and what of the text stands before it.
  var typed: String?
  /// Where the text starts, after its quote.
  var textStart = 0
  /// Whether that text is a key.
  var isKey = false
  /// Whether a value is missing at the cursor: after a colon, or in a list that only has texts.
  var lacksValue = false

  /// The context at a byte.
  init(_ bytes: [UInt8], at offset: Int) {
    var frames: [(isObject: Bool, key: String?)] = []
    var expectsKey = false
    var lastText: String?
    var lastSign: UInt8 = 0
    var index = 0
    let end = min(offset, bytes.count)
    while index < end {
      if ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { lastSign = bytes[index] }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let start = index + 1
        index = Self.endOfText(bytes, from: start, limit: end)
        let text = String(decoding: bytes[start..<min(index, end)], as: UTF8.self)
        guard index < end else {
          typed = text
          textStart = start
          isKey = expectsKey
          keys = Self.keys(frames)
          return
        }
        lastText = text
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        expectsKey = bytes[index] == UInt8(ascii: "{")
        frames.append((expectsKey, nil))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = frames.popLast()
        expectsKey = false
      case UInt8(ascii: ":"):
        if !frames.isEmpty { frames[frames.count - 1].key = lastText }
        expectsKey = false
      case UInt8(ascii: ","):
        expectsKey = frames.last?.isObject ?? false
        if expectsKey { frames[frames.count - 1].key = nil }
      default: break
      }
      index += 1
    }
    keys = Self.keys(frames)
    lacksValue = lastSign == UInt8(ascii: ":") || keys.last == "*" && lastSign != 0x22
  }

  private static func keys(_ frames: [(isObject: Bool, key: String?)]) -> [String] {
    frames.compactMap { $0.isObject ? $0.key : "*" }
  }

  /// The index of the quote that ends a text, or `limit`. A text does not go over a line's end.
  private static func endOfText(_ bytes: [UInt8], from start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "\"") || bytes[index] == 10 { return index }
      index += 1
    }
    return limit
  }
}
