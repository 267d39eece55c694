/// Names and the numbers that they stand for.
///
/// The names' bytes lie in one piece, so that a scenario's 200,000 scenes take four allocations,
/// and a name is looked up by its bytes in the file, without making a `String`.
struct NameIndex {
  private var bytes: [UInt8] = []
  /// Where each name ends in `bytes`.
  private var ends: [UInt32] = []
  private var numbers: [Int32] = []
  private var slots: [UInt64]

  /// An empty index with room for that many names.
  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    ends.reserveCapacity(capacity)
    numbers.reserveCapacity(capacity)
  }

  /// How many names there are.
  var count: Int { ends.count }

  /// All names, in the order in which they were added.
  var names: [String] { (0..<count).map { name($0) } }

  /// The name that was added at this position.
  func name(_ index: Int) -> String {
    withName(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the name that was added at this position.
  func withName<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    let end = Int(ends[index])
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  /// The number of a name, or nil.
  func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = KeyIndex.hash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32, let index = match(slots[slot], name) {
        return Int(numbers[index])
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a name, or, if it is there already, changes nothing and returns its number.
  @discardableResult
  mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ number: Int) -> Int? {
    if let before = self.number(of: name) { return before }
    bytes.append(contentsOf: name)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    numbers.append(Int32(truncatingIfNeeded: number))
    if ends.count * 2 > slots.count { grow() } else { place(ends.count - 1) }
    return nil
  }

  /// Adds a name, or returns the number that it has.
  @discardableResult
  mutating func add(_ name: String, _ number: Int) -> Int? {
    var name = name
    return name.withUTF8 { add($0, number) }
  }

  private func match(_ slot: UInt64, _ name: UnsafeBufferPointer<UInt8>) -> Int? {
    let index = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
    let start = index == 0 ? 0 : Int(ends[index - 1])
    guard Int(ends[index]) - start == name.count else { return nil }
    for offset in 0..<name.count where bytes[start + offset] != name[offset] { return nil }
    return index
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for index in ends.indices { place(index) }
  }

  private mutating func place(_ index: Int) {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    let hash = bytes.withUnsafeBufferPointer { all in
      KeyIndex.hash(UnsafeBufferPointer(rebasing: all[start..<Int(ends[index])]))
    }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
  }
}
