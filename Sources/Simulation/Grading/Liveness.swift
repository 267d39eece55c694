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
    var uses = UsesAhead(program)
    let gate = Gate(&uses)
    uses.passOver { $0.includePlayed(in: $1) }
    let scenes = program.scenario.scenes.count
    endingMask = gate.endingMask
    wordCount = program.layout.wordCount
    needs = Buffer(capacity: scenes * (2 * wordCount + 1))
    for scene in 0..<scenes {
      let masks = uses.masks(scene)
      for word in 0..<wordCount { needs.append(masks[word] | gate.openMask[word]) }
      for word in 0..<wordCount { needs.append(masks[word] | gate.lostMask[word]) }
      needs.append(gate.readsTurns ? 0 : uses.indifferentTurns(scene))
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

/// What the gates read: everything that decides whether waiting points will count.
private struct Gate {
  let endingMask: [UInt64]
  /// What matters everywhere, while the gate can still open and once it is lost.
  private(set) var openMask: [UInt64]
  private(set) var lostMask: [UInt64]
  let readsTurns: Bool

  init(_ uses: inout UsesAhead) {
    let tables = uses.program.tables
    uses.begin()
    uses.include(tables.place)
    if tables.gateLost >= 0 {
      uses.include(tables.fields[tables.gateLost])
      for index in 0..<tables.waitingFields.count {
        uses.include(tables.fields[tables.waitingFields[index]])
      }
    }
    endingMask = uses.mask.elements
    if tables.gateLost >= 0 {
      if tables.proportion >= 0 { uses.include(tables.fields[tables.spent]) }
      uses.include(condition: tables.basics)
    }
    openMask = uses.mask.elements
    lostMask = endingMask
    readsTurns = uses.areTurnsRead
    lostMask[0] |= tables.turnBits
    openMask[0] |= tables.turnBits
  }
}

extension UsesAhead {
  /// Includes what decides how a play goes on from a scene, the gates aside.
  fileprivate mutating func includePlayed(in scene: Int) {
    let tables = program.tables
    let code = tables.scenes.at(scene)
    for index in code.pointee.choices.range {
      let choice = tables.choices.at(index)
      include(condition: choice.pointee.when)
      includeTaken(choice)
      if choice.pointee.traits.contains(.spends), tables.limit >= 0 {
        include(tables.fields[tables.spent])
        includeRaises()
      }
      guard choice.pointee.traits.contains(.forks) else { continue }
      for route in tables.detail(choice).pointee.routes.range {
        include(condition: tables.routes.at(route).pointee.when)
      }
    }
    for index in code.pointee.branches.range {
      include(condition: tables.branches.at(index).pointee.when)
    }
  }
}
