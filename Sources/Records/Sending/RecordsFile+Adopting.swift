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

extension RecordsFile {
  /// Takes over plays from elsewhere, all of them or, if it fails, none; those that are on file
  /// already stay as they are.
  /// - Returns: how many were new.
  package func adopt(_ plays: some Sequence<CarriedPlay>) throws(RecordsError) -> Int {
    try write { db in
      var count = 0
      for play in plays where try Self.adopt(db, play) { count += 1 }
      return count
    }
  }

  private static func adopt(_ db: Database, _ play: CarriedPlay) throws -> Bool {
    let known = try db.row("SELECT 1 FROM encounter WHERE uuid = ?", [play.uuid]) { _ in true }
    if known == true { return false }
    let key = try Self.insert(
      db, play.facts, trainee: try Self.adoptTrainee(db, play), uuid: play.uuid,
      attempt: play.attempt)
    var hash = Chain.beginning(
      uuid: play.uuid, origin: play.facts.origin, started: play.facts.started)
    for move in play.moves {
      hash = try Self.insert(db, move, encounter: key.number, after: hash)
    }
    try Self.end(db, key.number, at: play.ended, lastHash: hash)
    for grading in play.gradings {
      try GradingWriter(db).insert(grading.0, sheet: grading.sheet, of: key.number)
    }
    return true
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
