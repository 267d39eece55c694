import GRDB
import Gradings
package import Simulation

extension RecordsFile {
  /// Appends what was done; durable when this returns.
  /// - Parameters:
  ///   - number: the number this entry is to get, from 1 over all entries of the encounter. If
  ///     another one has it by now, somebody else went on with the encounter: `movedOn`.
  ///   - taken: when it was done. The prompt counts as shown `waited` milliseconds before.
  package func append(
    _ entry: Transcript.Entry, to encounter: EncounterKey, number: Int64, taken: Timestamp
  ) throws(RecordsError) {
    try write(isAtPrompt: true) { db in
      let last = try LastLink.read(db, encounter.number)
      guard !last.isOver else { throw RecordsError.over(encounter: encounter.number) }
      guard last.number == number - 1 else {
        throw RecordsError.movedOn(encounter: encounter.number)
      }
      let row = MoveRow(entry)
      let move = KeptMove(
        entry: entry, number: number, turn: row.kind == .undo ? last.standing : last.standing + 1,
        shown: Timestamp(milliseconds: taken.milliseconds - max(0, row.waited ?? 0)), taken: taken)
      try Self.insert(db, move, encounter: encounter.number, after: last.hash)
    }
  }

  @discardableResult
  static func insert(
    _ db: Database, _ move: KeptMove, encounter: Int64, after previous: [UInt8]
  ) throws -> [UInt8] {
    let row = MoveRow(move.entry)
    let hash = Chain.link(move, after: previous)
    try db.cachedStatement(
      sql: """
        INSERT INTO move (encounter, number, kind, turn, scene, choice, shown, taken, waited,
          timed_out, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      encounter, move.number, row.kind.rawValue, move.turn, row.scene, row.choice,
      move.shown.milliseconds, move.taken.milliseconds, row.waited, row.timedOut, previous.blob,
      hash.blob,
    ])
    if case .note(let text) = move.entry {
      try db.execute(
        sql: "INSERT INTO note (encounter, number, text) VALUES (?, ?, ?)",
        arguments: [encounter, move.number, text])
    }
    return hash
  }
}

/// Where an encounter's chain ends for now.
struct LastLink {
  /// Of the last move; 0 if there is none.
  var number: Int64
  /// How many answers stand, those that were undone left out.
  var standing: Int
  var hash: [UInt8]
  var isOver: Bool

  static func read(_ db: Database, _ encounter: Int64) throws -> LastLink {
    guard let facts = try ChainStart.facts(db, encounter) else {
      throw RecordsError.noEncounter("\(encounter)")
    }
    let last = try db.row(
      "SELECT number, kind, turn, hash FROM move WHERE encounter = ? ORDER BY number DESC LIMIT 1",
      [encounter]
    ) { row in
      LastLink(
        number: row.int(0), standing: Int(row.int(2)) - (row.int(1) == 0 ? 0 : 1),
        hash: row.bytes(3), isOver: facts.isOver)
    }
    let beginning = {
      Chain.beginning(uuid: facts.uuid, origin: facts.origin, started: facts.started)
    }
    return last ?? LastLink(number: 0, standing: 0, hash: beginning(), isOver: facts.isOver)
  }
}

/// What the chain of an encounter begins with, as it is on file.
struct ChainStart {
  var uuid: String
  var origin: Transcript.Origin
  var started: Timestamp
  var isOver: Bool

  static func facts(_ db: Database, _ encounter: Int64) throws -> ChainStart? {
    try db.row(
      """
      SELECT e.uuid, e.started, e.ended IS NOT NULL, \(Transcript.Origin.columns)
      FROM encounter e JOIN document s ON s.id = e.scenario_document
      JOIN document r ON r.id = e.rubrics_document WHERE e.id = ?
      """, [encounter]
    ) { row in
      ChainStart(
        uuid: row.text(0), origin: Transcript.Origin(row, from: 3),
        started: Timestamp(milliseconds: row.int(1)), isOver: row.flag(2))
    }
  }
}

extension Transcript.Origin {
  /// To be read by `init(_:from:)`; eight columns.
  static let columns =
    "e.scenario, e.version, s.digest, r.digest, e.voice, e.seed, e.mode, e.timed"

  /// A voice or mode that no version knows, which only damage can cause, becomes the first one; the
  /// chain then tells.
  init(_ row: Columns, from first: Int32) {
    let mode = row.text(first + 6)
    self.init(
      scenarioID: row.text(first), scenarioVersion: row.text(first + 1),
      digest: row.text(first + 2), rubricsDigest: row.text(first + 3),
      voice: Voice(name: row.text(first + 4)) ?? .harmonizer,
      seed: UInt64(clamping: row.int(first + 5)),
      mode: Mode.allCases.first { $0.name == mode } ?? .practice, isTimed: row.flag(first + 7))
  }
}
