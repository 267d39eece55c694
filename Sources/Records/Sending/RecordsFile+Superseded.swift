import GRDB

extension RecordsFile {
  /// Ids of the statements for a store that are about gradings of an encounter which are no longer in
  /// force, oldest first, refused ones left out: what has to be taken back. Statements that take back
  /// others, and remarks, are not among them.
  package func supersededStatements(
    of encounter: Int64, for store: String
  ) throws(RecordsError) -> [String] {
    try read { db in
      try db.rows(
        """
        SELECT o.statement_id FROM outbox o JOIN grading g ON g.id = o.grading
        WHERE g.encounter = ? AND o.store = ? AND g.superseded_by IS NOT NULL AND o.state <> 2
          AND o.kind = 0
        ORDER BY o.id
        """, [encounter, store]
      ) { $0.text(0) }
    }
  }
}
