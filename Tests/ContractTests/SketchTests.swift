import Simulation
import Testing

/// The complete example of format.md. The numbers follow from its text by hand: the score is
/// (2 ownership + 1 initiative) spread over 2 : 1, ownership from -3 to 3, initiative from 0 to 1.
@Suite struct Sketch {
  static func solution() throws -> Solution {
    Solution(
      Program(try Files.scenario("Tests/Fixtures/cash-only-sketch/cash-only-sketch.json")))
  }

  @Test func `has no errors`() throws {
    let solution = try Self.solution()
    #expect(solution.isSound)
    #expect(solution.ranges.map(\.lowest) == [-3, 0])
    #expect(solution.ranges.map(\.highest) == [3, 1])
  }

  @Test func `gives the whole score to the bottle on the spot`() throws {
    let solution = try Self.solution()
    let sheet = Grader.grade(try play(["see-what-i-can-do", "give-it"], solution), solution)
    #expect(near([sheet.score].compactMap { $0 }, [100], 1e-9))
    #expect(sheet.verdict == .pass)
    #expect(sheet.gates.hold)
    #expect(sheet.offered == 1 && sheet.taken == 1)
  }

  @Test func `shuts the gate and fails the seat in first class`() throws {
    let solution = try Self.solution()
    let sheet = Grader.grade(
      try play(["see-what-i-can-do", "wine-and-upgrade"], solution), solution)
    #expect(sheet.gates.basics)
    #expect(!sheet.gates.authority && !sheet.gates.proportion && !sheet.gates.clean)
    // Ownership 1 + 1 of -3 ... 3 is 5/6, times 2/3; nothing unexpected counts.
    #expect(near([sheet.score].compactMap { $0 }, [500.0 / 9], 1e-9))
    #expect(sheet.verdict == .fail)
    #expect(sheet.offered == 1 && sheet.taken == 0)
  }
}
