/// A set of keys, by their positions on a tape, that finds equal texts. Used again and again for
/// one object after another, so that reading an object allocates nothing.
struct KeyIndex {
  /// For each slot the upper half of the key's hash and its position plus one; 0 is empty.
  private var slots = [UInt64](repeating: 0, count: 64)
  private var used: [Int] = []

  /// Forgets all keys.
  mutating func removeAll() {
    // Emptying what was used costs less than emptying everything, unless the last object was huge.
    if slots.count > 4096 {
      slots = [UInt64](repeating: 0, count: 64)
    } else {
      for slot in used { slots[slot] = 0 }
    }
    used.removeAll(keepingCapacity: slots.count <= 4096)
  }

  /// Remembers the key at position `key`, or returns the position of one of the same hash for which
  /// `isSame` holds.
  mutating func insert(_ key: Int, hash: UInt64, isSame: (Int) -> Bool) -> Int? {
    if used.count * 2 >= slots.count { grow() }
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] & 0xFFFF_FFFF_0000_0000 == tag {
        let other = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if isSame(other) { return other }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = tag | UInt64(key + 1)
    used.append(slot)
    return nil
  }

  private mutating func grow() {
    let old = used.map { slots[$0] }
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for index in old.indices {
      var slot = Int(truncatingIfNeeded: old[index] >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = old[index]
      used[index] = slot
    }
  }

  /// A hash of some bytes whose upper half is well mixed; the same in every run.
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
    var index = 0
    while index + 8 <= text.count {
      let word = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      hash = mixed(hash ^ word)
      index += 8
    }
    var rest: UInt64 = 0
    while index < text.count {
      rest = rest << 8 | UInt64(text[index])
      index += 1
    }
    return mixed(hash ^ rest)
  }

  /// A multiplication to 128 bits, folded.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
