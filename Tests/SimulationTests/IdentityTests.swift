import Simulation
import Testing
import TestSupport

/// The keystone of grading.md 5: what a play scored is what could be expected, less what each
/// choice gave away, plus what luck gave.
@Suite struct ScoreIdentity {
  static let scenarios = 20_000
  static let firstSeed: UInt64 = 20_261_122

  @Test func `holds for every play of many random scenarios`() {
    var graded = 0
    var seed = Self.firstSeed
    while graded < Self.scenarios {
      seed += 1
      let scenario = RandomScenario.make(seed: seed)
      var wasSound = false
      for voice in scenario.customer.voices {
        let solution = Solution(Program(scenario, voice: voice), budget: 20_000)
        guard solution.isSound else { continue }
        wasSound = true
        for play in 0..<3 {
          let problem = Self.problem(in: solution, seed: seed &* 31 &+ UInt64(play))
          #expect(problem == nil, "scenario \(seed), voice \(voice.name), play \(play)")
          if problem != nil { return }
        }
      }
      if wasSound { graded += 1 }
    }
  }

  /// What is wrong with the grading of one random play, or nil.
  static func problem(in solution: Solution, seed: UInt64) -> String? {
    var random = SplitMix64(state: seed)
    var encounter = Encounter(solution.program, seed: seed)
    while case .scene = encounter.position {
      let available = encounter.available
      do { try encounter.take(available[random.below(available.count)]) } catch {
        return "an available choice was refused: \(error)"
      }
    }
    let sheet = Grader.grade(encounter, solution)
    guard let score = sheet.score, let expected = sheet.expected else { return "no score" }
    var sum = expected
    for turn in sheet.turns {
      guard let regret = turn.regret, let here = turn.here, let later = turn.later,
        let luck = turn.luck
      else { return "turn \(turn.turn) has no regret" }
      if abs(regret - here - later) > 1e-9 { return "turn \(turn.turn): here and later" }
      if turn.label != .critical, regret < -1e-9 { return "turn \(turn.turn) gained \(-regret)" }
      sum += luck - regret
    }
    if abs(score - sum) > 1e-9 { return "score \(score), parts \(sum)" }
    return sheet.critical.isEmpty && score > 100 + 1e-9 ? "a clean play above 100: \(score)" : nil
  }
}
