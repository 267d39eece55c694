import GRDB
import Simulation

/// A selection as SQL. Texts from outside are arguments only.
struct SelectionQuery {
  private(set) var arguments: StatementArguments = []
  private var conditions: [String] = []
  private let attempts: Selection.Attempts

  static let tables = """
    FROM encounter e
    LEFT JOIN grading g ON g.encounter = e.id AND g.superseded_by IS NULL
    """

  /// - Parameter trainee: the number of the trainee that the selection names.
  init(_ selection: Selection, trainee: Int64?) {
    attempts = selection.attempts
    add("e.trainee = ?", trainee)
    add("e.trainee IN (SELECT id FROM trainee WHERE team = ?)", selection.group)
    add("e.scenario = ?", selection.scenario)
    add("e.started >= ?", selection.since?.milliseconds)
    add("e.started < ?", selection.until?.milliseconds)
    add("e.id = ?", selection.number)
    if selection.isGraded { conditions.append("g.id IS NOT NULL") }
    if attempts == .first { conditions.append("e.attempt = 1") }
  }

  private mutating func add(_ condition: String, _ value: (some DatabaseValueConvertible)?) {
    guard let value else { return }
    conditions.append(condition)
    arguments += [value]
  }

  /// The rows in order of beginning.
  func sql(_ columns: String) -> String {
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    guard let order else {
      return "SELECT \(columns) \(Self.tables) \(condition) ORDER BY e.id"
    }
    return """
      SELECT \(columns) \(Self.tables) WHERE e.id IN (
        SELECT id FROM (
          SELECT e.id AS id, row_number() OVER (
            PARTITION BY e.trainee, e.scenario ORDER BY \(order)) AS place
          \(Self.tables) \(condition))
        WHERE place = 1)
      ORDER BY e.id
      """
  }

  private var order: String? {
    switch attempts {
    case .first, .all: nil
    case .best: "g.score IS NULL, g.score DESC, e.id"
    case .latest: "e.id DESC"
    }
  }

  /// How many rows there are.
  var countSQL: String { "SELECT count(*) FROM (\(sql("e.id")))" }
}
