import GRDB
package import Simulation

extension RecordsFile {
  /// What is read along with an encounter.
  package struct Details: OptionSet, Sendable {
    package let rawValue: Int
    package static let decisions = Details(rawValue: 1)
    package static let criteria = Details(rawValue: 2)
    package static let moves = Details(rawValue: 4)
    package static let sheet = Details(rawValue: 8)
    package static let remarks = Details(rawValue: 16)
    /// Of decisions only what was chosen and its regret, of criteria only percents: all that class
    /// reports count. It goes with `decisions` and `criteria`.
    package static let tallies = Details(rawValue: 32)
    package static let all: Details = [.decisions, .criteria, .moves, .sheet, .remarks]

    package init(rawValue: Int) { self.rawValue = rawValue }
  }

  /// The pinned texts, for as long as a walk over encounters lasts.
  package struct Texts {
    private let db: Database

    fileprivate init(_ db: Database) { self.db = db }

    /// The scenario's text, then those of its rubrics in order. What is known by its digest only has
    /// no bytes.
    package func documents(_ origin: Transcript.Origin) throws -> [PinnedDocument] {
      try Documents.read(db, origin)
    }
  }

  /// Hands over the selected encounters one by one, in the order in which they began, all from one
  /// consistent state. Memory does not grow with their number.
  /// - Parameters:
  ///   - details: reading less is faster.
  ///   - body: may throw, which ends the walk and is thrown on as it is. It must ask for more only
  ///     by the `Texts` that it gets, and not by this `RecordsFile`.
  /// - Throws: `RecordsError`, or what the body throws.
  package func eachEncounter(
    _ selection: Selection = Selection(), with details: Details = [],
    _ body: (KeptEncounter, Texts) throws -> Void
  ) throws {
    try walk(selection, details, { _, _ in }, body)
  }

  /// The same; the first closure is told how many there are before the first one comes.
  package func eachEncounter(
    _ selection: Selection, with details: Details, counted: (Int) throws -> Void,
    _ body: (KeptEncounter, Texts) throws -> Void
  ) throws {
    try walk(
      selection, details,
      { db, query in
        try counted(try db.row(query.countSQL, query.arguments) { Int($0.int(0)) } ?? 0)
      }, body)
  }

  private func walk(
    _ selection: Selection, _ details: Details, _ begin: (Database, SelectionQuery) throws -> Void,
    _ body: (KeptEncounter, Texts) throws -> Void
  ) throws {
    do {
      try queue.read { db in
        guard let query = try Self.query(db, selection) else { return }
        try begin(db, query)
        let reader = try EncounterReader(db, details)
        let texts = Texts(db)
        let walk = try RowWalk(db, query.sql(EncounterReader.columns), query.arguments)
        while let row = try walk.next() { try body(try reader.encounter(row), texts) }
      }
    } catch let error as DatabaseError {
      throw RecordsError(error, path: path)
    }
  }

  /// How many encounters are selected: for showing progress.
  package func count(_ selection: Selection = Selection()) throws(RecordsError) -> Int {
    try read { db in
      guard let query = try Self.query(db, selection) else { return 0 }
      return try db.row(query.countSQL, query.arguments) { Int($0.int(0)) } ?? 0
    }
  }

  /// One encounter by its number or its UUID, with everything that belongs to it.
  package func encounter(_ id: String) throws(RecordsError) -> KeptEncounter {
    try read { db in
      var selection = Selection()
      selection.number = try Self.number(db, of: id)
      let query = SelectionQuery(selection, trainee: nil)
      let reader = try EncounterReader(db, .all)
      let found = try db.row(query.sql(EncounterReader.columns), query.arguments) {
        try reader.encounter($0)
      }
      guard let found else { throw RecordsError.noEncounter(id) }
      return found
    }
  }

  static func number(_ db: Database, of id: String) throws -> Int64 {
    let sql = "SELECT id FROM encounter WHERE "
    let found =
      if let number = Int64(id) {
        try db.row(sql + "id = ?", [number]) { $0.int(0) }
      } else {
        try db.row(sql + "uuid = ?", [id.lowercased()]) { $0.int(0) }
      }
    guard let found else { throw RecordsError.noEncounter(id) }
    return found
  }

  private static func query(_ db: Database, _ selection: Selection) throws -> SelectionQuery? {
    guard let who = selection.trainee else { return SelectionQuery(selection, trainee: nil) }
    guard let trainee = try Trainee.find(db, who) else { throw RecordsError.noTrainee(who) }
    return SelectionQuery(selection, trainee: trainee.number)
  }
}
