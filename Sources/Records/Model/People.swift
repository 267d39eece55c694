/// Somebody who plays.
package struct Trainee: Equatable, Sendable {
  /// The row's number; means nothing outside this file.
  package var number: Int64
  /// An opaque id, the only one that leaves this machine: 32 hexadecimal digits.
  package var code: String
  /// What `--trainee` or the login says; nil if forgotten, or known from elsewhere only.
  package var account: String?
  /// The name to show; nil if there is none.
  package var name: String?
  package var group: String?

  /// What to call this trainee: the name, else the account, else the beginning of the code.
  package var label: String { name ?? account ?? "trainee " + code.prefix(8) }
}

/// Random ids. They are for telling things apart only and never decide how a play goes.
enum Identifier {
  /// 32 hexadecimal digits.
  static func opaque() -> String {
    var random = SystemRandomNumberGenerator()
    return Hex.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  /// A version 4 UUID (RFC 9562) in lower case.
  static func uuid() -> String {
    var random = SystemRandomNumberGenerator()
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let text = Hex.text(bytes)
    var parts: [Substring] = []
    var rest = text[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}

/// Hexadecimal text.
enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Two lower-case digits a byte.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
