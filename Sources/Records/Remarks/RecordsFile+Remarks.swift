import GRDB
package import Gradings
package import Simulation

extension RecordsFile {
  /// Changes a criterion's level by hand, with a reason.
  /// - Parameters:
  ///   - id: the encounter's number or UUID.
  ///   - criterion: its id, or `rubric.criterion`.
  ///   - level: -2 ... 2.
  package func override(
    _ id: String, criterion: String, to level: Int, who: String, why: String, at made: Timestamp
  ) throws(RecordsError) -> KeptOverride {
    let kept = try encounter(id)
    let place = try Self.place(criterion, kept)
    return try write { db in
      let before = try Self.overrides(db, kept.key.number).last {
        $0.rubric == place.rubric && $0.criterion == place.criterion
      }
      let override = KeptOverride(
        rubric: place.rubric, criterion: place.criterion,
        old: before?.new ?? place.level ?? 0, new: level, who: who, why: why, made: made)
      try db.execute(
        sql: """
          INSERT INTO override (encounter, rubric, criterion, old, new, who, why, made)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          kept.key.number, override.rubric, override.criterion, override.old, override.new, who,
          why, made.milliseconds,
        ])
      return override
    }
  }

  /// Adds a comment to an encounter, by its number or UUID.
  package func comment(
    _ id: String, _ text: String, who: String, at made: Timestamp
  ) throws(RecordsError) {
    try write { db in
      try db.execute(
        sql: "INSERT INTO comment (encounter, who, text, made) VALUES (?, ?, ?, ?)",
        arguments: [try Self.number(db, of: id), who, text, made.milliseconds])
    }
  }

  /// Gives levels for comparison, all of them or none; one given before by the same person is
  /// replaced.
  /// - Parameter levels: criteria by id, or `rubric.criterion`, with -2 ... 2.
  package func rate(
    _ id: String, _ levels: [(criterion: String, level: Int)], who: String, at made: Timestamp
  ) throws(RecordsError) {
    let kept = try encounter(id)
    var places: [(CriterionScore, Int)] = []
    for level in levels { places.append((try Self.place(level.criterion, kept), level.level)) }
    try write { db in
      for (place, level) in places {
        try db.execute(
          sql: """
            INSERT INTO rating (encounter, rubric, criterion, who, level, made)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET level = excluded.level, made = excluded.made
            """,
          arguments: [
            kept.key.number, place.rubric, place.criterion, who, level, made.milliseconds,
          ])
      }
    }
  }

  /// All levels that people gave: ratings, and overrides where the same person gave no rating. By
  /// encounter, rubric, criterion and person.
  /// - Parameter encounter: nil for all.
  package func ratings(of encounter: EncounterKey? = nil) throws(RecordsError) -> [Rating] {
    try read { db in
      try db.rows(
        """
        SELECT encounter, rubric, criterion, who, level FROM rating
        WHERE ?1 IS NULL OR encounter = ?1
        UNION ALL
        SELECT o.encounter, o.rubric, o.criterion, o.who, o.new FROM override o
        WHERE (?1 IS NULL OR o.encounter = ?1)
          AND o.id = (SELECT max(id) FROM override x WHERE x.encounter = o.encounter
            AND x.rubric = o.rubric AND x.criterion = o.criterion AND x.who = o.who)
          AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.encounter = o.encounter
            AND r.rubric = o.rubric AND r.criterion = o.criterion AND r.who = o.who)
        ORDER BY 1, 2, 3, 4
        """, [encounter?.number]
      ) { row in
        Rating(
          encounter: row.int(0), rubric: row.text(1), criterion: row.text(2), who: row.text(3),
          level: Int(row.int(4)))
      }
    }
  }

  static func overrides(_ db: Database, _ encounter: Int64) throws -> [KeptOverride] {
    try KeyedRows(db, overridesSQL).all(encounter) { KeptOverride($0) }
  }

  /// For `KeyedRows`, by encounter.
  static let overridesSQL = """
    SELECT encounter, rubric, criterion, old, new, who, why, made FROM override
    WHERE encounter >= ? ORDER BY encounter, id
    """

  /// The same.
  static let commentsSQL = """
    SELECT encounter, who, text, made FROM comment WHERE encounter >= ? ORDER BY encounter, id
    """

  /// The criterion that a name means on a sheet; a bare id must be unique on it.
  private static func place(
    _ name: String, _ kept: KeptEncounter
  ) throws(RecordsError) -> CriterionScore {
    let criteria = kept.grading?.criteria ?? []
    let found = criteria.filter { name == $0.criterion || name == "\($0.rubric).\($0.criterion)" }
    guard found.count == 1 else {
      throw .noCriterion(name, known: criteria.map { "\($0.rubric).\($0.criterion)" })
    }
    return found[0]
  }
}

extension KeptOverride {
  init(_ row: Columns) {
    self.init(
      rubric: row.text(1), criterion: row.text(2), old: Int(row.int(3)), new: Int(row.int(4)),
      who: row.text(5), why: row.text(6), made: Timestamp(milliseconds: row.int(7)))
  }
}

extension Comment {
  init(_ row: Columns) {
    self.init(who: row.text(1), text: row.text(2), made: Timestamp(milliseconds: row.int(3)))
  }
}
