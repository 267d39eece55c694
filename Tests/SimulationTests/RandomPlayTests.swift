import Simulation
import TestSupport
import Testing

/// The fast player held against encounters that take the same choices one by one.
@Suite struct `Random plays` {
  static let scenarios: UInt64 = 300
  static let firstSeed: UInt64 = 7_700_000

  @Test func `count and score what encounters and the grader do`() {
    for seed in Self.firstSeed..<Self.firstSeed + Self.scenarios {
      let program = Program(RandomScenario.make(seed: seed))
      let solution = Solution(program, budget: 20_000)
      let plays = RandomPlays(program, solution: solution, count: 20, seed: seed)
      let slow = SlowPlays(program, solution, count: 20, seed: seed)
      let problem = Self.difference(plays, slow)
      #expect(problem == nil, "scenario \(seed)")
      if problem != nil { return }
    }
  }

  @Test func `are the same for the same seed, and others for another`() {
    let program = Program(RandomScenario.make(seed: Self.firstSeed))
    let plays = RandomPlays(program, count: 200, seed: 1)
    #expect(RandomPlays(program, count: 200, seed: 1) == plays)
    #expect(RandomPlays(program, count: 200, seed: 2).choices != plays.choices)
  }

  /// What the two differ in, or nil.
  static func difference(_ plays: RandomPlays, _ slow: SlowPlays) -> String? {
    if plays.scenes != slow.scenes { return "scenes \(plays.scenes), \(slow.scenes)" }
    if plays.choices != slow.choices { return "choices \(plays.choices), \(slow.choices)" }
    if plays.endings != slow.endings { return "endings \(plays.endings), \(slow.endings)" }
    if plays.turns != slow.choices.reduce(0, +) { return "turns" }
    if plays.stuck != slow.stuck { return "stuck \(plays.stuck), \(slow.stuck)" }
    let mean = slow.scores.isEmpty ? nil : slow.scores.reduce(0, +) / Double(slow.scores.count)
    guard let mean, let fast = plays.mean else {
      return mean == plays.mean ? nil : "mean is missing"
    }
    return abs(mean - fast) < 1e-9 ? nil : "mean \(fast), \(mean)"
  }
}

/// Plays through `Encounter`, drawing as `RandomPlays` does: up to three times any choice of the
/// scene, and then one of those that are available.
struct SlowPlays {
  private(set) var scenes: [Int]
  private(set) var choices: [Int]
  private(set) var endings: [Int]
  private(set) var stuck = 0
  private(set) var scores: [Double] = []

  init(_ program: Program, _ solution: Solution, count: Int, seed: UInt64) {
    scenes = Array(repeating: 0, count: program.scenario.scenes.count)
    choices = Array(repeating: 0, count: program.scenario.choices.count)
    endings = Array(repeating: 0, count: program.scenario.endings.count)
    var seeds = SplitMix64(state: seed)
    for _ in 0..<count {
      let encounter = play(program, seed: seeds.next() & DrawSeed.largestSeed)
      guard case .ending(let ending) = encounter.position else {
        stuck += 1
        continue
      }
      endings[ending] += 1
      if solution.isSound, let score = Grader.grade(encounter, solution).score {
        scores.append(score)
      }
    }
  }

  private mutating func play(_ program: Program, seed: UInt64) -> Encounter {
    var generator = SplitMix64(state: seed)
    var encounter = Encounter(program, seed: seed)
    count(encounter.opening)
    while case .scene(let scene) = encounter.position {
      let choice = Self.pick(
        encounter.available, of: program.scenario.scenes[scene].choices.range, &generator)
      choices[choice] += 1
      do { count(try encounter.take(choice)) } catch {
        Issue.record("an available choice was refused: \(error)")
        return encounter
      }
    }
    return encounter
  }

  private static func pick(
    _ available: [Int], of all: Range<Int>, _ generator: inout SplitMix64
  ) -> Int {
    for _ in 0..<3 {
      let choice = all.lowerBound + generator.below(all.count)
      if available.contains(choice) { return choice }
    }
    return available[generator.below(available.count)]
  }

  private mutating func count(_ beats: [Beat]) {
    for case .scene(let scene) in beats { scenes[scene] += 1 }
  }
}
