import GRDB
package import Gradings
import Simulation

/// What somebody said elsewhere about a play.
package struct CarriedWords: Equatable, Sendable {
  package enum Words: Equatable, Sendable {
    case comment(Comment)
    case override(KeptOverride)
  }

  /// The encounter's UUID.
  package var encounter: String
  package var words: Words

  package init(encounter: String, _ words: Words) {
    self.encounter = encounter
    self.words = words
  }
}

extension RecordsFile {
  /// Takes over what was said elsewhere; what is on file already, by its words and its moment, stays
  /// as it is, and nothing is said about a trainee who was forgotten here.
  /// - Returns: how much was new, and what is about plays that are not on file.
  package func adopt(
    _ remarks: [CarriedWords]
  ) throws(RecordsError) -> (new: Int, homeless: [CarriedWords]) {
    try write { db in
      var new = 0
      var homeless: [CarriedWords] = []
      for remark in remarks {
        let encounter = try db.row(
          """
          SELECT e.id, t.forgotten FROM encounter e JOIN trainee t ON t.id = e.trainee
          WHERE e.uuid = ?
          """, [remark.encounter]
        ) { (number: $0.int(0), isForgotten: $0.flag(1)) }
        guard let encounter else {
          homeless.append(remark)
          continue
        }
        if encounter.isForgotten { continue }
        try Self.insert(db, remark.words, encounter.number)
        new += db.changesCount
      }
      return (new, homeless)
    }
  }

  private static func insert(
    _ db: Database, _ words: CarriedWords.Words, _ encounter: Int64
  ) throws {
    switch words {
    case .comment(let comment):
      try db.cachedStatement(
        sql: """
          INSERT INTO comment (encounter, who, text, made) SELECT ?1, ?2, ?3, ?4
          WHERE NOT EXISTS (SELECT 1 FROM comment WHERE encounter = ?1 AND text = ?3 AND made = ?4)
          """
      ).execute(arguments: [encounter, comment.who, comment.text, comment.made.milliseconds])
    case .override(let change):
      try db.cachedStatement(
        sql: """
          INSERT INTO override (encounter, rubric, criterion, old, new, who, why, made)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (
            SELECT 1 FROM override WHERE encounter = ?1 AND rubric = ?2 AND criterion = ?3
              AND new = ?5 AND why = ?7 AND made = ?8)
          """
      ).execute(arguments: [
        encounter, change.rubric, change.criterion, change.old, change.new, change.who, change.why,
        change.made.milliseconds,
      ])
    }
  }
}
