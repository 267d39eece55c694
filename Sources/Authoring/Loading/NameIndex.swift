/// Names and the numbers that they stand for.
///
/// The names' bytes lie in one piece, so that a scenario's 200,000 scenes take three allocations,
/// and a name is looked up by its bytes in the file, without making a `String`. What a large index
/// takes is waiting for memory: the slots are as few as they can be, and each holds half of its
/// name's hash, so that only the name that is looked for is ever compared.
struct NameIndex {
  private struct Entry {
    /// Where the name ends in `bytes`; it starts where the one before it ends.
    let end: UInt32
    let number: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// The upper half of a name's hash and its position plus one; 0 is empty.
  private var slots: [UInt64]

  /// An empty index with room for that many names.
  init(capacity: Int = 16) {
    slots = [UInt64](repeating: 0, count: KeyIndex.slotCount(for: capacity))
    entries.reserveCapacity(capacity)
  }

  /// How many names there are.
  var count: Int { entries.count }

  /// All names, in the order in which they were added.
  var names: [String] { (0..<count).map { name($0) } }

  /// The name that was added at this position.
  func name(_ index: Int) -> String {
    withName(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the name that was added at this position.
  func withName<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = index == 0 ? 0 : Int(entries[index - 1].end)
    let end = Int(entries[index].end)
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  /// The number of a name, or nil.
  func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    number(inSlot: slot(of: name, hash: KeyIndex.hash(name)))
  }

  /// Adds a name, or, if it is there already, changes nothing and returns its number.
  @discardableResult
  mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ number: Int) -> Int? {
    let hash = KeyIndex.hash(name)
    let slot = slot(of: name, hash: hash)
    if let before = self.number(inSlot: slot) { return before }
    bytes.append(contentsOf: name)
    entries.append(
      Entry(
        end: UInt32(truncatingIfNeeded: bytes.count), number: Int32(truncatingIfNeeded: number)))
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(entries.count)
    if KeyIndex.slotCount(for: entries.count) > slots.count { grow() }
    return nil
  }

  /// Adds a name, or returns the number that it has.
  @discardableResult
  mutating func add(_ name: String, _ number: Int) -> Int? {
    var name = name
    return name.withUTF8 { add($0, number) }
  }

  /// The slot of a name, or the empty one where it belongs.
  @inline(__always)
  private func slot(of name: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32, withName(index(inSlot: slot), { $0.isSame(as: name) }) {
        break
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func index(inSlot slot: Int) -> Int {
    Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
  }

  private func number(inSlot slot: Int) -> Int? {
    slots[slot] == 0 ? nil : Int(entries[index(inSlot: slot)].number)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for index in entries.indices {
      let hash = withName(index) { KeyIndex.hash($0) }
      // The names differ, so any empty slot is the right one.
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
    }
  }
}
