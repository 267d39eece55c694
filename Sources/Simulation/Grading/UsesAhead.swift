/// The fields of a state that the plays from each scene on use.
///
/// A scene's are those that it uses itself and those of its successors. Nothing is subtracted, so one
/// pass over the components, successors first, is enough. What counts as a use, the owner says:
/// `Liveness` and `Visibility` ask for different things.
struct UsesAhead: ~Copyable {
  let program: Program
  /// By scene, in a row: the bits of what it and its successors use.
  private let masks: Buffer<UInt64>
  /// By scene: a condition here or ahead reads the number of turns.
  private let readsTurns: Buffer<Bool>
  /// By scene: the most choices from here on, or `Int32.max` in reach of a loop.
  private let longest: Buffer<Int32>
  /// The bits of what was included since `begin`.
  let mask: Buffer<UInt64>
  /// What was included since `begin` reads the number of turns.
  private(set) var areTurnsRead = false
  /// By test, the round in which it was seen last, so that shared ones are followed once.
  private let testIsSeen: Buffer<Int32>
  private var round: Int32 = 0
  /// Tests that are to be looked at.
  private var open = Buffer<Int32>()

  init(_ program: Program) {
    self.program = program
    let wordCount = program.layout.wordCount
    let scenes = program.scenario.scenes.count
    masks = Buffer(unset: scenes * wordCount)
    readsTurns = Buffer(unset: scenes)
    longest = Buffer(unset: scenes)
    mask = Buffer(repeating: 0, count: wordCount)
    testIsSeen = Buffer(repeating: -1, count: program.tables.tests.count)
  }

  // MARK: Results

  /// The bits of what is used from a scene on, word by word.
  func masks(_ scene: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(masks.start + scene * mask.count)
  }

  /// The turns taken, as they stand in the first word, below which no play from a scene can come
  /// to the cap; 0 where a condition ahead reads them.
  func indifferentTurns(_ scene: Int) -> UInt64 {
    let free = program.tables.turnCap - Int64(longest[scene]) + 1
    guard !readsTurns[scene], longest[scene] != .max, free > 0 else { return 0 }
    return UInt64(free) * program.tables.turnUnit
  }

  // MARK: The pass

  /// Goes over all scenes.
  /// - Parameter includeUses: includes what one scene uses, its successors aside.
  @inline(__always)
  mutating func passOver(_ includeUses: (inout UsesAhead, _ scene: Int) -> Void) {
    for component in 0..<program.components.count {
      begin()
      for member in program.components.members(of: component) { includeUses(&self, Int(member)) }
      finish(component)
    }
  }

  /// Nothing is included yet.
  mutating func begin() {
    for word in 0..<mask.count { mask[word] = 0 }
    areTurnsRead = false
    round += 1
  }

  private mutating func finish(_ component: Int) {
    let members = program.components.members(of: component)
    var most: Int32 = 0
    for member in members {
      for successor in program.graph.successors(of: Int(member)).map(Int.init)
      where program.components.componentOfScene[successor] != component {
        include(masks(successor), readsTurns: readsTurns[successor])
        most = max(most, longest[successor])
      }
    }
    let isEndless = program.components.isCyclic[component] || most == .max
    for scene in members.map(Int.init) {
      for word in 0..<mask.count { masks[scene * mask.count + word] = mask[word] }
      readsTurns[scene] = areTurnsRead
      longest[scene] = isEndless ? .max : most + (program.scenario.scenes[scene].isChance ? 0 : 1)
    }
  }

  // MARK: What is used

  /// Includes all that something else uses.
  mutating func include(_ others: UnsafePointer<UInt64>, readsTurns: Bool) {
    for word in 0..<mask.count { mask[word] |= others[word] }
    areTurnsRead = areTurnsRead || readsTurns
  }

  mutating func include(_ field: Field) {
    if field == program.tables.turns { areTurnsRead = true }
    mask[Int(field.word)] |= field.mask << UInt64(field.shift)
  }

  /// Includes whether a choice was taken.
  func includeTaken(_ choice: UnsafePointer<ChoiceCode>) {
    mask[Int(choice.pointee.takenWord)] |= choice.pointee.takenBit
  }

  /// Includes what decides how far the limit is raised.
  mutating func includeRaises() {
    for index in 0..<program.tables.raises.count {
      include(condition: program.tables.raises[index].when)
    }
  }

  /// Includes the fields that a condition's tests read.
  mutating func include(condition entry: Int32) {
    // Most choices have no condition.
    guard entry >= 0 else { return }
    let bottom = open.count
    open.append(entry)
    while open.count > bottom {
      let index = Int(open.removeLast())
      guard index >= 0, testIsSeen[index] != round else { continue }
      testIsSeen[index] = round
      let test = program.tables.tests.at(index)
      open.append(test.pointee.ifTrue)
      open.append(test.pointee.ifFalse)
      let kind = test.pointee.kind
      if kind != .limitLiteral { include(program.tables.fields[test.pointee.left]) }
      if kind == .fieldField { include(program.tables.fields[test.pointee.right]) }
      if kind == .fieldLimit || kind == .limitLiteral { includeRaises() }
    }
  }
}
