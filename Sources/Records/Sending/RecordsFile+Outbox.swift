import GRDB

/// A statement for a learning record store, as it is going to be sent.
package struct OutboxStatement: Equatable, Sendable {
  /// What it is about.
  package enum Kind: Int64, Sendable {
    /// What a grading says.
    case grading
    /// Takes back another statement.
    case voiding
    /// What a trainer said, whatever the grading.
    case remark
  }

  package var kind: Kind
  /// The statement's own id, a UUID.
  package var id: String
  /// Of the grading that it is about, within this file.
  package var grading: Int64
  /// The JSON text, sent byte for byte.
  package var json: String

  package init(_ kind: Kind = .grading, id: String, grading: Int64, json: String) {
    self.kind = kind
    self.id = id
    self.grading = grading
    self.json = json
  }
}

/// How far the statements for one store have come.
package struct OutboxState: Equatable, Sendable {
  package var waiting: Int
  package var delivered: Int
  package var refused: Int
}

/// A statement that a store does not take, with the store's reason.
package struct RefusedStatement: Equatable, Sendable {
  package var statement: OutboxStatement
  package var reason: String
}

extension RecordsFile {
  /// Numbers of gradings that have no statement for a store yet, superseded ones too, oldest first.
  /// - Parameters:
  ///   - after: only numbers above this one, so that long lists come in parts.
  ///   - limit: how many at most.
  package func gradingsToSend(
    to store: String, after: Int64 = 0, limit: Int = 500
  ) throws(RecordsError) -> [(grading: Int64, encounter: Int64, isInForce: Bool)] {
    try read { db in
      try db.rows(
        """
        SELECT id, encounter, superseded_by IS NULL FROM grading g WHERE id > ? AND NOT EXISTS
          (SELECT 1 FROM outbox o WHERE o.grading = g.id AND o.store = ? AND o.kind = 0)
        ORDER BY id LIMIT ?
        """, [after, store, limit]
      ) { (grading: $0.int(0), encounter: $0.int(1), isInForce: $0.flag(2)) }
    }
  }

  /// How many gradings in force have no statement for a store yet: for showing progress.
  package func countToSend(to store: String) throws(RecordsError) -> Int {
    try read { db in
      try db.row(
        """
        SELECT count(*) FROM grading g WHERE superseded_by IS NULL AND NOT EXISTS
          (SELECT 1 FROM outbox o WHERE o.grading = g.id AND o.store = ? AND o.kind = 0)
        """, [store]
      ) { Int($0.int(0)) } ?? 0
    }
  }

  /// Encounters about which somebody said something after they were graded, in order.
  /// - Parameter after: only numbers above this one, so that long lists come in parts.
  package func encountersWithRemarks(
    after: Int64 = 0, limit: Int = 500
  ) throws(RecordsError) -> [Int64] {
    try read { db in
      try db.rows(
        """
        SELECT encounter FROM (SELECT encounter FROM comment UNION SELECT encounter FROM override)
          AS said
        WHERE encounter > ?
          AND EXISTS (SELECT 1 FROM grading g WHERE g.encounter = said.encounter)
        ORDER BY encounter LIMIT ?
        """, [after, limit]
      ) { $0.int(0) }
    }
  }

  /// Puts statements into the outbox; one that is there already stays as it is.
  package func enqueue(_ statements: [OutboxStatement], for store: String) throws(RecordsError) {
    try write { db in
      for statement in statements {
        try db.cachedStatement(
          sql: """
            INSERT OR IGNORE INTO outbox (store, statement_id, grading, statement, kind)
            VALUES (?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          store, statement.id, statement.grading, statement.json, statement.kind.rawValue,
        ])
      }
    }
  }

  /// The statements that wait, in the order in which they were put in.
  package func waiting(
    for store: String, limit: Int = 500
  ) throws(RecordsError) -> [OutboxStatement] {
    try read { db in
      try db.rows(
        """
        SELECT statement_id, grading, statement, kind FROM outbox
        WHERE store = ? AND state = 0 ORDER BY id LIMIT ?
        """, [store, limit]
      ) { row in
        OutboxStatement(
          OutboxStatement.Kind(rawValue: row.int(3)) ?? .grading, id: row.text(0),
          grading: row.int(1), json: row.text(2))
      }
    }
  }

  /// The store has these now.
  package func markDelivered(_ ids: [String], to store: String) throws(RecordsError) {
    try write { db in
      for id in ids {
        try db.cachedStatement(
          sql: "UPDATE outbox SET state = 1, reason = NULL WHERE store = ? AND statement_id = ?"
        ).execute(arguments: [store, id])
      }
    }
  }

  /// The store does not take this one, and says why.
  package func markRefused(
    _ id: String, by store: String, reason: String
  ) throws(RecordsError) {
    try write { db in
      try db.execute(
        sql: "UPDATE outbox SET state = 2, reason = ? WHERE store = ? AND statement_id = ?",
        arguments: [reason, store, id])
    }
  }

  /// Counts a try of these statements that came to nothing; they go on waiting.
  package func markTried(_ ids: [String], store: String, reason: String) throws(RecordsError) {
    try write { db in
      for id in ids {
        try db.cachedStatement(
          sql: """
            UPDATE outbox SET tries = tries + 1, reason = ? WHERE store = ? AND statement_id = ?
            """
        ).execute(arguments: [reason, store, id])
      }
    }
  }

  /// Lets refused statements wait again, after what was wrong has been put right.
  package func retryRefused(by store: String) throws(RecordsError) {
    try write { db in
      try db.execute(
        sql: "UPDATE outbox SET state = 0 WHERE store = ? AND state = 2", arguments: [store])
    }
  }

  /// How far the statements for a store have come.
  package func outbox(for store: String) throws(RecordsError) -> OutboxState {
    try read { db in
      try db.row(
        """
        SELECT ifnull(sum(state = 0), 0), ifnull(sum(state = 1), 0), ifnull(sum(state = 2), 0)
        FROM outbox WHERE store = ?
        """, [store]
      ) {
        OutboxState(
          waiting: Int($0.int(0)), delivered: Int($0.int(1)), refused: Int($0.int(2)))
      } ?? OutboxState(waiting: 0, delivered: 0, refused: 0)
    }
  }

  /// The statements that a store refused, with its reasons.
  package func refused(by store: String) throws(RecordsError) -> [RefusedStatement] {
    try read { db in
      try db.rows(
        """
        SELECT statement_id, grading, statement, ifnull(reason, ''), kind FROM outbox
        WHERE store = ? AND state = 2 ORDER BY id
        """, [store]
      ) { row in
        RefusedStatement(
          statement: OutboxStatement(
            OutboxStatement.Kind(rawValue: row.int(4)) ?? .grading, id: row.text(0),
            grading: row.int(1), json: row.text(2)),
          reason: row.text(3))
      }
    }
  }
}
