/// Finds every state that any play can reach, scene by scene in the order in which plays come to
/// scenes, so that the states looked up at one time are few and lie together, and numbers them so
/// that every state has a lower number than those that it leads to.
///
/// Where plays can come back to scenes, the states of such a loop are taken turn by turn, since
/// every answer counts a turn; within a turn draws come first, in the order of their chains.
struct Exploration: ~Copyable {
  /// How far an exploration may go and who hears of it.
  struct Budget {
    /// Most states; the exploration stops when one more is found.
    var states: Int
    /// Most bytes for the packed states themselves.
    var bytes: Int = 1 << 30
    /// Called now and then with the number of states so far; false stops the exploration.
    var goOn: (Int) -> Bool = { _ in true }
  }

  private let program: Program
  let liveness: Liveness
  private let budget: Budget
  private let most: Int
  private let wordCount: Int
  private(set) var pools: StatePools
  /// Where each state's arrows start, and after the last where they end.
  private(set) var starts = Buffer<UInt32>()
  /// Positions in their pools at first, numbers in the end.
  private(set) var targets = Buffer<UInt32>()
  private(set) var arrows = Arrows()
  /// Where each numbered state stands.
  private(set) var places = Buffer<UInt32>()
  /// Whether everything was explored.
  private(set) var coverage = Coverage.whole
  private var targetPlaces = Buffer<UInt32>()
  private var found = 0
  /// The component being explored if plays can come back within it; otherwise -1.
  private var loop: Int32 = -1
  private var queue: LoopQueue

  init(_ program: Program, budget: Budget) {
    self.program = program
    liveness = Liveness(program)
    self.budget = budget
    wordCount = program.layout.wordCount
    most = min(budget.states, budget.bytes / (8 * wordCount))
    pools = StatePools(
      count: program.scenario.scenes.count + program.scenario.endings.count + 1,
      wordCount: wordCount)
    queue = LoopQueue(program.tables)
    starts.append(0)
  }

  /// Two states used for every one of the millions of arrows; unsafe for that reason.
  private struct Scratch {
    let base: UnsafeMutablePointer<UInt64>
    let next: UnsafeMutablePointer<UInt64>
  }

  mutating func run() {
    let scratch = Scratch(
      base: .allocate(capacity: wordCount), next: .allocate(capacity: wordCount))
    defer {
      scratch.base.deallocate()
      scratch.next.deallocate()
    }
    for word in 0..<wordCount { scratch.next[word] = program.blank[word] }
    program.tables.place.writeRaw(program.tables.place.mask, scratch.next)
    _ = settle(.scene(program.scenario.start), scratch.next)
    exploreComponents(scratch)
    numberTheRest()
    for index in 0..<targets.count {
      targets[index] = pools.number(Int(targetPlaces[index]), Int(targets[index]))
    }
  }

  private mutating func exploreComponents(_ scratch: Scratch) {
    // Successors stand first, and plays come to them last.
    for component in (0..<program.components.count).reversed() where coverage == .whole {
      let members = program.components.members(of: component)
      if program.components.isCyclic[component] {
        exploreLoop(members, Int32(component), scratch)
      } else if let scene = members.first {
        exploreScene(Int(scene), scratch)
      }
    }
  }

  private mutating func exploreScene(_ scene: Int, _ scratch: Scratch) {
    let count = pools.count(scene)
    guard count > 0 else { return }
    numberAll(scene)
    var position = 0
    while position < count, goesOn() {
      expand(scene, position, scratch)
      position += 1
    }
  }

  private mutating func goesOn() -> Bool {
    let isCallDue = starts.count % Solution.statesBetweenCalls == 0
    if found > most {
      coverage = .overBudget
    } else if isCallDue, !budget.goOn(found) {
      coverage = .stopped
    }
    return coverage == .whole
  }

  private mutating func numberAll(_ place: Int) {
    pools.numberAll(place, from: places.count)
    for _ in 0..<pools.count(place) { places.append(UInt32(place)) }
  }

  /// Endings, and what the budget left unexplored.
  private mutating func numberTheRest() {
    for place in 0..<pools.placeCount where !pools.isNumbered(place) {
      if pools.hasOwnNumbers(place) {
        for position in 0..<pools.count(place) where pools.number(place, position) == .max {
          number(place, position)
        }
      } else {
        numberAll(place)
      }
    }
  }

  private mutating func number(_ place: Int, _ position: Int) {
    pools.number(place, position, as: places.count)
    places.append(UInt32(place))
  }

  // MARK: Loops

  private mutating func exploreLoop(
    _ members: ArraySlice<Int32>, _ component: Int32, _ scratch: Scratch
  ) {
    loop = component
    queue.begin(members)
    for scene in members.map(Int.init) {
      for position in 0..<pools.count(scene) {
        pools.addUnnumbered(scene)
        let turn = program.tables.turns.readRaw(pools.words(scene, position))
        queue.add(scene, position, turn: Int(turn))
      }
    }
    while let (scene, position) = queue.next(), goesOn() {
      number(scene, position)
      expand(scene, position, scratch)
    }
    loop = -1
  }

  // MARK: One state

  private mutating func expand(_ scene: Int, _ position: Int, _ scratch: Scratch) {
    let tables = program.tables
    let code = tables.scenes.at(scene)
    let (base, next) = (scratch.base, scratch.next)
    copy(pools.words(scene, position), to: base)
    for index in code.pointee.choices.range {
      let choice = tables.choices.at(index)
      guard tables.isAvailable(choice, base) else { continue }
      copy(base, to: next)
      let taken = tables.take(choice, next)
      let arrow = Arrows.Arrow(
        position: index - Int(code.pointee.choices.first), counted: taken.counted,
        critical: choice.pointee.isCritical || taken.overspent)
      add(arrow, to: settle(taken.to, next))
    }
    for index in code.pointee.branches.range {
      let branch = tables.branches.at(index)
      guard tables.holds(branch.pointee.when, base) else { continue }
      copy(base, to: next)
      tables.perform(branch.pointee.operations, next)
      let arrow = Arrows.Arrow(
        position: index - Int(code.pointee.branches.first), counted: false, critical: false)
      add(arrow, to: settle(branch.pointee.to, next))
    }
    starts.append(UInt32(targets.count))
  }

  /// A state is a word or two, for which a call would cost more than the copy.
  @inline(__always)
  private func copy(_ words: UnsafePointer<UInt64>, to copy: UnsafeMutablePointer<UInt64>) {
    copy[0] = words[0]
    var word = 1
    while word < wordCount {
      copy[word] = words[word]
      word += 1
    }
  }

  @inline(__always)
  private mutating func add(_ arrow: Arrows.Arrow, to target: (place: Int, position: Int)) {
    arrows.append(arrow)
    targets.append(UInt32(truncatingIfNeeded: target.position))
    targetPlaces.append(UInt32(truncatingIfNeeded: target.place))
  }

  /// Enters a destination, clears what cannot matter and returns where the state is kept.
  private mutating func settle(
    _ to: Destination, _ words: UnsafeMutablePointer<UInt64>
  ) -> (place: Int, position: Int) {
    let tables = program.tables
    let place: Int
    switch tables.arrive(to, words) {
    case .scene(let scene):
      place = scene
      liveness.normalise(words, at: scene, tables)
    case .ending(let ending):
      place = program.tables.scenes.count + ending
      liveness.normaliseEnding(words, tables)
    case .impatient:
      place = pools.placeCount - 1
      for word in 0..<wordCount { words[word] = 0 }
      tables.place.writeRaw(UInt64(place), words)
    }
    let (position, isNew) = pools.insert(place, words)
    if isNew {
      found += 1
      if loop >= 0, place < tables.scenes.count, tables.scenes.at(place).pointee.component == loop {
        pools.addUnnumbered(place)
        queue.add(place, position, turn: Int(tables.turns.readRaw(words)))
      }
    }
    return (place, position)
  }
}
