/// Finds a key among those of one kind of object.
///
/// The names are compared as two machine words, because looking up the half million keys of a large
/// scenario as strings would take longer than reading the file.
struct KeyTable: Sendable {
  /// The keys in the order of the cases.
  let names: [String]
  private var words: [(UInt64, UInt64)] = []
  private var slots = [UInt8](repeating: 0, count: 128)

  /// A table of at most 32 names of at most 16 bytes, separated by spaces.
  init(_ list: String) {
    names = list.split(separator: " ").map(String.init)
    precondition(names.count <= 32, "an object of at most 32 keys fits into `Fields`")
    for (index, name) in names.enumerated() {
      let word = Array(name.utf8).withUnsafeBufferPointer { Self.word($0) }
      words.append(word)
      var slot = Self.slot(of: word)
      while slots[slot] != 0 { slot = (slot + 1) & 127 }
      slots[slot] = UInt8(index + 1)
    }
  }

  /// The position of a name, or nil if it is not in the table.
  func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard name.count <= 16 else { return nil }
    let word = Self.word(name)
    var slot = Self.slot(of: word)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if words[index] == word { return index }
      slot = (slot + 1) & 127
    }
    return nil
  }

  @inline(__always)
  private static func word(_ name: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<min(name.count, 8) { low = low << 8 | UInt64(name[index]) }
    if name.count > 8 { for index in 8..<name.count { high = high << 8 | UInt64(name[index]) } }
    return (low, high)
  }

  @inline(__always)
  private static func slot(of word: (UInt64, UInt64)) -> Int {
    Int(truncatingIfNeeded: ((word.0 ^ word.1 &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}
