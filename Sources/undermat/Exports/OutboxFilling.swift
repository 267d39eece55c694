import Console
import Records
import Reports
import Simulation
import Terminal

/// Puts into the outbox what a store does not have yet.
struct OutboxFilling {
  let file: RecordsFile
  /// The store.
  let endpoint: String
  let shell: Shell
  let vocabulary: Vocabulary
  /// Names ride along.
  let withNames: Bool

  /// The statements of every grading in force that has none yet, those that take back what was sent of
  /// the gradings before it, and everything that trainers said.
  func run() throws {
    var plays = StoredPlays(shell)
    try addGradings(&plays)
    try addRemarks(&plays)
  }

  private var now: Timestamp { Timestamp(milliseconds: shell.world.now()) }

  private func addGradings(_ plays: inout StoredPlays) throws {
    var progress = ProgressLine(
      total: shell.world.isTerminal(2) ? try file.countToSend(to: endpoint) : 0, "plays prepared",
      in: shell.world)
    defer { progress.end() }
    var last: Int64 = 0
    var done = 0
    while true {
      let gradings = try file.gradingsToSend(to: endpoint, after: last, limit: 100)
      guard let end = gradings.last?.grading else { return }
      last = end
      for entry in gradings where entry.isInForce {
        try add(entry.encounter, entry.grading, &plays)
        done += 1
        progress.update(done)
      }
    }
  }

  private func add(_ encounter: Int64, _ grading: Int64, _ plays: inout StoredPlays) throws {
    let (kept, statements) = try statements(of: encounter, &plays)
    let superseded = try file.supersededStatements(of: encounter, for: endpoint)
    let voiding = superseded.map { old in
      PlayStatements.voiding(
        old, encounter: kept.key.uuid, gradingDigest: Digest.of((kept.sheet ?? "").utf8), at: now,
        vocabulary: vocabulary)
    }
    try file.enqueue(
      voiding.map { item(.voiding, $0, grading) }
        + statements.graded.map { item(.grading, $0, grading) }, for: endpoint)
  }

  private func addRemarks(_ plays: inout StoredPlays) throws {
    var last: Int64 = 0
    while true {
      let encounters = try file.encountersWithRemarks(after: last)
      guard let end = encounters.last else { return }
      last = end
      for encounter in encounters {
        let (kept, statements) = try statements(of: encounter, &plays)
        guard let grading = kept.gradingNumber else { continue }
        try file.enqueue(statements.remarks.map { item(.remark, $0, grading) }, for: endpoint)
      }
    }
  }

  private func statements(
    of encounter: Int64, _ plays: inout StoredPlays
  ) throws -> (KeptEncounter, PlayStatements) {
    let kept = try file.encounter("\(encounter)")
    let play = try plays.play(kept, try file.documents(kept.gradedOrigin))
    return (
      kept,
      PlayStatements(play, of: kept, now: now, vocabulary: vocabulary, keepsName: withNames)
    )
  }

  private func item(
    _ kind: OutboxStatement.Kind, _ statement: Statement, _ grading: Int64
  ) -> OutboxStatement {
    OutboxStatement(
      kind, id: statement.id, grading: grading,
      json: String(decoding: statement.bytes, as: UTF8.self))
  }
}
