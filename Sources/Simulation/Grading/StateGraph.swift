/// Every state that any play of a program can reach, and every way between them.
///
/// States are those at scenes waiting for an answer, at chance scenes before the draw, and at
/// endings; what cannot matter any more is cleared from them (`Liveness`). No play returns to a
/// state: a loop of scenes counts turns.
struct StateGraph: ~Copyable {
  let program: Program
  /// Empty where not everything was explored.
  private let pools: StatePools
  /// Where each state's arrows start, and after the last where they end. States that were found but
  /// not expanded before the budget ran out have no entry.
  private let starts: Buffer<UInt32>
  let targets: Buffer<UInt32>
  let arrows: Arrows
  /// Where each state stands.
  private let places: Buffer<UInt32>
  /// Whether everything was explored.
  let coverage: Coverage
  let liveness: Liveness

  /// The number of states. The start is state 0, and every state has a lower number than those that
  /// it leads to, so that every pass over them runs through memory in one direction.
  var count: Int { places.count }

  init(_ program: Program, budget: Exploration.Budget) {
    self.program = program
    var exploration = Exploration(program, budget: budget)
    exploration.run()
    coverage = exploration.coverage
    // Of a graph that has no end nobody asks what its states are: some hundred million bytes.
    pools =
      exploration.coverage == .whole ? exploration.pools : StatePools(count: 0, wordCount: 1)
    starts = exploration.starts
    targets = exploration.targets
    arrows = exploration.arrows
    places = exploration.places
    liveness = exploration.liveness
  }

  /// A graph without states, of a program that was explored only in part.
  init(without coverage: Coverage, _ program: Program) {
    self.program = program
    self.coverage = coverage
    pools = StatePools(count: 0, wordCount: 1)
    starts = Buffer(capacity: 1)
    targets = Buffer(capacity: 1)
    arrows = Arrows()
    places = Buffer(capacity: 1)
    liveness = Liveness(program)
  }

  /// The place's number that stands for: the turn cap was reached and `patience` is missing.
  var impatientPlace: Int { program.scenario.scenes.count + program.scenario.endings.count }

  /// Where a state stands: a scene's index, the number of scenes plus an ending's, or
  /// `impatientPlace`.
  @inline(__always)
  func place(_ state: Int) -> Int { Int(places[state]) }

  /// The arrows that leave a state, as indices of `arrows` and `targets`.
  @inline(__always)
  func leaving(_ state: Int) -> Range<Int> {
    guard state + 1 < starts.count else { return 0..<0 }
    return Int(starts[state])..<Int(starts[state + 1])
  }

  /// The state that an arrow leaves.
  func source(of arrow: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(starts[middle]) <= arrow { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The packed words of a state at an ending.
  func words(_ state: Int) -> UnsafePointer<UInt64> {
    let place = place(state)
    return pools.words(place, state - pools.firstNumber(place))
  }

  /// For each state its position at its place, by which `words(_:_:)` finds it.
  func positions() -> Buffer<UInt32> {
    let positions = Buffer<UInt32>(repeating: 0, count: count)
    for place in 0..<pools.placeCount {
      for position in 0..<pools.count(place) {
        let number = Int(pools.number(place, position))
        if number < count { positions[number] = UInt32(truncatingIfNeeded: position) }
      }
    }
    return positions
  }

  /// The packed words of any state.
  func words(_ state: Int, _ positions: borrowing Buffer<UInt32>) -> UnsafePointer<UInt64> {
    pools.words(place(state), Int(positions[state]))
  }

  /// The number of a state given by packed words as an encounter has them, or nil if no play
  /// reaches it.
  func number(of words: [UInt64]) -> Int? {
    var words = words
    return words.withUnsafeMutableBufferPointer { buffer -> Int? in
      guard let start = buffer.baseAddress else { return nil }
      let place = Int(program.tables.place.readRaw(start))
      guard place < pools.placeCount else { return nil }
      if place < program.scenario.scenes.count {
        liveness.normalise(start, at: place, program.tables)
      } else {
        liveness.normaliseEnding(start, program.tables)
      }
      return pools.find(place, start).map { Int(pools.number(place, $0)) }
    }
  }
}
