import Simulation
import Testing

/// The table of grading.md, "Worked example": checked by hand there, with two decimals.
@Suite struct WorkedExample {
  struct Row: Sendable {
    var choices: [String]
    var percents: [Double]
    var raw: Double
    var score: Double
    var regrets: [Double]
    var skill: Double
    var verdict: ScoreSheet.Verdict
  }

  static let rows = [
    Row(
      choices: ["b", "f", "h"], percents: [100, 100, 100], raw: 100, score: 100,
      regrets: [0, 0, 0], skill: 1, verdict: .pass),
    Row(
      choices: ["a", "d", "h"], percents: [50, 100, 100], raw: 80, score: 76.47,
      regrets: [23.53, 0, 0], skill: 0.649, verdict: .pass),
    Row(
      choices: ["silence", "d", "h"], percents: [66.67, 100, 100], raw: 86.67, score: 84.31,
      regrets: [15.69, 0, 0], skill: 0.766, verdict: .pass),
    Row(
      choices: ["b", "f", "j"], percents: [100, 50, 50], raw: 70, score: 64.71,
      regrets: [0, 0, 35.29], skill: 0.474, verdict: .notYet),
    Row(
      choices: ["b", "g", "i"], percents: [83.33, 0, 0], raw: 33.33, score: 21.57,
      regrets: [0, 25.49, 52.94], skill: -0.169, verdict: .fail),
    Row(
      choices: ["a", "c"], percents: [0, 0, 50], raw: 15, score: 0, regrets: [23.53, 76.47],
      skill: -0.490, verdict: .notYet),
  ]

  static func solution() throws -> Solution {
    Solution(
      Program(try Files.scenario("Tests/Fixtures/worked-example/worked-example.json")))
  }

  @Test(arguments: rows) func `gives every number of the table`(row: Row) throws {
    let solution = try Self.solution()
    let sheet = Grader.grade(try play(row.choices, solution), solution)
    let percents = sheet.rubrics.flatMap(\.criteria).compactMap(\.percent)
    #expect(near(percents, row.percents, 0.005))
    #expect(near([sheet.raw, sheet.score].compactMap { $0 }, [row.raw, row.score], 0.005))
    #expect(near(sheet.turns.compactMap(\.regret), row.regrets, 0.005))
    #expect(near([sheet.skill].compactMap { $0 }, [row.skill], 0.0005))
    #expect(sheet.verdict == row.verdict)
  }

  @Test func `has the ranges and the baseline of the text`() throws {
    let solution = try Self.solution()
    #expect(solution.ranges.map(\.lowest) == [-3, 0, -2])
    #expect(solution.ranges.map(\.highest) == [3, 2, 2])
    #expect(near(solution.ranges.map(\.weight), [0.4, 0.3, 0.3], 1e-12))
    #expect(near([solution.rawBest, solution.rawWorst], [100, 15], 1e-9))
    #expect(near([solution.random], [32.90], 0.005))
  }

  @Test func `counts the overspend as a business-critical error`() throws {
    let solution = try Self.solution()
    let sheet = Grader.grade(try play(["b", "g", "i"], solution), solution)
    #expect(sheet.critical.map(\.family).contains(.business))
    #expect(sheet.turns.map(\.label) == [.best, .critical, .blunder])
  }
}

/// Whether two lists agree within a distance.
func near(_ a: [Double], _ b: [Double], _ distance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= distance }
}
