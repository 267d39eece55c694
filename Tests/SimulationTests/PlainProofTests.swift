import Simulation
import TestSupport
import Testing

/// Exact solving held against following every play to its end.
@Suite struct `Proofs by states` {
  static let scenarios = 400
  static let firstSeed: UInt64 = 5_150_000

  @Test func `agree with proofs by plays on random scenarios`() {
    var proven = 0
    var seed = Self.firstSeed
    while proven < Self.scenarios {
      seed += 1
      let scenario = RandomScenario.make(seed: seed)
      for voice in scenario.customer.voices {
        let plain = PlainProof(scenario, voice, steps: 4_000)
        guard plain.isComplete else { continue }
        let solution = Solution(Program(scenario, voice: voice), budget: 20_000)
        let isStuck = solution.findings.contains { $0.kind == .deadEnd || $0.kind == .noPatience }
        #expect(plain.isStuck == isStuck, "scenario \(seed), voice \(voice.name)")
        guard solution.isSound else { continue }
        let problem = Self.difference(solution, plain)
        #expect(problem == nil, "scenario \(seed), voice \(voice.name)")
        if problem != nil { return }
        proven += 1
      }
    }
  }

  /// What the two proofs disagree on, or nil.
  static func difference(_ solution: Solution, _ plain: PlainProof) -> String? {
    if solution.ranges.map(\.lowest) != plain.lowest { return "lowest totals" }
    if solution.ranges.map(\.highest) != plain.highest { return "highest totals" }
    for (range, weight) in zip(solution.ranges, plain.weights)
    where !isClose(range.weight, weight) {
      return "weights"
    }
    if !isClose(solution.rawBest, plain.rawBest) { return "raw-best" }
    if !isClose(solution.rawWorst, plain.rawWorst) { return "raw-worst" }
    if !isClose(solution.expected, plain.expected) { return "expected" }
    if !isClose(solution.random, plain.random) { return "random" }
    for (ending, range) in zip(Walk(solution).endings, plain.endings) {
      guard ending.isReached == (range != nil) else { return "an ending is reached" }
      guard let range else { continue }
      guard let lowest = ending.lowest, isClose(lowest, range.lowerBound),
        let highest = ending.highest, isClose(highest, range.upperBound)
      else { return "scores of an ending" }
    }
    return nil
  }

  static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 }
}
