/// What of a state can still matter at each scene.
///
/// A meter that no condition ahead reads, or a count of turns too low to reach the cap from here,
/// makes no difference to any play from here on. Clearing it lets states coincide that differ in
/// nothing that counts, and leaves every value exactly as it was.
struct Liveness: ~Copyable {
  /// For each scene in a row, so that one look into memory serves a state: for each word what
  /// matters while the gate can still open, for each word what matters once it is lost, and the
  /// turns, as they stand in the first word, below which their number makes no difference.
  private var needs: Buffer<UInt64>
  /// Waiting points and the gate's bit, which are all that matters at an ending.
  private let endingMask: [UInt64]
  private let wordCount: Int

  init(_ program: Program) {
    var analysis = LivenessAnalysis(program)
    analysis.run()
    let scenes = program.scenario.scenes.count
    endingMask = analysis.endingMask.elements
    wordCount = program.layout.wordCount
    needs = Buffer(capacity: scenes * (2 * wordCount + 1))
    for scene in 0..<scenes {
      let masks = analysis.masks.start + scene * wordCount
      for word in 0..<wordCount { needs.append(masks[word] | analysis.gateMask[word]) }
      for word in 0..<wordCount { needs.append(masks[word] | analysis.lostMask[word]) }
      needs.append(analysis.indifferentTurns(scene))
    }
  }

  /// Clears from a state that has just arrived at a scene what cannot matter there.
  @inline(__always)
  func normalise(_ words: UnsafeMutablePointer<UInt64>, at scene: Int, _ tables: Tables) {
    let need = needs.start + scene &* (2 &* wordCount &+ 1)
    let isLost = tables.gateLost >= 0 && tables.fields[tables.gateLost].readRaw(words) != 0
    let masks = isLost ? need + wordCount : need
    for word in 0..<wordCount { words[word] &= masks[word] }
    if words[0] & tables.turnBits < need[2 &* wordCount] { words[0] &= ~tables.turnBits }
  }

  /// Clears from a state at an ending everything but what the gates let count.
  func normaliseEnding(_ words: UnsafeMutablePointer<UInt64>, _ tables: Tables) {
    let holds = tables.gatesHold(words)
    for word in 0..<wordCount { words[word] &= endingMask[word] }
    guard tables.gateLost >= 0 else { return }
    tables.fields[tables.gateLost].writeRaw(holds ? 0 : 1, words)
    if holds { return }
    for index in 0..<tables.waitingFields.count {
      tables.fields[tables.waitingFields[index]].writeRaw(0, words)
    }
  }
}

/// The backward analysis behind `Liveness`: a scene needs what it reads and what its successors
/// need. Nothing is subtracted, so one pass over the components, successors first, is enough.
private struct LivenessAnalysis: ~Copyable {
  let program: Program
  let wordCount: Int
  /// By scene, in a row: what it and its successors read, the gates aside.
  let masks: Buffer<UInt64>
  let endingMask: Buffer<UInt64>
  /// What matters everywhere, while the gate can still open and once it is lost.
  let gateMask: Buffer<UInt64>
  let lostMask: Buffer<UInt64>
  private let readsTurns: Buffer<Bool>
  private let longest: Buffer<Int32>
  private var gateReadsTurns = false
  /// What the component at hand needs, as far as was seen.
  private let mask: Buffer<UInt64>
  private var reads = false
  private let testIsSeen: Buffer<Int32>
  /// Tests that are to be looked at.
  private var open = Buffer<Int32>()

  init(_ program: Program) {
    self.program = program
    wordCount = program.layout.wordCount
    let scenes = program.scenario.scenes.count
    masks = Buffer(unset: scenes * wordCount)
    endingMask = Buffer(repeating: 0, count: wordCount)
    gateMask = Buffer(repeating: 0, count: wordCount)
    lostMask = Buffer(repeating: 0, count: wordCount)
    readsTurns = Buffer(unset: scenes)
    longest = Buffer(unset: scenes)
    mask = Buffer(repeating: 0, count: wordCount)
    testIsSeen = Buffer(repeating: -1, count: program.tables.tests.count)
  }

  mutating func run() {
    addGate()
    for component in 0..<program.components.count { add(component) }
  }

  /// The turns taken, as they stand in the first word, below which no play from a scene can come
  /// to the cap; 0 where a condition ahead reads them.
  func indifferentTurns(_ scene: Int) -> UInt64 {
    let free = program.tables.turnCap - Int64(longest[scene]) + 1
    let areRead = readsTurns[scene] || gateReadsTurns
    guard !areRead, longest[scene] != .max, free > 0 else { return 0 }
    return UInt64(free) * program.tables.turnUnit
  }

  /// What the gates read: everything that decides whether waiting points will count.
  private mutating func addGate() {
    let tables = program.tables
    include(tables.place)
    if tables.gateLost >= 0 {
      include(tables.fields[tables.gateLost])
      for index in 0..<tables.waitingFields.count {
        include(tables.fields[tables.waitingFields[index]])
      }
    }
    for word in 0..<wordCount {
      endingMask[word] = mask[word]
      lostMask[word] = mask[word]
    }
    if tables.gateLost >= 0 {
      if tables.proportion >= 0 { include(tables.fields[tables.spent]) }
      collect(tables.basics, scene: -2)
      gateReadsTurns = reads
    }
    for word in 0..<wordCount { gateMask[word] = mask[word] }
    lostMask[0] |= tables.turnBits
    gateMask[0] |= tables.turnBits
  }

  private mutating func add(_ component: Int) {
    let members = program.components.members(of: component)
    for word in 0..<wordCount { mask[word] = 0 }
    reads = false
    var most: Int32 = 0
    for member in members {
      collectUses(Int(member))
      for successor in program.graph.successors(of: Int(member)).map(Int.init)
      where program.components.componentOfScene[successor] != component {
        for word in 0..<wordCount { mask[word] |= masks[successor * wordCount + word] }
        reads = reads || readsTurns[successor]
        most = max(most, longest[successor])
      }
    }
    let isEndless = program.components.isCyclic[component] || most == .max
    for scene in members.map(Int.init) {
      for word in 0..<wordCount { masks[scene * wordCount + word] = mask[word] }
      readsTurns[scene] = reads
      longest[scene] = isEndless ? .max : most + (program.scenario.scenes[scene].isChance ? 0 : 1)
    }
  }

  private mutating func collectUses(_ scene: Int) {
    let tables = program.tables
    let code = tables.scenes.at(scene)
    for index in code.pointee.choices.range {
      let choice = tables.choices.at(index)
      collect(choice.pointee.when, scene: scene)
      mask[Int(choice.pointee.takenWord)] |= choice.pointee.takenBit
      if choice.pointee.traits.contains(.spends), tables.limit >= 0 {
        include(tables.fields[tables.spent])
        collectRaises(scene: scene)
      }
      guard choice.pointee.traits.contains(.forks) else { continue }
      for route in tables.detail(choice).pointee.routes.range {
        collect(tables.routes.at(route).pointee.when, scene: scene)
      }
    }
    for index in code.pointee.branches.range {
      collect(tables.branches.at(index).pointee.when, scene: scene)
    }
  }

  private mutating func collectRaises(scene: Int) {
    for index in 0..<program.tables.raises.count {
      collect(program.tables.raises[index].when, scene: scene)
    }
  }

  /// Adds the fields that a condition's tests read. Tests are marked with the scene for which they
  /// were seen, so that shared ones are followed once.
  private mutating func collect(_ entry: Int32, scene: Int) {
    // Most choices have no condition.
    guard entry >= 0 else { return }
    let bottom = open.count
    open.append(entry)
    while open.count > bottom {
      let index = Int(open.removeLast())
      guard index >= 0, testIsSeen[index] != Int32(scene) else { continue }
      testIsSeen[index] = Int32(scene)
      let test = program.tables.tests.at(index)
      open.append(test.pointee.ifTrue)
      open.append(test.pointee.ifFalse)
      let kind = test.pointee.kind
      if kind != .limitLiteral { includeRead(program.tables.fields[test.pointee.left]) }
      if kind == .fieldField { includeRead(program.tables.fields[test.pointee.right]) }
      if kind == .fieldLimit || kind == .limitLiteral { collectRaises(scene: scene) }
    }
  }

  private mutating func includeRead(_ field: Field) {
    if field == program.tables.turns { reads = true }
    include(field)
  }

  private func include(_ field: Field) {
    mask[Int(field.word)] |= field.mask << UInt64(field.shift)
  }
}
