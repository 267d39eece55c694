/// Names and the numbers that they stand for.
///
/// The names' bytes lie in one piece, so that a scenario's 200,000 scenes take three allocations,
/// and a name is looked up by its bytes in the file, without making a `String`.
struct NameIndex {
  private struct Entry {
    /// Where the name ends in `bytes`; it starts where the one before it ends.
    let end: UInt32
    let number: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var index: KeyIndex

  /// An empty index with room for that many names.
  init(capacity: Int = 16) {
    index = KeyIndex(capacity: capacity)
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
    index.fill(slot, with: entries.count - 1, hash: hash)
    if index.isTooSmall(for: entries.count) { grow() }
    return nil
  }

  /// Adds a name, or returns the number that it has.
  @discardableResult
  mutating func add(_ name: String, _ number: Int) -> Int? {
    var name = name
    return name.withUTF8 { add($0, number) }
  }

  @inline(__always)
  private func slot(of name: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    index.slot(hash: hash) { withName($0) { $0.isSame(as: name) } }
  }

  private func number(inSlot slot: Int) -> Int? {
    index.position(inSlot: slot).map { Int(entries[$0].number) }
  }

  private mutating func grow() {
    index = KeyIndex(capacity: entries.count)
    for position in entries.indices {
      let hash = withName(position) { KeyIndex.hash($0) }
      // The names differ, so any empty slot is the right one.
      index.fill(index.slot(hash: hash) { _ in false }, with: position, hash: hash)
    }
  }
}
