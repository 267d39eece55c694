/// What of a state the conditions ahead can still see, those of lines included.
///
/// The counterpart of `Liveness` for surveys: marks and what waits at the gate do not count here.
struct Visibility: ~Copyable {
  /// For each scene in a row: for each word what is seen, and the turns, as they stand in the first
  /// word, below which their number makes no difference.
  private var needs: Buffer<UInt64>
  private let endings: EndingUses
  private let wordCount: Int

  init(_ program: Program) {
    var uses = UsesAhead(program)
    let endings = EndingUses(&uses)
    uses.passOver { $0.includeSeen(in: $1, endings) }
    let scenes = program.scenario.scenes.count
    wordCount = program.layout.wordCount
    needs = Buffer(capacity: scenes * (wordCount + 1))
    for scene in 0..<scenes {
      needs.append(uses.masks(scene)[0] | program.tables.turnBits)
      for word in 1..<wordCount { needs.append(uses.masks(scene)[word]) }
      needs.append(uses.indifferentTurns(scene))
    }
    self.endings = endings
  }

  /// Clears from a state that has just arrived at a scene what nothing will look at.
  @inline(__always)
  func normalise(_ words: UnsafeMutablePointer<UInt64>, at scene: Int, _ tables: Tables) {
    let need = needs.start + scene &* (wordCount &+ 1)
    for word in 0..<wordCount { words[word] &= need[word] }
    if words[0] & tables.turnBits < need[wordCount] { words[0] &= ~tables.turnBits }
  }

  /// The same for a state at an ending.
  func normalise(_ words: UnsafeMutablePointer<UInt64>, atEnding ending: Int) {
    for word in 0..<wordCount { words[word] &= endings.masks(ending)[word] }
  }
}

/// What is seen at each ending: by the customer's need and by the conditions of its lines.
private struct EndingUses: ~Copyable {
  /// By ending, in a row.
  private var table = Buffer<UInt64>()
  private(set) var readsTurns: [Bool] = []
  private let wordCount: Int

  init(_ uses: inout UsesAhead) {
    let program = uses.program
    wordCount = program.layout.wordCount
    for ending in program.scenario.endings {
      uses.begin()
      uses.include(program.tables.place)
      uses.include(condition: program.tables.basics)
      uses.include(linesIn: ending.lines)
      for word in 0..<wordCount { table.append(uses.mask[word]) }
      readsTurns.append(uses.areTurnsRead)
    }
  }

  func masks(_ ending: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(table.start + ending * wordCount)
  }
}

extension UsesAhead {
  fileprivate mutating func include(linesIn lines: Extent) {
    for line in lines.range { include(condition: program.tables.lines[line]) }
  }

  /// Includes what is seen in a scene, on the ways out of it and at the endings that they lead to.
  fileprivate mutating func includeSeen(in scene: Int, _ endings: borrowing EndingUses) {
    let authored = program.scenario.scenes[scene]
    include(program.tables.place)
    include(linesIn: authored.lines)
    for index in authored.choices.range { includeSeen(choice: index, endings) }
    for index in authored.branches.range {
      include(condition: program.tables.branches[index].when)
      include(linesIn: program.scenario.branches[index].lines)
      include(program.scenario.branches[index].to, endings)
    }
    if !authored.choices.isEmpty {
      includeRaises()
      if let patience = program.scenario.patience { include(.ending(patience), endings) }
    }
  }

  private mutating func includeSeen(choice index: Int, _ endings: borrowing EndingUses) {
    let tables = program.tables
    let choice = tables.choices.at(index)
    include(condition: choice.pointee.when)
    if choice.pointee.isOnce { includeTaken(choice) }
    for route in tables.detail(choice).pointee.routes.range {
      include(condition: tables.routes[route].when)
      include(tables.routes[route].to, endings)
    }
  }

  /// Includes what an ending uses; scenes are passed over component by component.
  private mutating func include(_ to: Destination, _ endings: borrowing EndingUses) {
    guard let ending = to.ending else { return }
    include(endings.masks(ending), readsTurns: endings.readsTurns[ending])
  }
}
