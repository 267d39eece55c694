import GRDB
package import Gradings
package import Simulation

/// A finished play that comes from elsewhere, with everything there is about it.
package struct CarriedPlay: Sendable {
  package var facts: EncounterFacts
  /// The encounter's id, the same everywhere.
  package var uuid: String
  package var attempt: Int
  /// The trainee's opaque id.
  package var traineeCode: String
  package var traineeName: String?
  package var group: String?
  package var ended: Timestamp
  package var moves: [KeptMove]
  /// In the order of grading; the last one is in force.
  package var gradings: [(KeptGrading, sheet: String)]
  /// The store that it comes from, and the ids of the statements that the store has about the last
  /// grading, so that they are not sent back.
  package var store: String?
  package var statementIDs: [String] = []

  package init(
    facts: EncounterFacts, uuid: String, attempt: Int, traineeCode: String, traineeName: String?,
    group: String?, ended: Timestamp, moves: [KeptMove], gradings: [(KeptGrading, sheet: String)]
  ) {
    self.facts = facts
    self.uuid = uuid
    self.attempt = attempt
    self.traineeCode = traineeCode
    self.traineeName = traineeName
    self.group = group
    self.ended = ended
    self.moves = moves
    self.gradings = gradings
  }
}

/// What a taking-over came to.
package struct Adopted: Equatable, Sendable {
  /// Plays that were not on file.
  package var new = 0
  /// Plays that were graded anew elsewhere.
  package var regraded = 0

  package init() {}

  package static func += (a: inout Adopted, b: Adopted) {
    a.new += b.new
    a.regraded += b.regraded
  }
}

extension RecordsFile {
  /// Takes over plays from elsewhere, all of them or, if it fails, none. Of those that are on file
  /// already only a later grading is taken over; it comes into force, and the old one stays on file.
  /// What was forgotten here stays forgotten.
  package func adopt(_ plays: some Sequence<CarriedPlay>) throws(RecordsError) -> Adopted {
    try write { db in
      var adopted = Adopted()
      for play in plays { try Self.adopt(db, play, &adopted) }
      return adopted
    }
  }

  private static func adopt(
    _ db: Database, _ play: CarriedPlay, _ adopted: inout Adopted
  ) throws {
    let known = try db.row(
      """
      SELECT e.id, e.ended IS NULL OR t.forgotten FROM encounter e JOIN trainee t ON t.id = e.trainee
      WHERE e.uuid = ?
      """, [play.uuid]
    ) { (number: $0.int(0), isClosed: $0.flag(1)) }
    if let known {
      if !known.isClosed, try adoptGrading(db, play, known.number) { adopted.regraded += 1 }
      return
    }
    let key = try insert(
      db, play.facts, trainee: try adoptTrainee(db, play), uuid: play.uuid, attempt: play.attempt)
    var hash = Chain.beginning(
      uuid: play.uuid, origin: play.facts.origin, started: play.facts.started)
    for move in play.moves {
      hash = try insert(db, move, encounter: key.number, after: hash)
    }
    try end(db, key.number, at: play.ended, lastHash: hash)
    for grading in play.gradings {
      let id = try GradingWriter(db).insert(grading.0, sheet: grading.sheet, of: key.number)
      try markSent(db, play, grading: id)
    }
    adopted.new += 1
  }

  /// - Returns: whether the grading is new here and later than the one in force.
  private static func adoptGrading(
    _ db: Database, _ play: CarriedPlay, _ encounter: Int64
  ) throws -> Bool {
    guard let (grading, sheet) = play.gradings.last else { return false }
    let known = try db.row(
      """
      SELECT g.id FROM grading g JOIN sheet s ON s.grading = g.id
      WHERE g.encounter = ? AND s.digest = ?
      """, [encounter, Chain.text(Array(sheet.utf8))]
    ) { $0.int(0) }
    if let known {
      try markSent(db, play, grading: known)
      return false
    }
    let latest = try db.row("SELECT max(graded) FROM grading WHERE encounter = ?", [encounter]) {
      $0.int(0)
    }
    guard grading.graded.milliseconds > latest ?? 0 else { return false }
    for rubric in play.facts.rubrics { _ = try Documents.pin(db, rubric, expected: rubric.digest) }
    let list = Array(play.facts.rubrics.map(\.digest).joined().utf8)
    let digest = Chain.text(list)
    _ = try Documents.pin(db, PinnedDocument(digest: digest, bytes: list), expected: digest)
    let id = try GradingWriter(db).insert(grading, sheet: sheet, of: encounter)
    try markSent(db, play, grading: id)
    return true
  }

  private static func markSent(_ db: Database, _ play: CarriedPlay, grading: Int64) throws {
    guard let store = play.store else { return }
    for id in play.statementIDs {
      try db.cachedStatement(
        sql: """
          INSERT INTO outbox (store, statement_id, grading, statement, state) VALUES (?, ?, ?, '', 1)
          ON CONFLICT DO UPDATE SET state = 1, reason = NULL
          """
      ).execute(arguments: [store, id, grading])
    }
  }

  private static func adoptTrainee(_ db: Database, _ play: CarriedPlay) throws -> Int64 {
    let known = try db.row("SELECT id FROM trainee WHERE code = ?", [play.traineeCode]) {
      $0.int(0)
    }
    if let known { return known }
    try db.execute(
      sql: "INSERT INTO trainee (code, name, team) VALUES (?, ?, ?)",
      arguments: [play.traineeCode, play.traineeName, play.group])
    return db.lastInsertedRowID
  }
}
