import GRDB

extension RecordsFile {
  /// Opens the records, and makes them if there are none. A file that is not ours, or newer than
  /// this program, is refused and not touched.
  /// - Parameters:
  ///   - path: relative to the working folder, or absolute.
  ///   - notice: gets a sentence before something that takes long: a large file is checked after a
  ///     program that used it ended without closing it.
  package static func open(
    _ path: String, notice: (String) -> Void = { _ in }
  ) throws(RecordsError) -> RecordsFile {
    // A bare name could be one that SQLite reads in its own way, like ":memory:".
    let path = path.contains("/") ? path : "./" + path
    if let facts = FileFacts(path), !facts.isPlainFile { throw .notAFile(path: path) }
    try PrivateFile.make(path)
    let endedUncleanly = wasLeftOpen(path)
    do {
      if hasUnmergedWrites(path) { try look(path) }
      let queue = try DatabaseQueue(path: path, configuration: configuration())
      try queue.inDatabase { db in try prepare(db, path: path) }
      if endedUncleanly || isQuicklyChecked(path) {
        if let megabytes = longCheck(path) {
          notice(
            "The records were not closed the last time; they are checked now, all \(megabytes) MB.")
        }
        try check(queue, path)
      }
      return RecordsFile(path: path, warnings: warnings(path), queue: queue)
    } catch {
      throw RecordsError(error, path: path)
    }
  }

  /// Files up to this size are checked at every opening, which takes a few milliseconds.
  private static func isQuicklyChecked(_ path: String) -> Bool {
    (FileFacts(path)?.size ?? 0) <= 2 << 20
  }

  /// The size in megabytes of a file whose check takes a second or more.
  private static func longCheck(_ path: String) -> Int? {
    let megabytes = (FileFacts(path)?.size ?? 0) >> 20
    return megabytes >= 64 ? megabytes : nil
  }

  private static func configuration(readonly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON")
    }
    return configuration
  }

  private static func hasUnmergedWrites(_ path: String) -> Bool {
    (FileFacts(path + "-wal")?.size ?? 0) > 0
  }

  /// Whether a write-ahead log was left behind though nobody has the file open. Whoever has it
  /// open holds a lock on byte 128 of the shared index (UNIX_SHM_DMS in SQLite's os_unix.c).
  private static func wasLeftOpen(_ path: String) -> Bool {
    guard hasUnmergedWrites(path) else { return false }
    return FileFacts(path + "-shm")?.isLocked(byte: 128) != true
  }

  /// Looks at a file whose last writes are still in its log without being able to write: closing a
  /// connection that can would merge them.
  private static func look(_ path: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
    try queue.read { db in _ = try identify(db, path: path) }
    try queue.close()
  }

  /// Which layout the file has; 0 for an empty file.
  private static func identify(_ db: Database, path: String) throws -> Int {
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if id == 0, version == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
      return 0
    }
    guard id == Schema.applicationID else { throw RecordsError.notOurs(path: path) }
    guard version <= Schema.version else {
      throw RecordsError.newer(path: path, found: version, known: Schema.version)
    }
    return version
  }

  /// The identity is settled before the journal mode is touched, because that rewrites the header.
  private static func prepare(_ db: Database, path: String) throws {
    if try identify(db, path: path) < Schema.version { try migrate(db, path: path) }
    try writeAhead(db)
    // The log is merged between encounters, not within a move's commit: see `mergeLog`.
    try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")
    guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
      try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
    else {
      throw RecordsError.inputOutput(path: path, detail: "durable writing could not be switched on")
    }
  }

  /// Whoever comes first does it; the others find it done. A new file is made before write-ahead
  /// mode is on, so that whose it is stands in its first bytes from the first commit on.
  private static func migrate(_ db: Database, path: String) throws {
    try db.inTransaction(.exclusive) {
      let version = try identify(db, path: path)
      guard version < Schema.version else { return .commit }
      for step in Schema.steps[version...] { try db.execute(sql: step) }
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          PRAGMA user_version = \(Schema.version);
          """)
      return .commit
    }
  }

  /// Switching the mode needs the file for oneself and does not wait for it by itself.
  private static func writeAhead(_ db: Database) throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(10)
    while true {
      do {
        if try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" { return }
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        guard clock.now < end else { throw error }
        rest(milliseconds: 5)
      }
    }
  }

  private static func check(_ queue: DatabaseQueue, _ path: String) throws {
    let found = try queue.read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(3)") }
    guard found != ["ok"] else { return }
    let first = found.first { !$0.hasPrefix("***") } ?? found.first ?? "no answer"
    throw RecordsError.damaged(path: path, detail: first)
  }

  private static func warnings(_ path: String) -> [String] {
    guard let name = NetworkFileSystem.name(path) else { return [] }
    return [
      "The records in \(path) lie on a network file system (\(name)), which may lose or mix up what "
        + "several machines write; --records FILE names a place on this machine."
    ]
  }
}
