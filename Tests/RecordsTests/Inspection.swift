import GRDB

@testable import Records

extension RecordsFile {
  /// Journal mode, synchronous, foreign keys, trusted schema, as SQLite says.
  func durability() throws -> [String] {
    try queue.inDatabase { db in
      try ["journal_mode", "synchronous", "foreign_keys", "trusted_schema"].map {
        try String.fetchOne(db, sql: "PRAGMA \($0)") ?? ""
      }
    }
  }

  func rowCount(_ table: String) throws -> Int {
    try queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1 }
  }

  /// Changes what must not be changed, as somebody with a database tool could.
  func tamper(_ sql: String) throws {
    try queue.write { db in
      try db.execute(sql: "DROP TRIGGER move_stays; DROP TRIGGER move_is_kept")
      try db.execute(sql: sql)
    }
  }

  /// What SQLite says to a statement.
  func refusal(_ sql: String) -> String? {
    do {
      try queue.write { db in try db.execute(sql: sql) }
      return nil
    } catch {
      return (error as? DatabaseError)?.message
    }
  }
}
