import Gradings
import Simulation

extension KeptGrading {
  /// To be read by `init(_:from:rubricsDigest:)`; 23 columns.
  static let columns = """
    grader, graded, exact, score, raw, raw_best, raw_worst, verdict, random, expected, luck, skill,
    customer_errors, business_errors, compliance_errors, ending, outcome, offered, done, spent,
    seconds, satisfaction, recommend
    """

  /// Without its decisions and criteria.
  init(_ row: Columns, from first: Int32, rubricsDigest: String) {
    self.init(
      grader: row.text(first), rubricsDigest: rubricsDigest,
      graded: Timestamp(milliseconds: row.int(first + 1)), isExact: row.flag(first + 2),
      score: row.optionalDouble(first + 3), raw: row.optionalDouble(first + 4),
      rawBest: row.optionalDouble(first + 5), rawWorst: row.optionalDouble(first + 6),
      verdict: ScoreSheet.Verdict(stored: row, first + 7), random: row.optionalDouble(first + 8),
      expected: row.optionalDouble(first + 9), luck: row.optionalDouble(first + 10),
      skill: row.optionalDouble(first + 11), customerErrors: Int(row.int(first + 12)),
      businessErrors: Int(row.int(first + 13)), complianceErrors: Int(row.int(first + 14)),
      ending: row.optionalText(first + 15), outcome: row.optionalText(first + 16),
      offered: Int(row.int(first + 17)), done: Int(row.int(first + 18)),
      spent: Money(hundredths: row.int(first + 19)), seconds: Int(row.int(first + 20)),
      satisfaction: row.optionalDouble(first + 21),
      recommend: row.optionalInt(first + 22).map(Int.init), decisions: [], criteria: [])
  }
}

extension ScoreSheet.Verdict {
  /// The verdict of this word; nil if there is none.
  package init?(name: String) {
    let all: [Self] = [.fail, .pass, .notYet, .unfinished]
    guard let found = all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  fileprivate init?(stored row: Columns, _ column: Int32) {
    self.init(name: row.text(column))
  }
}
