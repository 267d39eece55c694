import GRDB
import Gradings
import Simulation

/// Turns rows into encounters, with what belongs to them. A class, because it remembers what repeats
/// from row to row and keeps its statements ready.
final class EncounterReader {
  static let columns = """
    e.id, e.uuid, e.attempt, e.title, e.path, e.started, e.ended, e.plain, e.turns, e.hints,
    e.undos, e.trainee, e.scenario, e.version, e.scenario_document, e.rubrics_document, e.voice,
    e.seed, e.mode, e.timed, g.id, g.rubrics_document, \(KeptGrading.columns)
    """

  private let db: Database
  private let details: RecordsFile.Details
  private var trainees: [Int64: Trainee] = [:]
  private var digests: [Int64: String] = [:]
  /// Choices with small numbers, which nearly all are, stand in a list: a million decisions ask.
  private var listedChoices = [KnownChoice?](repeating: nil, count: 4096)
  private static let listed: Range<Int64> = 0..<4096
  private var choices: [Int64: KnownChoice] = [:]
  /// The last encounter, whose strings mostly come again.
  private var last: KeptEncounter?
  private var criteria: [Int64: (rubric: String, criterion: String)] = [:]
  /// Comparing bytes is cheaper than making a string of each label.
  private let labels = ScoreSheet.Label.allCases.map { (label: $0, name: $0.rawValue) }
  private let decisionRows: KeyedRows
  private let criterionRows: KeyedRows
  private let moveRows: KeyedRows
  private let overrideRows: KeyedRows
  private let commentRows: KeyedRows

  init(_ db: Database, _ details: RecordsFile.Details) throws {
    self.db = db
    self.details = details
    decisionRows = try KeyedRows(db, Self.decisionSQL(details))
    criterionRows = try KeyedRows(db, Self.criterionSQL(details))
    moveRows = try KeyedRows(db, KeptMove.sql)
    overrideRows = try KeyedRows(db, RecordsFile.overridesSQL)
    commentRows = try KeyedRows(db, RecordsFile.commentsSQL)
  }

  private static func decisionSQL(_ details: RecordsFile.Details) -> String {
    let columns =
      details.contains(.tallies)
      ? "grading, turn, choice, regret"
      : """
      grading, turn, choice, regret, best, here, later, luck, label, flags, spend, seconds, waited
      """
    return "SELECT \(columns) FROM decision WHERE grading >= ? ORDER BY grading, turn"
  }

  private static func criterionSQL(_ details: RecordsFile.Details) -> String {
    let columns =
      details.contains(.tallies)
      ? "grading, criterion, percent"
      : "grading, criterion, percent, weight, total, lowest, highest"
    return "SELECT \(columns) FROM result WHERE grading >= ? ORDER BY grading, position"
  }

  func encounter(_ row: Columns) throws -> KeptEncounter {
    let grading = try row.optionalInt(20).map { number in
      var grading = KeptGrading(row, from: 22, rubricsDigest: try digest(row.int(21)))
      if details.contains(.decisions) { grading.decisions = try decisions(number) }
      if details.contains(.criteria) { grading.criteria = try scores(number) }
      return grading
    }
    var encounter = try encounter(row, grading)
    if details.contains(.moves) { encounter.moves = try moveRows.all(row.int(0)) { KeptMove($0) } }
    if details.contains(.remarks) { try addRemarks(to: &encounter) }
    if details.contains(.sheet), let number = row.optionalInt(20) {
      encounter.sheet = try db.row("SELECT json FROM sheet WHERE grading = ?", [number]) {
        $0.text(0)
      }
    }
    return encounter
  }

  private func addRemarks(to encounter: inout KeptEncounter) throws {
    encounter.overrides = try overrideRows.all(encounter.key.number) { KeptOverride($0) }
    encounter.comments = try commentRows.all(encounter.key.number) { Comment($0) }
  }

  private func encounter(_ row: Columns, _ grading: KeptGrading?) throws -> KeptEncounter {
    let encounter = KeptEncounter(
      key: EncounterKey(number: row.int(0), uuid: row.text(1), attempt: Int(row.int(2))),
      trainee: try trainee(row.int(11)), origin: try origin(row),
      title: row.text(3, like: last?.title ?? ""), path: row.text(4, like: last?.path ?? ""),
      started: Timestamp(milliseconds: row.int(5)),
      ended: row.optionalInt(6).map(Timestamp.init(milliseconds:)), isPlain: row.flag(7),
      turns: Int(row.int(8)), hints: Int(row.int(9)), undos: Int(row.int(10)),
      gradingNumber: row.optionalInt(20), grading: grading)
    last = encounter
    last?.grading = nil
    return encounter
  }

  private func origin(_ row: Columns) throws -> Transcript.Origin {
    let mode = row.text(18)
    return Transcript.Origin(
      scenarioID: row.text(12, like: last?.origin.scenarioID ?? ""),
      scenarioVersion: row.text(13, like: last?.origin.scenarioVersion ?? ""),
      digest: try digest(row.int(14)), rubricsDigest: try digest(row.int(15)),
      voice: Voice(name: row.text(16)) ?? .harmonizer, seed: UInt64(clamping: row.int(17)),
      mode: Mode.allCases.first { $0.name == mode } ?? .practice, isTimed: row.flag(19))
  }

  private func trainee(_ number: Int64) throws -> Trainee {
    if let known = trainees[number] { return known }
    let found = try db.row("SELECT \(Trainee.columns) FROM trainee t WHERE id = ?", [number]) {
      Trainee($0)
    }
    let trainee = found ?? Trainee(number: number, code: "")
    // Some thousands are at hand at a time, however many there are.
    if trainees.count >= 4096 { trainees.removeAll(keepingCapacity: true) }
    trainees[number] = trainee
    return trainee
  }

  /// The digest of a text; texts are few.
  private func digest(_ document: Int64) throws -> String {
    if let known = digests[document] { return known }
    let digest = try db.row("SELECT digest FROM document WHERE id = ?", [document]) { $0.text(0) }
    digests[document] = digest ?? ""
    return digest ?? ""
  }

  private func decisions(_ grading: Int64) throws -> [Decision] {
    if details.contains(.tallies) {
      return try decisionRows.all(grading) { row in
        Decision(
          turn: Int(row.int(1)), choice: try self.choice(row.int(2)),
          regret: row.optionalDouble(3))
      }
    }
    return try decisionRows.all(grading) { try self.decision($0) }
  }

  private func decision(_ row: Columns) throws -> Decision {
    let flags = DecisionFlags(rawValue: row.int(9))
    return Decision(
      turn: Int(row.int(1)), choice: try choice(row.int(2)),
      best: try row.optionalInt(4).map(choice), regret: row.optionalDouble(3),
      here: row.optionalDouble(5), later: row.optionalDouble(6), luck: row.optionalDouble(7),
      label: label(row), onlyMove: flags.contains(.onlyMove),
      unexpected: flags.contains(.unexpected), timedOut: flags.contains(.timedOut),
      spend: Money(hundredths: row.int(10)), seconds: Int(row.int(11)),
      waited: row.optionalInt(12))
  }

  private func label(_ row: Columns) -> ScoreSheet.Label? {
    labels.first { row.isText(8, $0.name) }?.label
  }

  private func choice(_ number: Int64) throws -> KnownChoice {
    if Self.listed.contains(number), let known = listedChoices[Int(number)] { return known }
    if let known = choices[number] { return known }
    let found = try db.row("SELECT scene, choice, text FROM choice WHERE id = ?", [number]) {
      KnownChoice(scene: $0.text(0), choice: $0.text(1), text: $0.text(2))
    }
    let choice = found ?? KnownChoice(scene: "", choice: "", text: "")
    if Self.listed.contains(number) {
      listedChoices[Int(number)] = choice
    } else {
      choices[number] = choice
    }
    return choice
  }

  private func scores(_ grading: Int64) throws -> [CriterionScore] {
    let hasTotals = !details.contains(.tallies)
    return try criterionRows.all(grading) { row in
      let name = try self.criterion(row.int(1))
      return CriterionScore(
        rubric: name.rubric, criterion: name.criterion, weight: hasTotals ? row.double(3) : 0,
        total: hasTotals ? Int(row.int(4)) : 0, lowest: hasTotals ? Int(row.int(5)) : 0,
        highest: hasTotals ? Int(row.int(6)) : 0, percent: row.optionalDouble(2))
    }
  }

  private func criterion(_ number: Int64) throws -> (rubric: String, criterion: String) {
    if let known = criteria[number] { return known }
    let found = try db.row("SELECT rubric, criterion FROM criterion WHERE id = ?", [number]) {
      (rubric: $0.text(0), criterion: $0.text(1))
    }
    criteria[number] = found ?? ("", "")
    return found ?? ("", "")
  }
}
