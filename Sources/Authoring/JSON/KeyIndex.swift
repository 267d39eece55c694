import Glibc

/// A set of texts, by their positions in a list of the owner's, that finds equal ones.
///
/// What a large index takes is waiting for memory: the slots are as few as they can be, and each
/// holds half of its text's hash, so that only the text that is looked for is ever compared.
struct KeyIndex {
  /// For each slot the upper half of the text's hash and its position plus one; 0 is empty.
  private var slots: [UInt64]

  /// An index with room for that many texts.
  init(capacity: Int) {
    slots = [UInt64](repeating: 0, count: Self.slotCount(for: capacity))
  }

  /// How many slots an index of that many texts has: a power of two of which up to four fifths are
  /// taken. More would make the table of a large scenario twice as slow, because it is larger than
  /// the processor's own memory.
  @inline(__always)
  private static func slotCount(for capacity: Int) -> Int {
    let least = max(32, capacity + capacity / 4)
    return 1 << (Int.bitWidth - (least - 1).leadingZeroBitCount)
  }

  /// Whether there is no room for that many texts.
  @inline(__always)
  func isTooSmall(for count: Int) -> Bool { Self.slotCount(for: count) > slots.count }

  /// The slot of a text of that hash for which `isSame` holds, or the empty one where it belongs.
  @inline(__always)
  func slot(hash: UInt64, isSame: (Int) -> Bool) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32, isSame(Self.position(slots[slot])) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The position of the text in a slot, or nil if the slot is empty.
  @inline(__always)
  func position(inSlot slot: Int) -> Int? {
    slots[slot] == 0 ? nil : Self.position(slots[slot])
  }

  @inline(__always)
  private static func position(_ entry: UInt64) -> Int {
    Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
  }

  /// Remembers the text at `position`, which belongs into the empty slot.
  @inline(__always)
  mutating func fill(_ slot: Int, with position: Int, hash: UInt64) {
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(position + 1)
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
    if text.count >= 4 {
      let start = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
      // Some bytes may be in both halves.
      let low = start.loadUnaligned(as: UInt32.self)
      let high = start.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)
      return UInt64(high) << 32 | UInt64(low)
    }
    var word: UInt64 = 0
    for byte in text { word = word << 8 | UInt64(byte) }
    return word
  }

  /// A multiplication to 128 bits, folded.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are the same as others.
  @inline(__always)
  func isSame(as other: Self) -> Bool {
    guard count == other.count else { return false }
    guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, count) == 0
  }

  /// Whether the bytes are those of a text in this program.
  @inline(__always)
  func isSame(as text: StaticString) -> Bool {
    isSame(as: Self(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
