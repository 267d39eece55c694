import GRDB
package import Gradings
package import Simulation

extension RecordsFile {
  /// Ends an encounter, which reached its ending or was abandoned.
  /// - Parameters:
  ///   - grading: with the sheet's JSON; nil where nothing could be graded (a draft).
  package func finish(
    _ encounter: EncounterKey, at ended: Timestamp, grading: (KeptGrading, sheet: String)?
  ) throws(RecordsError) {
    try write { db in
      let last = try LastLink.read(db, encounter.number)
      guard !last.isOver else { throw RecordsError.over(encounter: encounter.number) }
      try Self.end(db, encounter.number, at: ended, lastHash: last.hash)
      guard let grading else { return }
      try GradingWriter(db).insert(grading.0, sheet: grading.sheet, of: encounter.number)
    }
  }

  static func end(
    _ db: Database, _ encounter: Int64, at ended: Timestamp, lastHash: [UInt8]
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE encounter SET ended = max(?1, started), last_hash = ?2, (turns, hints, undos) =
          (SELECT ifnull(sum(kind = 0) - sum(kind = 1), 0), ifnull(sum(kind = 2), 0),
            ifnull(sum(kind = 1), 0) FROM move WHERE encounter = ?3)
        WHERE id = ?3
        """
    ).execute(arguments: [ended.milliseconds, lastHash.blob, encounter])
  }

  /// Puts other gradings in the place of those in force, which stay on file; all of them or none.
  package func regrade(_ regradings: [Regrading]) throws(RecordsError) {
    try write { db in
      for regrading in regradings { try Self.regrade(db, regrading) }
    }
  }

  private static func regrade(_ db: Database, _ regrading: Regrading) throws {
    let rubrics = regrading.rubrics
    for rubric in rubrics { _ = try Documents.pin(db, rubric, expected: rubric.digest) }
    let list = Array(rubrics.map(\.digest).joined().utf8)
    _ = try Documents.pin(
      db, PinnedDocument(digest: Chain.text(list), bytes: list),
      expected: regrading.grading.rubricsDigest)
    try GradingWriter(db).insert(
      regrading.grading, sheet: regrading.sheet, of: regrading.encounter.number)
  }
}

/// A new grading of an encounter on file.
package struct Regrading: Sendable {
  package var encounter: EncounterKey
  package var grading: KeptGrading
  /// The sheet's JSON.
  package var sheet: String
  /// The texts it was graded by, in the scenario's order.
  package var rubrics: [PinnedDocument]

  package init(
    _ encounter: EncounterKey, _ grading: KeptGrading, sheet: String, rubrics: [PinnedDocument]
  ) {
    self.encounter = encounter
    self.grading = grading
    self.sheet = sheet
    self.rubrics = rubrics
  }
}

/// Writes a grading in all its tables.
struct GradingWriter {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Adds a grading, in force from now on.
  @discardableResult
  func insert(_ grading: KeptGrading, sheet: String, of encounter: Int64) throws -> Int64 {
    let id = (try db.row("SELECT max(id) FROM grading") { $0.int(0) } ?? 0) + 1
    try db.cachedStatement(
      sql: "UPDATE grading SET superseded_by = ? WHERE encounter = ? AND superseded_by IS NULL"
    ).execute(arguments: [id, encounter])
    try insertNumbers(grading, id: id, encounter: encounter)
    try db.cachedStatement(sql: "INSERT INTO sheet (grading, digest, json) VALUES (?, ?, ?)")
      .execute(arguments: [id, Chain.text(Array(sheet.utf8)), sheet])
    let document = try db.row(
      "SELECT scenario_document FROM encounter WHERE id = ?", [encounter]
    ) { $0.int(0) }
    for decision in grading.decisions {
      try insert(decision, grading: id, document: document ?? 0)
    }
    for (position, score) in grading.criteria.enumerated() {
      try insert(score, grading: id, position: position)
    }
    return id
  }

  private func insertNumbers(_ grading: KeptGrading, id: Int64, encounter: Int64) throws {
    let rubrics = try Documents.pin(
      db, PinnedDocument(digest: grading.rubricsDigest, bytes: nil),
      expected: grading.rubricsDigest)
    try db.cachedStatement(
      sql: """
        INSERT INTO grading (id, encounter, rubrics_document, \(KeptGrading.columns)) VALUES
          (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id, encounter, rubrics, grading.grader, grading.graded.milliseconds, grading.isExact,
      grading.score, grading.raw, grading.rawBest, grading.rawWorst, grading.verdict?.name,
      grading.random, grading.expected, grading.luck, grading.skill, grading.customerErrors,
      grading.businessErrors, grading.complianceErrors, grading.ending, grading.outcome,
      grading.offered, grading.done, grading.spent.hundredths, grading.seconds,
      grading.satisfaction, grading.recommend,
    ])
  }

  private func insert(_ decision: Decision, grading: Int64, document: Int64) throws {
    let choice = try number(of: decision.choice, document)
    let best = try decision.best.map { try number(of: $0, document) }
    let flags = DecisionFlags(decision)
    try db.cachedStatement(
      sql: """
        INSERT INTO decision (grading, turn, choice, best, regret, here, later, luck, label, flags,
          spend, seconds, waited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      grading, decision.turn, choice, best, decision.regret, decision.here, decision.later,
      decision.luck, decision.label?.rawValue, flags.rawValue, decision.spend.hundredths,
      decision.seconds, decision.waited,
    ])
  }

  private func insert(_ score: CriterionScore, grading: Int64, position: Int) throws {
    let criterion = try number(
      "SELECT id FROM criterion WHERE rubric = ? AND criterion = ?",
      orInsert: "INSERT INTO criterion (rubric, criterion) VALUES (?, ?)",
      [score.rubric, score.criterion], [])
    try db.cachedStatement(
      sql: """
        INSERT INTO result (grading, position, criterion, weight, total, lowest, highest, percent)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      grading, position, criterion, score.weight, score.total, score.lowest, score.highest,
      score.percent,
    ])
  }

  private func number(of choice: KnownChoice, _ document: Int64) throws -> Int64 {
    if !choice.text.isEmpty {
      // Words that were not at hand when the choice was named first.
      try db.cachedStatement(
        sql: """
          UPDATE choice SET text = ? WHERE document = ? AND scene = ? AND choice = ? AND text = ''
          """
      ).execute(arguments: [choice.text, document, choice.scene, choice.choice])
    }
    return try number(
      "SELECT id FROM choice WHERE document = ? AND scene = ? AND choice = ?",
      orInsert: "INSERT INTO choice (document, scene, choice, text) VALUES (?, ?, ?, ?)",
      [document, choice.scene, choice.choice], [choice.text])
  }

  private func number(
    _ select: String, orInsert insert: String, _ key: StatementArguments,
    _ rest: StatementArguments
  ) throws -> Int64 {
    if let known = try db.row(select, key, { $0.int(0) }) { return known }
    try db.cachedStatement(sql: insert).execute(arguments: key + rest)
    return db.lastInsertedRowID
  }
}

/// What is true or not of a decision, as one number.
struct DecisionFlags: OptionSet {
  let rawValue: Int64
  static let onlyMove = DecisionFlags(rawValue: 1)
  static let unexpected = DecisionFlags(rawValue: 2)
  static let timedOut = DecisionFlags(rawValue: 4)

  init(rawValue: Int64) { self.rawValue = rawValue }

  init(_ decision: Decision) {
    self = []
    if decision.onlyMove { insert(.onlyMove) }
    if decision.unexpected { insert(.unexpected) }
    if decision.timedOut { insert(.timedOut) }
  }
}
