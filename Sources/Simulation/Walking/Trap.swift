/// A loop that no play leaves: the encounter can only run out of turns there.
package struct Trap: Equatable, Sendable {
  /// The scenes that a play can still see from there, in file order.
  package var scenes: [Int]
  /// The state nearest to the start in which it is too late.
  package var state: Int
}

extension Solution {
  /// The loops that cannot be left, nearest first. The turn cap does not count as a way out, and
  /// running into it before the way out is found does not make a loop.
  package func traps(_ reach: Reach) -> [Trap] {
    guard isExact, mayRunOutOfTurns else { return [] }
    var search = TrapSearch(self)
    return search.traps(reach)
  }

  /// Whether any play is ended by the turn cap, as far as that can be seen at a glance.
  private var mayRunOutOfTurns: Bool {
    let program = self.program
    guard program.components.isCyclic.contains(true) else { return false }
    let patience = program.scenario.patience.map { program.scenario.scenes.count + $0 }
    for index in 0..<graph.targets.count {
      let place = graph.place(Int(graph.targets[index]))
      if place == patience || place == graph.impatientPlace { return true }
    }
    return false
  }
}

/// States are thought of without their number of turns here, so that a way out that takes more
/// turns than are left counts. What lies beyond the turn cap is looked at as well, up to a limit;
/// beyond that a way out is taken for granted.
private struct TrapSearch: ~Copyable {
  private let solution: Solution
  private var nodes: StateSet
  private let positions: Buffer<UInt32>
  /// By state: its node.
  private let nodeOf: Buffer<UInt32>
  private var from = Buffer<UInt32>()
  private var to = Buffer<UInt32>()
  /// By node: a play can still come to an ending of its own accord.
  private var leaves = Buffer<Bool>()
  /// Nodes that only plays with more turns come to, and whose arrows are still to be found.
  private var open: [Int] = []
  private let mostNodes: Int
  /// Unsafe: one state used again for every arrow.
  private let words: UnsafeMutablePointer<UInt64>

  init(_ solution: Solution) {
    self.solution = solution
    positions = solution.graph.positions()
    let wordCount = solution.program.layout.wordCount
    nodes = StateSet(wordCount: wordCount)
    mostNodes = solution.graph.count * 4 + 100_000
    words = .allocate(capacity: wordCount)
    nodeOf = Buffer(repeating: 0, count: solution.graph.count)
    for state in 0..<solution.graph.count {
      copy(state)
      clearTurns()
      nodeOf[state] = UInt32(nodes.insert(words))
    }
    for _ in 0..<nodes.count { leaves.append(false) }
    for state in 0..<solution.graph.count { addArrows(of: state) }
    while let node = open.popLast() { expand(node) }
    spread()
  }

  deinit { words.deallocate() }

  private var program: Program { solution.program }
  private var sceneCount: Int { program.scenario.scenes.count }

  private func copy(_ state: Int) {
    words.update(from: solution.graph.words(state, positions), count: program.layout.wordCount)
  }

  private func clearTurns() {
    program.tables.turns.writeRaw(0, words)
  }

  private mutating func addArrows(of state: Int) {
    let node = nodeOf[state]
    let place = solution.graph.place(state)
    let arrows = solution.graph.leaving(state)
    // A dead end is a flaw of its own, and no loop.
    guard place < sceneCount, !arrows.isEmpty else {
      leaves[Int(node)] = true
      return
    }
    for arrow in arrows {
      let target = Int(solution.graph.targets[arrow])
      if solution.graph.place(target) < sceneCount {
        add(node, nodeOf[target])
      } else {
        copy(state)
        follow(solution.graph.arrows[arrow].position, at: place, from: node)
      }
    }
  }

  private mutating func add(_ node: UInt32, _ next: UInt32) {
    from.append(node)
    to.append(next)
  }

  /// Adds the arrow of a choice or branch, by its position, from the state in `words`, as if there
  /// were turns left.
  private mutating func follow(_ position: Int, at place: Int, from node: UInt32) {
    let tables = program.tables
    let code = tables.scenes.at(place)
    let destination: Destination
    if code.pointee.choices.count > 0 {
      let choice = tables.choices.at(Int(code.pointee.choices.first) + position)
      destination = tables.take(choice, words).to
    } else {
      let branch = tables.branches.at(Int(code.pointee.branches.first) + position)
      tables.perform(branch.pointee.operations, words)
      destination = branch.pointee.to
    }
    clearTurns()
    guard destination.scene != nil, case .scene(let scene) = tables.arrive(destination, words)
    else {
      leaves[Int(node)] = true
      return
    }
    solution.graph.liveness.normalise(words, at: scene, tables)
    clearTurns()
    if let next = nodeAtHand() { add(node, next) } else { leaves[Int(node)] = true }
  }

  /// The node of the state in `words`, which is new if no play comes to it; nil if there are too
  /// many.
  private mutating func nodeAtHand() -> UInt32? {
    if nodes.count >= mostNodes { return nodes.find(words).map { UInt32($0) } }
    let before = nodes.count
    let node = nodes.insert(words)
    if node == before {
      leaves.append(false)
      open.append(node)
    }
    return UInt32(node)
  }

  /// Adds the arrows of a node beyond the turn cap. Conditions see the last turn there.
  private mutating func expand(_ node: Int) {
    let tables = program.tables
    let wordCount = program.layout.wordCount
    func load() {
      words.update(from: nodes.state(node), count: wordCount)
      tables.turns.writeRaw(UInt64(max(program.scenario.turnCap - 1, 0)), words)
    }
    load()
    let place = Int(tables.place.readRaw(words))
    let scene = program.scenario.scenes[place]
    var isStuck = true
    for position in 0..<Int(max(scene.choices.count, scene.branches.count)) {
      load()
      let isThere =
        scene.isChance
        ? tables.holds(tables.branches.at(Int(scene.branches.first) + position).pointee.when, words)
        : tables.isAvailable(tables.choices.at(Int(scene.choices.first) + position), words)
      guard isThere else { continue }
      isStuck = false
      follow(position, at: place, from: UInt32(node))
    }
    // A dead end is a flaw of its own, and no loop.
    if isStuck { leaves[node] = true }
  }

  /// Whoever can come to a node that leaves can leave.
  private mutating func spread() {
    var starts = [UInt32](repeating: 0, count: nodes.count + 1)
    for index in 0..<to.count { starts[Int(to[index]) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var fill = starts
    let before = Buffer(repeating: UInt32(0), count: to.count)
    for index in 0..<to.count {
      let target = Int(to[index])
      before[Int(fill[target])] = from[index]
      fill[target] += 1
    }
    var open = (0..<nodes.count).filter { leaves[$0] }
    while let node = open.popLast() {
      for index in Int(starts[node])..<Int(starts[node + 1]) where !leaves[Int(before[index])] {
        leaves[Int(before[index])] = true
        open.append(Int(before[index]))
      }
    }
  }

  mutating func traps(_ reach: Reach) -> [Trap] {
    var traps: [Trap] = []
    var reported = Set<Int>()
    for state in reach.order where !leaves[Int(nodeOf[state])] {
      guard !reported.contains(solution.graph.place(state)) else { continue }
      let scenes = scenesAhead(of: state)
      reported.formUnion(scenes)
      traps.append(Trap(scenes: scenes, state: state))
    }
    return traps
  }

  private func scenesAhead(of state: Int) -> [Int] {
    var scenes = Set<Int>()
    var seen: Set<Int> = [state]
    var open = [state]
    while let state = open.popLast() {
      guard solution.graph.place(state) < sceneCount else { continue }
      scenes.insert(solution.graph.place(state))
      for arrow in solution.graph.leaving(state) {
        let target = Int(solution.graph.targets[arrow])
        if seen.insert(target).inserted { open.append(target) }
      }
    }
    return scenes.sorted()
  }
}
