/// The states of each place: a set of its own for every scene and ending, so that a lookup touches
/// little memory.
///
/// Unsafe because arrays cannot hold what must not be copied.
struct StatePools: ~Copyable {
  private struct Pool: ~Copyable {
    var states: StateSet
    /// The number of the first state, the others following; -1 where none has a number yet, or
    /// where they have numbers of their own.
    var first = -1
    /// The number of each state of a loop; `UInt32.max` for none yet. Nil where there is no loop.
    var numbers: Buffer<UInt32>?
  }

  let placeCount: Int
  private let pools: UnsafeMutablePointer<Pool>

  init(count: Int, wordCount: Int) {
    placeCount = count
    pools = .allocate(capacity: count)
    for place in 0..<count {
      (pools + place).initialize(to: Pool(states: StateSet(wordCount: wordCount)))
    }
  }

  deinit {
    pools.deinitialize(count: placeCount)
    pools.deallocate()
  }

  /// The number of states found at a place.
  func count(_ place: Int) -> Int { pools[place].states.count }

  /// The packed words of the state at this position of a place.
  func words(_ place: Int, _ position: Int) -> UnsafePointer<UInt64> {
    pools[place].states.state(position)
  }

  /// The position of a state, and whether it is new.
  func insert(
    _ place: Int, _ words: UnsafePointer<UInt64>
  ) -> (position: Int, isNew: Bool) {
    let count = pools[place].states.count
    let position = pools[place].states.insert(words)
    return (position, position == count)
  }

  /// The position of a state that was found, or nil.
  func find(_ place: Int, _ words: UnsafePointer<UInt64>) -> Int? {
    pools[place].states.find(words)
  }

  // MARK: Numbers

  /// The number of a state; `UInt32.max` if it has none yet.
  @inline(__always)
  func number(_ place: Int, _ position: Int) -> UInt32 {
    if pools[place].first >= 0 {
      return UInt32(truncatingIfNeeded: pools[place].first &+ position)
    }
    return pools[place].numbers?[position] ?? .max
  }

  /// The number of a place's first state, where all follow each other.
  func firstNumber(_ place: Int) -> Int { pools[place].first }

  /// Whether all states of a place have numbers that follow each other.
  func isNumbered(_ place: Int) -> Bool { pools[place].first >= 0 }

  /// Whether the states of a place have numbers one by one.
  func hasOwnNumbers(_ place: Int) -> Bool { pools[place].numbers != nil }

  /// Numbers all states of a place in a row.
  func numberAll(_ place: Int, from first: Int) { pools[place].first = first }

  /// Makes room for the number of a place's next state.
  func addUnnumbered(_ place: Int) {
    if pools[place].numbers == nil { pools[place].numbers = Buffer(capacity: 4) }
    pools[place].numbers?.append(.max)
  }

  /// Numbers one state.
  func number(_ place: Int, _ position: Int, as number: Int) {
    pools[place].numbers?[position] = UInt32(truncatingIfNeeded: number)
  }
}
