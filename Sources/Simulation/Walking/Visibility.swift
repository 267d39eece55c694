/// What of a state the conditions ahead can still see, those of lines included.
///
/// The counterpart of `Liveness` for surveys: marks and what waits at the gate do not count here.
struct Visibility {
  private let masks: [UInt64]
  private let endingMasks: [UInt64]
  /// Per scene: whether a condition ahead reads the number of turns.
  private let readsTurns: [Bool]
  /// Per scene: the most choices from here on, or `Int32.max` in reach of a loop.
  private let longest: [Int32]
  private let wordCount: Int

  init(_ program: Program) {
    var analysis = VisibilityAnalysis(program)
    analysis.run()
    masks = analysis.masks
    endingMasks = analysis.endingMasks
    readsTurns = analysis.readsTurns
    longest = analysis.longest
    wordCount = program.layout.wordCount
  }

  /// Clears from a state that has just arrived at a scene what nothing will look at.
  @inline(__always)
  func normalise(_ words: UnsafeMutablePointer<UInt64>, at scene: Int, _ tables: Tables) {
    let turns = tables.turns
    let taken = turns.readRaw(words)
    masks.withUnsafeBufferPointer { masks in
      for word in 0..<wordCount { words[word] &= masks[scene &* wordCount &+ word] }
    }
    let most = Int64(longest[scene])
    let isFree =
      !readsTurns[scene] && most != Int64(Int32.max) && Int64(taken) + most <= tables.turnCap
    turns.writeRaw(isFree ? 0 : taken, words)
  }

  /// The same for a state at an ending.
  func normalise(
    _ words: UnsafeMutablePointer<UInt64>, atEnding ending: Int, _ tables: Tables
  ) {
    for word in 0..<wordCount { words[word] &= endingMasks[ending * wordCount + word] }
  }
}

/// The backward analysis behind `Visibility`, component by component, successors first.
private struct VisibilityAnalysis {
  let program: Program
  let wordCount: Int
  var masks: [UInt64]
  var endingMasks: [UInt64]
  var readsTurns: [Bool]
  var longest: [Int32]
  private var endingReadsTurns: [Bool]
  private var testIsSeen: [Int32]
  private var pass: Int32 = 0

  init(_ program: Program) {
    self.program = program
    wordCount = program.layout.wordCount
    let scenes = program.scenario.scenes.count
    let endings = program.scenario.endings.count
    masks = Array(repeating: 0, count: scenes * wordCount)
    endingMasks = Array(repeating: 0, count: endings * wordCount)
    readsTurns = Array(repeating: false, count: scenes)
    endingReadsTurns = Array(repeating: false, count: endings)
    longest = Array(repeating: 0, count: scenes)
    testIsSeen = Array(repeating: -1, count: program.tables.tests.count)
  }

  mutating func run() {
    for ending in endingReadsTurns.indices { addEnding(ending) }
    for component in 0..<program.components.count { add(component) }
  }

  private mutating func addEnding(_ ending: Int) {
    var uses = Uses(wordCount)
    pass += 1
    uses.include(program.tables.place)
    collect(program.tables.basics, into: &uses)
    for line in program.scenario.endings[ending].lines.range {
      collect(program.tables.lines[line], into: &uses)
    }
    for word in 0..<wordCount { endingMasks[ending * wordCount + word] = uses.mask[word] }
    endingReadsTurns[ending] = uses.readsTurns
  }

  private mutating func add(_ component: Int) {
    let members = program.components.members(of: component)
    let isCyclic = program.components.isCyclic[component]
    var uses = Uses(wordCount)
    pass += 1
    uses.include(program.tables.place)
    var most: Int32 = 0
    for member in members {
      collectUses(Int(member), into: &uses)
      for successor in program.graph.successors(of: Int(member)).map(Int.init)
      where program.components.componentOfScene[successor] != component {
        uses.add(masks, at: successor, readsTurns[successor])
        most = max(most, longest[successor])
      }
    }
    for member in members.map(Int.init) {
      for word in 0..<wordCount { masks[member * wordCount + word] = uses.mask[word] }
      readsTurns[member] = uses.readsTurns
      let own: Int32 = program.scenario.scenes[member].isChance ? 0 : 1
      longest[member] = isCyclic || most == .max ? .max : most + own
    }
  }

  private mutating func collectUses(_ scene: Int, into uses: inout Uses) {
    let tables = program.tables
    let authored = program.scenario.scenes[scene]
    for line in authored.lines.range { collect(tables.lines[line], into: &uses) }
    for index in authored.choices.range { collectUses(choice: index, into: &uses) }
    for index in authored.branches.range {
      collect(tables.branches[index].when, into: &uses)
      for line in program.scenario.branches[index].lines.range {
        collect(tables.lines[line], into: &uses)
      }
      add(program.scenario.branches[index].to, to: &uses)
    }
    if !authored.choices.isEmpty {
      collectRaises(into: &uses)
      if let patience = program.scenario.patience { add(.ending(patience), to: &uses) }
    }
  }

  private mutating func collectUses(choice index: Int, into uses: inout Uses) {
    let tables = program.tables
    let choice = tables.choices.at(index)
    collect(choice.pointee.when, into: &uses)
    if choice.pointee.isOnce {
      uses.mask[Int(choice.pointee.takenWord)] |= choice.pointee.takenBit
    }
    for route in tables.detail(choice).pointee.routes.range {
      collect(tables.routes[route].when, into: &uses)
      add(tables.routes[route].to, to: &uses)
    }
  }

  /// Adds what an ending needs; scenes are added component by component.
  private func add(_ to: Destination, to uses: inout Uses) {
    guard let ending = to.ending else { return }
    uses.add(endingMasks, at: ending, endingReadsTurns[ending])
  }

  private mutating func collectRaises(into uses: inout Uses) {
    for index in 0..<program.tables.raises.count {
      collect(program.tables.raises[index].when, into: &uses)
    }
  }

  /// Adds the fields that a condition's tests read, each test once a pass.
  private mutating func collect(_ entry: Int32, into uses: inout Uses) {
    var open = [entry]
    while let index = open.popLast() {
      guard index >= 0, testIsSeen[Int(index)] != pass else { continue }
      testIsSeen[Int(index)] = pass
      let test = program.tables.tests[index]
      open += [test.ifTrue, test.ifFalse]
      if test.kind != .limitLiteral { include(program.tables.fields[test.left], in: &uses) }
      if test.kind == .fieldField { include(program.tables.fields[test.right], in: &uses) }
      if test.kind == .fieldLimit || test.kind == .limitLiteral { collectRaises(into: &uses) }
    }
  }

  private func include(_ field: Field, in uses: inout Uses) {
    if field == program.tables.turns { uses.readsTurns = true }
    uses.include(field)
  }
}

/// The fields that something reads.
private struct Uses {
  var mask: [UInt64]
  var readsTurns = false

  init(_ wordCount: Int) { mask = Array(repeating: 0, count: wordCount) }

  mutating func include(_ field: Field) {
    mask[Int(field.word)] |= field.mask << UInt64(field.shift)
  }

  mutating func add(_ masks: [UInt64], at index: Int, _ turns: Bool) {
    for word in mask.indices { mask[word] |= masks[index * mask.count + word] }
    readsTurns = readsTurns || turns
  }
}
