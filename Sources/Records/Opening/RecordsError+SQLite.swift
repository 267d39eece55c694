import GRDB

extension RecordsError {
  /// What SQLite's error means for the person whose records these are.
  init(_ error: any Error, path: String) {
    if let known = error as? RecordsError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self = .inputOutput(path: path, detail: "\(error)")
      return
    }
    let detail = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self = .notWritable(path: path, reason: detail)
    case .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_SCHEMA:
      self = .damaged(path: path, detail: detail)
    default: self = .inputOutput(path: path, detail: detail)
    }
  }
}
