import Simulation
import Testing

/// What must hold for each of the shipped scenarios.
@Suite struct ShippedScenarios {
  static let seed: UInt64 = 20_261_122

  @Test(arguments: Files.shipped)
  func `are sound in every voice and graded at once`(name: String) throws {
    let scenario = try Files.scenario("scenarios/\(name).json")
    #expect(scenario.customer.voices.count >= 2)
    #expect(scenario.scenes.count >= 8)
    #expect(scenario.endings.count >= 3)
    #expect(scenario.scenes.contains { $0.window != nil })
    for voice in scenario.customer.voices {
      #expect(Solution(Program(scenario, voice: voice)).isSound, "in the voice \(voice.name)")
    }
  }

  @Test(arguments: Files.shipped)
  func `replay to an equal encounter from what was chosen`(name: String) throws {
    let scenario = try Files.scenario("scenarios/\(name).json")
    var random = SplitMix64(state: Self.seed)
    for voice in scenario.customer.voices {
      let program = Program(scenario, voice: voice)
      for play in 0..<100 {
        let encounter = try Self.randomPlay(program, &random, seed: UInt64(play))
        var again = Encounter(program, seed: UInt64(play), mode: .test)
        for turn in encounter.turns { try again.take(turn.choice) }
        #expect(again == encounter, "\(name), \(voice.name), play \(play)")
      }
    }
  }

  /// The identity of grading.md 5, with steps taken back on the way: a copy is undo.
  @Test(arguments: Files.shipped)
  func `add up after undo, in every voice`(name: String) throws {
    let scenario = try Files.scenario("scenarios/\(name).json")
    var random = SplitMix64(state: Self.seed)
    for voice in scenario.customer.voices {
      let solution = Solution(Program(scenario, voice: voice))
      for play in 0..<200 {
        let encounter = try Self.playWithUndo(solution.program, &random, seed: UInt64(play))
        let sheet = Grader.grade(encounter, solution)
        var sum = try #require(sheet.expected)
        for turn in sheet.turns { sum += (turn.luck ?? .nan) - (turn.regret ?? .nan) }
        #expect(abs(sum - (sheet.score ?? .nan)) < 1e-9, "\(name), \(voice.name), play \(play)")
      }
    }
  }

  static func randomPlay(
    _ program: Program, _ random: inout SplitMix64, seed: UInt64
  ) throws -> Encounter {
    var encounter = Encounter(program, seed: seed, mode: .test)
    while case .scene = encounter.position {
      let available = encounter.available
      try encounter.take(available[random.below(available.count)])
    }
    return encounter
  }

  static func playWithUndo(
    _ program: Program, _ random: inout SplitMix64, seed: UInt64
  ) throws -> Encounter {
    var past = [Encounter(program, seed: seed)]
    while let encounter = past.last, case .scene = encounter.position {
      if past.count > 1, random.below(4) == 0 { past.removeLast() }
      guard var next = past.last else { break }
      let available = next.available
      try next.take(available[random.below(available.count)])
      past.append(next)
    }
    return try #require(past.last)
  }
}
