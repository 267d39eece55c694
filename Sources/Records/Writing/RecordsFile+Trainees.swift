import GRDB

extension RecordsFile {
  /// The trainee of an account, who is made if there is none yet.
  /// - Parameter group: the group to put the trainee into; nil leaves it as it is.
  package func trainee(account: String, group: String? = nil) throws(RecordsError) -> Trainee {
    if let known = try knownTrainee(account), group == nil || known.group == group { return known }
    return try write { db in
      if let known = try Trainee.find(db, account) {
        try db.execute(
          sql: "UPDATE trainee SET team = coalesce(?, team) WHERE id = ?",
          arguments: [group, known.number])
      } else {
        try db.execute(
          sql: "INSERT INTO trainee (code, account, name, team) VALUES (?, ?, ?, ?)",
          arguments: [Identifier.opaque(), account, account, group])
      }
      guard let trainee = try Trainee.find(db, account) else {
        throw RecordsError.noTrainee(account)
      }
      return trainee
    }
  }

  /// The trainee of an account, of an opaque id, or of a name that only one has; nil if there is
  /// none. An account comes before a name.
  package func knownTrainee(_ who: String) throws(RecordsError) -> Trainee? {
    try read { db in try Trainee.find(db, who) }
  }

  /// All trainees, by account and then by opaque id.
  package func trainees() throws(RecordsError) -> [Trainee] {
    try read { db in
      try db.rows(
        "SELECT \(Trainee.columns) FROM trainee t ORDER BY account IS NULL, account, code"
      ) { Trainee($0) }
    }
  }

  /// Changes the name to show.
  package func rename(_ trainee: Trainee, to name: String) throws(RecordsError) {
    try write { db in
      try db.execute(
        sql: "UPDATE trainee SET name = ? WHERE id = ?", arguments: [name, trainee.number])
    }
  }
}

extension Trainee {
  /// To be read by `init(_:from:)`.
  static let columns = "t.id, t.code, t.account, t.name, t.team"

  init(_ row: Columns, from first: Int32 = 0) {
    self.init(
      number: row.int(first), code: row.text(first + 1), account: row.optionalText(first + 2),
      name: row.optionalText(first + 3), group: row.optionalText(first + 4))
  }

  static func find(_ db: Database, _ who: String) throws -> Trainee? {
    let sql = "SELECT \(columns) FROM trainee t WHERE "
    if let found = try db.row(sql + "account = ?1 OR code = ?1", [who], { Trainee($0) }) {
      return found
    }
    let named = try db.rows(sql + "name = ? LIMIT 2", [who]) { Trainee($0) }
    return named.count == 1 ? named[0] : nil
  }
}
