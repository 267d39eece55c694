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
    endingMask = analysis.endingMask
    wordCount = program.layout.wordCount
    needs = Buffer(capacity: analysis.longest.count * (2 * wordCount + 1))
    for scene in analysis.longest.indices {
      let words = scene * wordCount..<(scene + 1) * wordCount
      for mask in analysis.masks[words] { needs.append(mask) }
      for mask in analysis.lostMasks[words] { needs.append(mask) }
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
private struct LivenessAnalysis {
  let program: Program
  let wordCount: Int
  var masks: [UInt64]
  var lostMasks: [UInt64]
  var readsTurns: [Bool]
  var longest: [Int32]
  var endingMask: [UInt64]
  private var gateMask: [UInt64]
  private var gateReadsTurns = false
  private var testIsSeen: [Int32]

  init(_ program: Program) {
    self.program = program
    wordCount = program.layout.wordCount
    let scenes = program.scenario.scenes.count
    masks = Array(repeating: 0, count: scenes * wordCount)
    lostMasks = masks
    readsTurns = Array(repeating: false, count: scenes)
    longest = Array(repeating: 0, count: scenes)
    endingMask = Array(repeating: 0, count: wordCount)
    gateMask = endingMask
    testIsSeen = Array(repeating: -1, count: program.tables.tests.count)
  }

  mutating func run() {
    addGate()
    let graph = SceneGraph(program.scenario)
    for members in graph.membersByComponent(program.components) {
      add(members, graph, isCyclic: program.components.isCyclic(members))
    }
    addAlwaysLive()
  }

  /// The turns taken, as they stand in the first word, below which no play from a scene can come
  /// to the cap; 0 where a condition ahead reads them.
  func indifferentTurns(_ scene: Int) -> UInt64 {
    let free = program.tables.turnCap - Int64(longest[scene]) + 1
    guard !readsTurns[scene], longest[scene] != .max, free > 0 else { return 0 }
    return UInt64(free) * program.tables.turnUnit
  }

  /// What the gates read: everything that decides whether waiting points will count.
  private mutating func addGate() {
    let tables = program.tables
    Self.include(tables.place, in: &endingMask)
    guard tables.gateLost >= 0 else { return }
    Self.include(tables.fields[tables.gateLost], in: &endingMask)
    for index in 0..<tables.waitingFields.count {
      Self.include(tables.fields[tables.waitingFields[index]], in: &endingMask)
    }
    var mask = endingMask
    if tables.proportion >= 0 { Self.include(tables.fields[tables.spent], in: &mask) }
    var readsTurns = false
    collect(tables.basics, scene: -2, into: &mask, &readsTurns)
    gateReadsTurns = readsTurns
    gateMask = mask
  }

  private mutating func add(_ members: ArraySlice<Int32>, _ graph: SceneGraph, isCyclic: Bool) {
    let component = members.first.map { program.components.componentOfScene[Int($0)] }
    var mask = [UInt64](repeating: 0, count: wordCount)
    var reads = false
    var most: Int32 = 0
    for member in members {
      collectUses(Int(member), into: &mask, &reads)
      for successor in graph.successors(of: Int(member))
      where program.components.componentOfScene[Int(successor)] != component {
        for word in 0..<wordCount { mask[word] |= lostMasks[Int(successor) * wordCount + word] }
        reads = reads || readsTurns[Int(successor)]
        most = max(most, longest[Int(successor)])
      }
    }
    for member in members {
      let scene = Int(member)
      for word in 0..<wordCount { lostMasks[scene * wordCount + word] = mask[word] }
      readsTurns[scene] = reads
      let own: Int32 = program.scenario.scenes[scene].isChance ? 0 : 1
      longest[scene] = isCyclic || most == .max ? .max : most + own
    }
  }

  private mutating func addAlwaysLive() {
    for scene in readsTurns.indices {
      readsTurns[scene] = readsTurns[scene] || gateReadsTurns
      for word in 0..<wordCount {
        lostMasks[scene * wordCount + word] |= endingMask[word]
        if word == 0 { lostMasks[scene * wordCount] |= program.tables.turnBits }
        masks[scene * wordCount + word] = lostMasks[scene * wordCount + word] | gateMask[word]
      }
    }
  }

  private mutating func collectUses(_ scene: Int, into mask: inout [UInt64], _ reads: inout Bool) {
    let tables = program.tables
    let code = tables.scenes[scene]
    for index in code.choices.range {
      let choice = tables.choices[index]
      collect(choice.when, scene: scene, into: &mask, &reads)
      if choice.taken >= 0 {
        mask[tables.takenWord + Int(choice.taken >> 6)] |= 1 << UInt64(choice.taken & 63)
      }
      if choice.traits.contains(.spends), tables.limit >= 0 {
        Self.include(tables.fields[tables.spent], in: &mask)
        collectRaises(scene: scene, into: &mask, &reads)
      }
      for route in tables.details[index].routes.range {
        collect(tables.routes[route].when, scene: scene, into: &mask, &reads)
      }
    }
    for index in code.branches.range {
      collect(tables.branches[index].when, scene: scene, into: &mask, &reads)
    }
  }

  private mutating func collectRaises(
    scene: Int, into mask: inout [UInt64], _ reads: inout Bool
  ) {
    for index in 0..<program.tables.raises.count {
      collect(program.tables.raises[index].when, scene: scene, into: &mask, &reads)
    }
  }

  /// Adds the fields that a condition's tests read. Tests are marked with the scene for which they
  /// were seen, so that shared ones are followed once.
  private mutating func collect(
    _ entry: Int32, scene: Int, into mask: inout [UInt64], _ reads: inout Bool
  ) {
    // Most choices have no condition.
    guard entry >= 0 else { return }
    var open = [entry]
    while let index = open.popLast() {
      guard index >= 0, testIsSeen[Int(index)] != Int32(scene) else { continue }
      testIsSeen[Int(index)] = Int32(scene)
      let test = program.tables.tests[index]
      open += [test.ifTrue, test.ifFalse]
      if test.kind != .limitLiteral {
        collect(field: program.tables.fields[test.left], into: &mask, &reads)
      }
      if test.kind == .fieldField {
        collect(field: program.tables.fields[test.right], into: &mask, &reads)
      }
      if test.kind == .fieldLimit || test.kind == .limitLiteral {
        collectRaises(scene: scene, into: &mask, &reads)
      }
    }
  }

  private func collect(field: Field, into mask: inout [UInt64], _ reads: inout Bool) {
    if field == program.tables.turns { reads = true }
    Self.include(field, in: &mask)
  }

  private static func include(_ field: Field, in mask: inout [UInt64]) {
    mask[Int(field.word)] |= field.mask << UInt64(field.shift)
  }
}
