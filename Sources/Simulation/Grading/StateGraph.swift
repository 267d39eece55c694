/// Every state that any play of a program can reach, and every way between them.
///
/// States are those at scenes waiting for an answer, at chance scenes before the draw, and at
/// endings; what cannot matter any more is cleared from them (`Liveness`). No play returns to a
/// state: a loop of scenes counts turns.
struct StateGraph: ~Copyable {
  /// How far an exploration may go and who hears of it.
  struct Budget {
    /// Most states; the exploration stops when one more is found.
    var states: Int
    /// Most bytes for the packed states themselves.
    var bytes: Int = 1 << 30
    /// Called now and then with the number of states so far; false stops the exploration.
    var goOn: (Int) -> Bool = { _ in true }
  }

  /// An arrow: which choice or branch of the scene, and what it did.
  struct Arrow: BitwiseCopyable {
    /// The choice's or branch's position in its scene (low 14 bits) and two flags.
    var bits: UInt16

    static let countedBit: UInt16 = 1 << 15
    static let criticalBit: UInt16 = 1 << 14

    @inline(__always) var position: Int { Int(bits & 0x3FFF) }
    /// The marks counted.
    @inline(__always) var counted: Bool { bits & Arrow.countedBit != 0 }
    /// The choice is critical here, by itself or by overspending.
    @inline(__always) var critical: Bool { bits & Arrow.criticalBit != 0 }
  }

  let program: Program
  private var states: StateSet
  /// Where each state's arrows start, and after the last where they end. States that were found but
  /// not expanded before the budget ran out have no entry.
  private var starts = Buffer<UInt32>()
  private(set) var targets = Buffer<UInt32>()
  private(set) var arrows = Buffer<Arrow>()
  /// Where each state stands.
  private var places = Buffer<UInt32>()
  /// Per state, its number in `states`; and the other way round. Empty while they are the same.
  private var keys = Buffer<UInt32>()
  private var ranks = Buffer<UInt32>()
  /// Whether everything was explored.
  private(set) var isComplete = true
  private let liveness: Liveness

  /// The number of states. The start is state 0, and if the graph is complete every state has a
  /// lower number than those that it leads to.
  var count: Int { states.count }

  init(_ program: Program, budget: Budget) {
    self.program = program
    liveness = Liveness(program)
    states = StateSet(wordCount: program.layout.wordCount)
    starts.append(0)
    explore(budget)
    readPlaces()
    if isComplete { renumber(topologicalOrder()) }
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

  /// The packed words of a state.
  func words(_ state: Int) -> UnsafePointer<UInt64> {
    states.state(keys.count > 0 ? Int(keys[state]) : state)
  }

  /// The number of a state given by packed words as an encounter has them, or nil if no play
  /// reaches it.
  func number(of words: [UInt64]) -> Int? {
    var words = words
    return words.withUnsafeMutableBufferPointer { buffer -> Int? in
      guard let start = buffer.baseAddress else { return nil }
      let place = Int(program.tables.place.readRaw(start))
      if place < program.scenario.scenes.count {
        liveness.normalise(start, at: place, program.tables)
      } else {
        liveness.normaliseEnding(start, program.tables)
      }
      return states.find(start).map { ranks.count > 0 ? Int(ranks[$0]) : $0 }
    }
  }

  private mutating func explore(_ budget: Budget) {
    let wordCount = program.layout.wordCount
    let most = min(budget.states, budget.bytes / (8 * wordCount))
    // Unsafe: two scratch states used for every one of the millions of arrows.
    let base = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount)
    let next = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount)
    defer {
      base.deallocate()
      next.deallocate()
    }
    for word in 0..<wordCount { next[word] = program.blank[word] }
    program.tables.place.writeRaw(program.tables.place.mask, next)
    _ = settle(.scene(program.scenario.start), next)
    var state = 0
    while state < states.count {
      if states.count > most || (state & 0xFFFF == 0xFFFF && !budget.goOn(states.count)) {
        isComplete = false
        return
      }
      base.update(from: states.state(state), count: wordCount)
      let place = Int(program.tables.place.readRaw(base))
      if place < program.scenario.scenes.count {
        expand(program.tables.scenes.at(place), base, next)
      }
      starts.append(UInt32(targets.count))
      state += 1
    }
  }

  private mutating func expand(
    _ scene: UnsafePointer<SceneCode>, _ base: UnsafePointer<UInt64>,
    _ next: UnsafeMutablePointer<UInt64>
  ) {
    let tables = program.tables
    let wordCount = program.layout.wordCount
    for index in scene.pointee.choices.range {
      let choice = tables.choices.at(index)
      guard tables.isAvailable(choice, base) else { continue }
      next.update(from: base, count: wordCount)
      let taken = tables.take(choice, next)
      var bits = UInt16(index - Int(scene.pointee.choices.first))
      if taken.counted { bits |= Arrow.countedBit }
      if choice.pointee.critical || taken.overspent { bits |= Arrow.criticalBit }
      add(Arrow(bits: bits), to: settle(taken.to, next))
    }
    for index in scene.pointee.branches.range {
      let branch = tables.branches.at(index)
      guard tables.holds(branch.pointee.when, base) else { continue }
      next.update(from: base, count: wordCount)
      tables.perform(branch.pointee.operations, next)
      let bits = UInt16(index - Int(scene.pointee.branches.first))
      add(Arrow(bits: bits), to: settle(branch.pointee.to, next))
    }
  }

  private mutating func add(_ arrow: Arrow, to target: Int) {
    arrows.append(arrow)
    targets.append(UInt32(truncatingIfNeeded: target))
  }

  /// Enters a destination, clears what cannot matter and returns the state's number.
  private mutating func settle(
    _ to: Destination, _ words: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let tables = program.tables
    switch tables.arrive(to, words) {
    case .scene(let scene): liveness.normalise(words, at: scene, tables)
    case .ending: liveness.normaliseEnding(words, tables)
    case .impatient:
      for word in 0..<program.layout.wordCount { words[word] = 0 }
      tables.place.writeRaw(UInt64(impatientPlace), words)
    }
    return states.insert(words)
  }

  private mutating func readPlaces() {
    places = Buffer(capacity: states.count)
    for state in 0..<states.count {
      places.append(UInt32(program.tables.place.readRaw(states.state(state))))
    }
  }

  /// All states, each before those that it leads to: Kahn's algorithm (1962), which places a state
  /// when all that lead to it are placed.
  private func topologicalOrder() -> Buffer<UInt32> {
    let waiting = Buffer<UInt32>(repeating: 0, count: states.count)
    for index in 0..<targets.count { waiting[Int(targets[index])] += 1 }
    var order = Buffer<UInt32>(capacity: states.count)
    order.append(0)
    var next = 0
    while next < order.count {
      for arrow in leaving(Int(order[next])) {
        let target = Int(targets[arrow])
        waiting[target] -= 1
        if waiting[target] == 0 { order.append(UInt32(target)) }
      }
      next += 1
    }
    precondition(order.count == states.count, "a play must not return to a state")
    return order
  }

  /// Numbers the states anew, so that every pass over them runs through memory in one direction.
  private mutating func renumber(_ order: consuming Buffer<UInt32>) {
    let ranks = Buffer<UInt32>(repeating: 0, count: order.count)
    for rank in 0..<order.count { ranks[Int(order[rank])] = UInt32(rank) }
    var newStarts = Buffer<UInt32>(capacity: order.count + 1)
    var newTargets = Buffer<UInt32>(capacity: targets.count)
    var newArrows = Buffer<Arrow>(capacity: targets.count)
    var newPlaces = Buffer<UInt32>(capacity: order.count)
    newStarts.append(0)
    for rank in 0..<order.count {
      let state = Int(order[rank])
      for arrow in leaving(state) {
        newTargets.append(ranks[Int(targets[arrow])])
        newArrows.append(arrows[arrow])
      }
      newStarts.append(UInt32(newTargets.count))
      newPlaces.append(places[state])
    }
    starts = newStarts
    targets = newTargets
    arrows = newArrows
    places = newPlaces
    keys = order
    self.ranks = ranks
  }
}
