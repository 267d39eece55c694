import GRDB
import Gradings
import Simulation

/// Something on file that does not fit together.
package enum ChainProblem: Equatable, Sendable {
  /// A move is not what it was when it was kept, or stands in another place.
  case changedMove(encounter: Int64, move: Int64)
  /// Moves were there when the encounter ended and are missing now, or were added.
  case changedEnd(encounter: Int64)
  /// A text is not what its digest says.
  case changedDocument(digest: String)
  /// A sheet is not what it was when it was kept.
  case changedSheet(encounter: Int64, grading: Int64)

  /// What is wrong, in a sentence without full stop.
  package var words: String {
    switch self {
    case .changedMove(let encounter, let move):
      "encounter \(encounter): move \(move) is not the one that was kept"
    case .changedEnd(let encounter):
      "encounter \(encounter): its moves do not end where they ended when it was over"
    case .changedDocument(let digest):
      "the text \(digest.prefix(12)) is not the one that was played"
    case .changedSheet(let encounter, let grading):
      "encounter \(encounter): sheet \(grading) is not the one that was kept"
    }
  }
}

extension RecordsFile {
  /// Recomputes all digests: chains of moves, texts, sheets.
  /// - Parameter found: gets every problem as it is found.
  /// - Returns: how many encounters were looked at.
  package func verify(_ found: (ChainProblem) -> Void) throws(RecordsError) -> Int {
    try read { db in
      try Self.verifyDocuments(db, found)
      try Self.verifySheets(db, found)
      return try Self.verifyChains(db, found)
    }
  }

  private static func verifyDocuments(_ db: Database, _ found: (ChainProblem) -> Void) throws {
    let walk = try RowWalk(db, "SELECT digest, bytes FROM document WHERE bytes IS NOT NULL")
    while let row = try walk.next() {
      if Chain.text(row.bytes(1)) != row.text(0) { found(.changedDocument(digest: row.text(0))) }
    }
  }

  private static func verifySheets(_ db: Database, _ found: (ChainProblem) -> Void) throws {
    let walk = try RowWalk(
      db,
      """
      SELECT g.encounter, g.id, s.digest, s.json FROM grading g JOIN sheet s ON s.grading = g.id
      ORDER BY g.id
      """)
    while let row = try walk.next() {
      if Chain.text(row.bytes(3)) != row.text(2) {
        found(.changedSheet(encounter: row.int(0), grading: row.int(1)))
      }
    }
  }

  private static func verifyChains(_ db: Database, _ found: (ChainProblem) -> Void) throws -> Int {
    let moves = try KeyedRows(db, KeptMove.sql)
    let walk = try RowWalk(
      db,
      """
      SELECT e.id, e.uuid, e.started, e.last_hash, e.ended IS NOT NULL, \(Transcript.Origin.columns)
      FROM encounter e JOIN document s ON s.id = e.scenario_document
      JOIN document r ON r.id = e.rubrics_document ORDER BY e.id
      """)
    var count = 0
    while let row = try walk.next() {
      let encounter = row.int(0)
      var hash = Chain.beginning(
        uuid: row.text(1), origin: Transcript.Origin(row, from: 5),
        started: Timestamp(milliseconds: row.int(2)))
      var number: Int64 = 0
      var isWhole = true
      try moves.each(encounter) { line in
        let move = KeptMove(line)
        let link = Chain.link(move, after: hash)
        number += 1
        if isWhole, move.number != number || line.bytes(11) != hash || line.bytes(12) != link {
          isWhole = false
          found(.changedMove(encounter: encounter, move: move.number))
        }
        hash = line.bytes(12)
      }
      if isWhole, row.flag(4), row.bytes(3) != hash { found(.changedEnd(encounter: encounter)) }
      count += 1
    }
    return count
  }
}
