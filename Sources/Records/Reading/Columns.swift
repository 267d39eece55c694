import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// The row a statement stands on, read in place. Unlike decoding with GRDB, a value of another type
/// than expected (a damaged file) is converted the way SQLite does, and nothing ever traps.
struct Columns {
  let statement: OpaquePointer

  func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func flag(_ column: Int32) -> Bool { int(column) != 0 }
  func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  /// Empty for null. Bytes that are not UTF-8 are repaired.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The same; if it is what is known already, that string is handed out again.
  func text(_ column: Int32, like known: String) -> String {
    isText(column, known) ? known : text(column)
  }

  /// Whether these are the bytes of a string, which is not made for it.
  func isText(_ column: Int32, _ known: String) -> Bool {
    guard let start = sqlite3_column_text(statement, column) else { return known.isEmpty }
    let count = Int(sqlite3_column_bytes(statement, column))
    var copy = known
    return copy.withUTF8 { utf8 in
      guard utf8.count == count, let bytes = utf8.baseAddress else { return count == utf8.count }
      return memcmp(bytes, start, count) == 0
    }
  }

  /// The bytes of a text where they lie; none for null.
  func withBytes<Value>(
    _ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    let start = sqlite3_column_text(statement, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    return body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Empty for null.
  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
  func optionalDouble(_ column: Int32) -> Double? { isNull(column) ? nil : double(column) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}

/// A statement that is walked through row by row, so that memory does not grow with the rows.
/// A class, because the cursor inside is one: it stands at one place.
final class RowWalk {
  private let rows: RowCursor
  private let columns: Columns
  private var isAtEnd = false

  init(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws {
    let statement = try db.cachedStatement(sql: sql)
    rows = try Row.fetchCursor(statement, arguments: arguments)
    columns = Columns(statement: statement.sqliteStatement)
  }

  /// The next row, valid until the next call; nil after the last.
  func next() throws -> Columns? {
    guard !isAtEnd else { return nil }
    if try rows.next() == nil {
      isAtEnd = true
      return nil
    }
    return columns
  }
}

extension Database {
  /// All rows of a query, turned into values.
  func rows<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ make: (Columns) throws -> Value
  ) throws -> [Value] {
    let walk = try RowWalk(self, sql, arguments)
    var values: [Value] = []
    while let columns = try walk.next() { values.append(try make(columns)) }
    return values
  }

  /// The first row of a query, or nil.
  func row<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ make: (Columns) throws -> Value
  ) throws -> Value? {
    let walk = try RowWalk(self, sql, arguments)
    let value = try walk.next().map(make)
    while try walk.next() != nil {}
    return value
  }
}
