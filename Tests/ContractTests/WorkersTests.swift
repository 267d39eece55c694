import Dispatch
import Simulation
import Testing

/// Whoever works and in whatever order, what is proven and what is played stays the same.
@Suite struct `Shared work` {
  /// Every piece by whichever thread is free.
  static var threads: Workers {
    Workers { count, work in
      withoutActuallyEscaping(work) { work in
        nonisolated(unsafe) let work = work
        DispatchQueue.concurrentPerform(iterations: count) { work($0) }
      }
    }
  }
  /// The last piece first.
  static var backwards: Workers {
    Workers { count, work in
      for index in (0..<count).reversed() { work(index) }
    }
  }

  @Test(arguments: Files.shipped)
  func `proves the same`(name: String) throws {
    let scenario = try Files.scenario("scenarios/\(name).json")
    for voice in scenario.customer.voices {
      let program = Program(scenario, voice: voice)
      let alone = Walk(Solution(program))
      for workers in [Self.threads, Self.backwards] {
        let shared = Solution(program, effort: Effort(workers: workers))
        #expect(Walk(shared).best == alone.best, "\(voice.name)")
        #expect(Walk(shared).worst == alone.worst, "\(voice.name)")
        #expect(shared.expected == alone.solution.expected, "\(voice.name)")
        #expect(shared.random == alone.solution.random, "\(voice.name)")
        #expect(shared.ranges == alone.solution.ranges, "\(voice.name)")
      }
    }
  }

  @Test func `plays the same plays`() throws {
    let scenario = try Files.scenario("scenarios/pop-up-bar.json")
    let solution = Solution(Program(scenario))
    // Enough for several pieces, and no multiple of their number.
    let count = 20_011
    let alone = RandomPlays(solution.program, solution: solution, count: count, seed: 5)
    for workers in [Self.threads, Self.backwards] {
      let shared = RandomPlays(
        solution.program, solution: solution, count: count, seed: 5, workers: workers)
      #expect(shared == alone)
    }
    // Piece by piece they are the plays that one player makes in a row.
    var generator = SplitMix64(state: 5)
    let seeds = (0..<count).map { _ in generator.next() & DrawSeed.largestSeed }
    #expect(alone.endings.reduce(0, +) == seeds.count)
    let few = RandomPlays(solution.program, solution: solution, count: 100, seed: 5)
    #expect(few.endings.reduce(0, +) == 100)
  }

  @Test func `stops when it is told to`() throws {
    let scenario = try Files.scenario("scenarios/key-under-the-mat.json")
    let solution = Solution(Program(scenario), effort: Effort { _ in false })
    #expect(!solution.isExact || solution.stateCount < Solution.statesBetweenCalls)
  }
}
