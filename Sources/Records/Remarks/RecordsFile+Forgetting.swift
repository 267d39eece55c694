import GRDB

/// What was erased of a person, and what was kept without the person.
package struct ForgetReport: Equatable, Sendable {
  /// Encounters that stay as anonymous counts.
  package var encounters: Int
  /// Notes of the trainee and comments on the trainee's plays that were erased.
  package var notes: Int
  package var comments: Int
  /// Statements that had not been delivered yet and are not going to be.
  package var unsentStatements: Int
  /// Statements that a learning record store has, under the opaque id that is gone now.
  package var sentStatements: Int
  /// Whether no byte of it is left in the file: false while another program has it open.
  package var isScrubbed: Bool
}

extension RecordsFile {
  /// Erases a person: account, name, group, opaque id, notes, comments on the plays, and the name
  /// under what the person graded. Encounters and scores stay under a new opaque id.
  package func forget(_ trainee: Trainee) throws(RecordsError) -> ForgetReport {
    var report = try write { db in try Self.forget(db, trainee) }
    do {
      report.isScrubbed = try queue.writeWithoutTransaction { db in
        try db.row("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) == 0 } ?? false
      }
    } catch {
      report.isScrubbed = false
    }
    return report
  }

  private static func forget(_ db: Database, _ trainee: Trainee) throws -> ForgetReport {
    let theirs = "(SELECT id FROM encounter WHERE trainee = ?)"
    let gradings = "(SELECT id FROM grading WHERE encounter IN \(theirs))"
    func count(_ sql: String) throws -> Int {
      try db.row("SELECT count(*) FROM \(sql)", [trainee.number]) { Int($0.int(0)) } ?? 0
    }
    let report = ForgetReport(
      encounters: try count("encounter WHERE trainee = ?"),
      notes: try count("note WHERE encounter IN \(theirs)"),
      comments: try count("comment WHERE encounter IN \(theirs)"),
      unsentStatements: try count("outbox WHERE state <> 1 AND grading IN \(gradings)"),
      sentStatements: try count("outbox WHERE state = 1 AND grading IN \(gradings)"),
      isScrubbed: false)
    for table in [
      "note WHERE encounter IN \(theirs)", "comment WHERE encounter IN \(theirs)",
      "outbox WHERE grading IN \(gradings)",
    ] {
      try db.execute(sql: "DELETE FROM \(table)", arguments: [trainee.number])
    }
    for name in Set([trainee.account, trainee.name].compactMap(\.self)) {
      for table in ["override", "comment", "rating"] {
        try db.execute(
          sql: "UPDATE OR REPLACE \(table) SET who = 'forgotten' WHERE who = ?", arguments: [name])
      }
    }
    try db.execute(
      sql: """
        UPDATE trainee SET code = ?, account = NULL, name = NULL, team = NULL, forgotten = 1
        WHERE id = ?
        """, arguments: [Identifier.opaque(), trainee.number])
    return report
  }
}
