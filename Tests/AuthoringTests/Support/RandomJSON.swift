import Foundation

/// Random JSON texts without mistakes, with odd white space, escapes and numbers.
struct RandomJSON {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A text.
  mutating func text() -> String {
    space() + value(depth: 0) + space()
  }

  private mutating func below(_ bound: UInt64) -> UInt64 {
    // Marsaglia's xorshift64* (2003, 2016): any generator would do.
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return ((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts[Int(below(UInt64(texts.count)))]
  }

  private mutating func space() -> String {
    pick(["", "", " ", "\n", "\r\n", "\t", "  \n\n "])
  }

  private mutating func value(depth: Int) -> String {
    switch below(depth > 6 ? 5 : 9) {
    case 0: pick(["true", "false", "null"])
    case 1: pick(["0", "-0", "1", "-3", "12.50", "1e2", "0.1E-3", "1000000", "25.0"])
    case 2...4: string()
    case 5, 6: list(depth)
    default: object(depth)
    }
  }

  private mutating func string() -> String {
    let parts = [
      "a", "word", " ", "é", "麦", "👋🏽", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\/", "\\\"",
    ]
    var text = ""
    for _ in 0..<below(below(4) == 0 ? 60 : 6) { text += pick(parts) }
    return "\"\(text)\""
  }

  private mutating func list(_ depth: Int) -> String {
    var items: [String] = []
    for _ in 0..<below(5) { items.append(space() + value(depth: depth + 1) + space()) }
    return "[" + (items.isEmpty ? space() : items.joined(separator: ",")) + "]"
  }

  private mutating func object(_ depth: Int) -> String {
    var members: [String] = []
    for index in 0..<below(6) {
      let key = pick(["\"k\(index)\"", "\"$comment-\(index)\"", "\"\\u00e9\(index)\""])
      members.append(space() + key + space() + ":" + space() + value(depth: depth + 1) + space())
    }
    return "{" + (members.isEmpty ? space() : members.joined(separator: ",")) + "}"
  }
}
