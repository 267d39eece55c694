import GRDB
import GRDBSQLite

/// A query by one number that is asked again and again, mostly for larger and larger numbers: it
/// then goes on where it stands, which is several times as fast as looking each number up.
///
/// A class, because the statement inside is one: it stands at one place. It steps the statement
/// itself: for ten rows at a time, a cursor costs more than the rows.
final class KeyedRows {
  private let statement: Statement
  private let raw: OpaquePointer
  private let columns: Columns
  /// The number of the row that the statement stands on; nil at the end, and before the beginning.
  private var key: Int64?
  /// The last number that was asked for; nil if the statement stands at no place yet.
  private var asked: Int64?

  /// Rows that are passed over before the number is looked up.
  private static let nearby = 64

  /// - Parameter sql: its first column is the number, by which the rows are ordered from the one
  ///   that it is given as its only argument.
  init(_ db: Database, _ sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    raw = statement.sqliteStatement
    columns = Columns(statement: raw)
  }

  deinit { sqlite3_reset(raw) }

  /// Goes through all rows of a number.
  func each(_ number: Int64, _ body: (Columns) throws -> Void) throws {
    try moveOn(to: number)
    while key == number {
      try body(columns)
      try step()
    }
  }

  /// All rows of a number.
  func all<Value>(_ number: Int64, _ make: (Columns) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try each(number) { row in
      if values.isEmpty { values.reserveCapacity(16) }
      values.append(try make(row))
    }
    return values
  }

  private func moveOn(to number: Int64) throws {
    defer { asked = number }
    guard let asked, asked < number else { return try lookUp(number) }
    var passed = 0
    while let key, key < number {
      passed += 1
      if passed > Self.nearby { return try lookUp(number) }
      try step()
    }
  }

  private func lookUp(_ number: Int64) throws {
    sqlite3_reset(raw)
    sqlite3_bind_int64(raw, 1, number)
    try step()
  }

  private func step() throws {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: key = columns.int(0)
    case SQLITE_DONE: key = nil
    case let code:
      key = nil
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(raw))))
    }
  }
}
