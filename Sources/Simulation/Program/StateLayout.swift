/// An unsigned number inside the packed words of a state.
struct Field: Equatable, Sendable, BitwiseCopyable {
  /// Which word.
  var word: Int32
  /// How far from that word's low end.
  var shift: Int32
  /// The field's bits, at the low end.
  var mask: UInt64
  /// What is added to the bits to give the value: a meter's least value.
  var bias: Int64

  @inline(__always)
  func read(_ words: UnsafePointer<UInt64>) -> Int64 {
    Int64(bitPattern: (words[Int(word)] &>> UInt64(shift)) & mask) &+ bias
  }

  @inline(__always)
  func readRaw(_ words: UnsafePointer<UInt64>) -> UInt64 {
    (words[Int(word)] &>> UInt64(shift)) & mask
  }

  @inline(__always)
  func writeRaw(_ bits: UInt64, _ words: UnsafeMutablePointer<UInt64>) {
    let cleared = words[Int(word)] & ~(mask &<< UInt64(shift))
    words[Int(word)] = cleared | (bits &<< UInt64(shift))
  }
}

/// Lays fields into words, none across a word's border, first fit.
struct FieldPacker {
  private(set) var fields: [Field] = []
  private var free: [Int32] = []

  var wordCount: Int { free.count }

  /// Makes a field for raw values 0 ... `largest` and returns its index.
  mutating func add(largest: UInt64, bias: Int64 = 0) -> Int32 {
    let width = Int32(64 - largest.leadingZeroBitCount)
    let mask: UInt64 = width == 64 ? .max : (1 &<< UInt64(width)) &- 1
    let word = free.firstIndex { $0 >= width } ?? newWord()
    let shift = 64 - free[word]
    free[word] -= width
    fields.append(
      Field(word: Int32(word), shift: shift == 64 ? 0 : shift, mask: mask, bias: bias))
    return Int32(fields.count - 1)
  }

  /// Appends whole words and returns the first one's index.
  mutating func addWords(_ count: Int) -> Int {
    let first = free.count
    free.append(contentsOf: repeatElement(0, count: count))
    return first
  }

  private mutating func newWord() -> Int {
    free.append(64)
    return free.count - 1
  }
}

/// Where everything that an encounter remembers stands in its packed words.
struct StateLayout: Sendable {
  var fields: [Field] = []
  var wordCount = 0
  /// The place: a scene's index, or the number of scenes plus an ending's index. Always field 0.
  var place: Int32 = 0
  /// Choices taken.
  var turns: Int32 = -1
  /// First meter; the others follow.
  var meters: Int32 = -1
  /// First flag; the others follow.
  var flags: Int32 = -1
  /// First fact; the others follow.
  var facts: Int32 = -1
  /// Seconds, no further than any condition can tell apart; -1 if none looks.
  var seconds: Int32 = -1
  /// Hundredths given away, no further than any limit, gate or condition can tell apart; or -1.
  var spent: Int32 = -1
  /// Points that wait at the gate, by criterion; -1 for a criterion that never has any.
  var waiting: [Int32] = []
  /// One bit: the gate can no longer open; -1 if no point ever waits.
  var gateLost: Int32 = -1
  /// First word of the bits of choices already taken.
  var takenWord = 0
  var takenWordCount = 0
}
