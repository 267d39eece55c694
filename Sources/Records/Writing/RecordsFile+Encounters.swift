import GRDB
import Simulation

extension RecordsFile {
  /// Begins an encounter and pins the texts it depends on.
  package func begin(
    _ facts: EncounterFacts, by trainee: Trainee
  ) throws(RecordsError) -> EncounterKey {
    let uuid = Identifier.uuid()
    return try write { db in
      let attempt =
        try db.row(
          "SELECT max(attempt) FROM encounter WHERE trainee = ? AND scenario = ?",
          [trainee.number, facts.origin.scenarioID]
        ) { Int($0.int(0)) } ?? 0
      return try Self.insert(db, facts, trainee: trainee.number, uuid: uuid, attempt: attempt + 1)
    }
  }

  static func insert(
    _ db: Database, _ facts: EncounterFacts, trainee: Int64, uuid: String, attempt: Int
  ) throws -> EncounterKey {
    let origin = facts.origin
    let scenario = try Documents.pin(db, facts.scenario, expected: origin.digest)
    for rubric in facts.rubrics { _ = try Documents.pin(db, rubric, expected: rubric.digest) }
    let list = Array(facts.rubrics.map(\.digest).joined().utf8)
    let rubrics = try Documents.pin(
      db, PinnedDocument(digest: Chain.text(list), bytes: list), expected: origin.rubricsDigest)
    try db.cachedStatement(
      sql: """
        INSERT INTO encounter (uuid, trainee, scenario, version, title, path, scenario_document,
          rubrics_document, voice, seed, mode, attempt, started, timed, plain)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      uuid, trainee, origin.scenarioID, origin.scenarioVersion, facts.title, facts.path, scenario,
      rubrics, origin.voice.name, Int64(origin.seed), origin.mode.name, attempt,
      facts.started.milliseconds, origin.isTimed, facts.isPlain,
    ])
    return EncounterKey(number: db.lastInsertedRowID, uuid: uuid, attempt: attempt)
  }
}

/// Texts, kept once however often they are played.
enum Documents {
  /// The number of a text; it is added if it is new.
  static func pin(_ db: Database, _ document: PinnedDocument, expected: String) throws -> Int64 {
    guard document.digest == expected else {
      throw RecordsError.contradiction(
        "the digest of a text is \(document.digest), but the encounter names \(expected)")
    }
    let known = try db.row(
      "SELECT id, bytes IS NULL FROM document WHERE digest = ?", [document.digest]
    ) { (id: $0.int(0), isEmpty: $0.flag(1)) }
    guard let known else {
      try db.cachedStatement(sql: "INSERT INTO document (digest, bytes) VALUES (?, ?)")
        .execute(arguments: [document.digest, document.bytes.map(blob)])
      return db.lastInsertedRowID
    }
    if known.isEmpty, let bytes = document.bytes {
      try db.execute(
        sql: "UPDATE document SET bytes = ? WHERE id = ?", arguments: [blob(bytes), known.id])
    }
    return known.id
  }

  private static func blob(_ bytes: [UInt8]) -> DatabaseValue { bytes.blob }
}
