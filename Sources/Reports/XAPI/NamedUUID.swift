import Crypto

/// UUIDs made from names (RFC 9562, version 5): the same name gives the same UUID everywhere.
package enum NamedUUID {
  /// - Parameters:
  ///   - namespace: a UUID, in any case; hyphens may be missing.
  /// - Returns: in lower case, or nil if the namespace is no UUID.
  package static func text(_ name: String, in namespace: String) -> String? {
    let digits = namespace.filter { $0 != "-" }.compactMap(\.hexDigitValue)
    guard digits.count == 32 else { return nil }
    var bytes = stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    bytes += name.utf8
    // SHA-1 is what version 5 is made of; nothing secret hangs on it.
    var hash = Array(Insecure.SHA1.hash(data: bytes).prefix(16))
    hash[6] = hash[6] & 0x0F | 0x50
    hash[8] = hash[8] & 0x3F | 0x80
    return format(hash)
  }

  private static func format(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
