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
    // By bytes: to look for the bounds of characters takes as long as the rest of a small file.
    self.init(list.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) })
  }

  /// A table of at most 32 names of at most 16 bytes.
  init(_ names: [String]) {
    self.names = names
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
    name.count <= 16 ? index(ofWord: Self.word(name)) : nil
  }

  /// The same for a name of `count` bytes at an offset after which at least 16 bytes can be read.
  @inline(__always)
  func index(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int, count: Int) -> Int? {
    guard count <= 16 else { return nil }
    let start = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
    var low = start.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    var high: UInt64 = 0
    if count < 8 {
      low &= (1 << (UInt64(count) * 8)) - 1
    } else if count > 8 {
      high = start.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).littleEndian
      if count < 16 { high &= (1 << (UInt64(count - 8) * 8)) - 1 }
    }
    return index(ofWord: (low, high))
  }

  @inline(__always)
  private func index(ofWord word: (UInt64, UInt64)) -> Int? {
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
    for index in 0..<min(name.count, 8) { low |= UInt64(name[index]) << UInt64(index * 8) }
    if name.count > 8 {
      for index in 8..<name.count { high |= UInt64(name[index]) << UInt64(index * 8 - 64) }
    }
    return (low, high)
  }

  @inline(__always)
  private static func slot(of word: (UInt64, UInt64)) -> Int {
    Int(truncatingIfNeeded: ((word.0 ^ word.1 &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}
