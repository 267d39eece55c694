import GRDB
import Gradings
package import Simulation

/// An encounter that can be continued.
package struct OpenEncounter: Equatable, Sendable {
  package var key: EncounterKey
  package var title: String
  package var scenario: String
  package var started: Timestamp
  /// Answers that stand so far.
  package var turns: Int
}

extension RecordsFile {
  /// How a trainee stands, by scenario id.
  package func standings(of trainee: Trainee) throws(RecordsError) -> [TraineeStanding] {
    try read { db in
      try db.rows(
        """
        SELECT e.scenario, count(*), max(CASE WHEN e.attempt = 1 THEN g.score END), max(g.score),
          (SELECT l.score FROM encounter x JOIN grading l ON l.encounter = x.id
            WHERE x.trainee = e.trainee AND x.scenario = e.scenario AND l.superseded_by IS NULL
              AND l.score IS NOT NULL ORDER BY x.id DESC LIMIT 1), max(e.started)
        FROM encounter e LEFT JOIN grading g ON g.encounter = e.id AND g.superseded_by IS NULL
        WHERE e.trainee = ? GROUP BY e.scenario ORDER BY e.scenario
        """, [trainee.number]
      ) { row in
        TraineeStanding(
          scenario: row.text(0), attempts: Int(row.int(1)), first: row.optionalDouble(2),
          best: row.optionalDouble(3), last: row.optionalDouble(4),
          lastStarted: Timestamp(milliseconds: row.int(5)))
      }
    }
  }

  /// A trainee's encounters that can be continued, the latest first.
  package func unfinished(of trainee: Trainee) throws(RecordsError) -> [OpenEncounter] {
    try read { db in
      try db.rows(
        """
        SELECT id, uuid, attempt, title, scenario, started,
          (SELECT ifnull(sum(kind = 0) - sum(kind = 1), 0) FROM move WHERE encounter = e.id)
        FROM encounter e WHERE trainee = ? AND ended IS NULL ORDER BY id DESC
        """, [trainee.number]
      ) { row in
        OpenEncounter(
          key: EncounterKey(number: row.int(0), uuid: row.text(1), attempt: Int(row.int(2))),
          title: row.text(3), scenario: row.text(4), started: Timestamp(milliseconds: row.int(5)),
          turns: Int(row.int(6)))
      }
    }
  }

  /// The text of a digest; nil if it is not on file.
  package func document(_ digest: String) throws(RecordsError) -> PinnedDocument? {
    try read { db in try Documents.read(db, digest) }
  }

  /// The texts an encounter was played with: the scenario's, then those of its rubrics in order.
  /// What is known by its digest only has no bytes.
  package func documents(
    _ origin: Transcript.Origin
  ) throws(RecordsError) -> [PinnedDocument] {
    try read { db in try Documents.read(db, origin) }
  }

  /// The JSON of a grading's sheet, byte for byte as it was written; nil if it is not on file.
  package func sheet(ofGrading number: Int64) throws(RecordsError) -> String? {
    try read { db in
      try db.row("SELECT json FROM sheet WHERE grading = ?", [number]) { $0.text(0) }
    }
  }
}

extension Documents {
  static func read(_ db: Database, _ digest: String) throws -> PinnedDocument? {
    try db.row("SELECT bytes FROM document WHERE digest = ?", [digest]) { row in
      PinnedDocument(digest: digest, bytes: row.isNull(0) ? nil : row.bytes(0))
    }
  }

  static func read(_ db: Database, _ origin: Transcript.Origin) throws -> [PinnedDocument] {
    let list = try read(db, origin.rubricsDigest)?.bytes ?? []
    let digests = stride(from: 0, to: list.count - list.count % 64, by: 64).map { start in
      String(decoding: list[start..<start + 64], as: UTF8.self)
    }
    return try ([origin.digest] + digests).map { digest in
      try read(db, digest) ?? PinnedDocument(digest: digest, bytes: nil)
    }
  }
}

extension KeptMove {
  /// For `KeyedRows`, by encounter.
  static let sql = """
    SELECT m.encounter, \(columns), m.previous, m.hash
    FROM move m LEFT JOIN note n USING (encounter, number)
    WHERE m.encounter >= ? ORDER BY m.encounter, m.number
    """

  /// To be read by `init(_:)`, from column 1.
  static let columns =
    "m.number, m.kind, m.turn, m.scene, m.choice, m.shown, m.taken, m.waited, m.timed_out, n.text"

  init(_ row: Columns) {
    let entry: Transcript.Entry =
      switch MoveRow.Kind(rawValue: row.int(2)) {
      case .undo: .undo
      case .hint: .hint
      case .note: .note(row.text(10))
      case .answer, nil:
        .answer(
          Transcript.Answer(
            scene: row.text(4), choice: row.text(5), timedOut: row.flag(9),
            waited: row.optionalInt(8)))
      }
    self.init(
      entry: entry, number: row.int(1), turn: Int(row.int(3)),
      shown: Timestamp(milliseconds: row.int(6)), taken: Timestamp(milliseconds: row.int(7)))
  }
}
