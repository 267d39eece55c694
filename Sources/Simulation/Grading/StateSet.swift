/// The states found so far, each once, numbered in the order in which they were found.
///
/// Open addressing over the packed words. Unsafe buffers, because a proof looks up some million
/// states a second and every bound here follows from the table's own size.
struct StateSet: ~Copyable {
  let wordCount: Int
  private(set) var count = 0
  private var keys: UnsafeMutablePointer<UInt64>
  private var keyCapacity: Int
  /// State number plus one; 0 is an empty slot.
  private var slots: UnsafeMutablePointer<UInt32>
  private var slotMask: Int

  init(wordCount: Int, expected: Int = 4) {
    self.wordCount = wordCount
    keyCapacity = expected
    keys = .allocate(capacity: keyCapacity * wordCount)
    var slotCount = 8
    while slotCount * 5 < expected * 8 { slotCount *= 2 }
    slotMask = slotCount - 1
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
  }

  deinit {
    keys.deallocate()
    slots.deallocate()
  }

  /// The words of a state.
  func state(_ number: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(keys + number * wordCount)
  }

  /// The number of a state that is in the set, or nil.
  func find(_ words: UnsafePointer<UInt64>) -> Int? {
    var slot = hash(words) & slotMask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isSame(words, number) { return number }
      slot = (slot + 1) & slotMask
    }
    return nil
  }

  /// The number of a state, which is added if it is new.
  mutating func insert(_ words: UnsafePointer<UInt64>) -> Int {
    var slot = hash(words) & slotMask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isSame(words, number) { return number }
      slot = (slot + 1) & slotMask
    }
    if count == keyCapacity { growKeys() }
    (keys + count * wordCount).update(from: words, count: wordCount)
    slots[slot] = UInt32(count + 1)
    count += 1
    if count * 8 > slotMask * 5 { growSlots() }
    return count - 1
  }

  @inline(__always)
  private func isSame(_ words: UnsafePointer<UInt64>, _ number: Int) -> Bool {
    let key = keys + number * wordCount
    for word in 0..<wordCount where key[word] != words[word] { return false }
    return true
  }

  /// Multiply and fold, word by word; the constant is the golden ratio's bits.
  @inline(__always)
  private func hash(_ words: UnsafePointer<UInt64>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in 0..<wordCount {
      let product = (hash ^ words[word]).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: hash &>> 1)
  }

  private mutating func growKeys() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: keyCapacity * 2 * wordCount)
    larger.update(from: keys, count: count * wordCount)
    keys.deallocate()
    keys = larger
    keyCapacity *= 2
  }

  private mutating func growSlots() {
    let slotCount = (slotMask + 1) * 2
    slots.deallocate()
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    slotMask = slotCount - 1
    for number in 0..<count {
      var slot = hash(state(number)) & slotMask
      while slots[slot] != 0 { slot = (slot + 1) & slotMask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
