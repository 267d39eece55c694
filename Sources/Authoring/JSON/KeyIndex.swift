/// A set of keys, by their positions on a tape, that finds equal texts.
struct KeyIndex {
  /// For each slot the upper half of the key's hash and its position plus one; 0 is empty.
  private var slots: [UInt64]

  /// An index with room for that many keys.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  /// Remembers the key at position `key`, or returns the position of one of the same hash for which
  /// `isSame` holds.
  mutating func insert(_ key: Int, hash: UInt64, isSame: (Int) -> Bool) -> Int? {
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] & 0xFFFF_FFFF_0000_0000 == tag {
        let other = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if isSame(other) { return other }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = tag | UInt64(key + 1)
    return nil
  }

  /// A well mixed hash of some bytes; the same in every run.
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = text.count
    guard count >= 8 else { return mixed(word(text) ^ UInt64(count) << 56 ^ seed) }
    let start = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    var hash = seed ^ UInt64(count)
    var index = 0
    while index + 8 < count {
      hash = mixed(hash ^ start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    // The last eight bytes, some of which may have been used already.
    return mixed(hash ^ start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Fewer than eight bytes as one word.
  @inline(__always)
  private static func word(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<text.count { word = word << 8 | UInt64(text[index]) }
    return word
  }

  /// A multiplication to 128 bits, folded.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
