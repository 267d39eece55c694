import Authoring
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

  /// Of the smaller ones nothing is shared: starting a thread would take longer.
  @Test(arguments: ["greeted-by-name", "key-under-the-mat", "pop-up-bar"])
  func `proves the same`(name: String) throws {
    let scenario = try Files.scenario("scenarios/\(name).json")
    for voice in scenario.customer.voices {
      let program = Program(scenario, voice: voice)
      let alone = Walk(Solution(program))
      for workers in [Self.threads, Self.backwards] {
        let shared = Solution(program, effort: Effort(workers: workers))
        #expect(shared.stateCount >= 10_000)
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
        solution.program, solution: solution, count: count, seed: 5,
        effort: Effort(workers: workers))
      #expect(shared == alone)
    }
    // Piece by piece they are the plays that one player makes in a row: one piece makes the first
    // two thousand, and what the others add is made of other plays.
    let first = RandomPlays(solution.program, solution: solution, count: 1_999, seed: 5)
    #expect(first.turns * 10 != alone.turns)
    #expect(zip(first.choices, alone.choices).allSatisfy { $0 <= $1 })
  }

  @Test func `leaves out as many numbers as are asked for`() {
    for count in [0, 1, 2, 63, 2_501, 1_000_000] {
      var skipping = SplitMix64(state: 20_261_122)
      skipping.skip(count)
      var counting = SplitMix64(state: 20_261_122)
      for _ in 0..<count { _ = counting.next() }
      #expect(skipping.next() == counting.next(), "\(count) numbers")
    }
  }

  @Test func `stops when it is told to`() throws {
    let program = Program(try Self.manyStates())
    #expect(Solution(program).stateCount > 2 * Solution.statesBetweenCalls)
    var calls = 0
    let solution = Solution(
      program,
      effort: Effort { _ in
        calls += 1
        return false
      })
    #expect(calls == 1)
    #expect(!solution.isExact)
    #expect(solution.findings.isEmpty && solution.ranges.isEmpty)
  }

  @Test func `stops in any of its passes, and then knows nothing`() throws {
    let program = Program(try Self.manyStates())
    var all = 0
    let whole = Solution(
      program,
      effort: Effort { _ in
        all += 1
        return true
      })
    #expect(whole.isExact && all > 2 * whole.stateCount / Solution.statesBetweenCalls)
    for last in 1...all {
      var calls = 0
      let solution = Solution(
        program,
        effort: Effort { _ in
          calls += 1
          return calls < last
        })
      #expect(!solution.isExact, "stopped at call \(last) of \(all)")
      #expect(solution.findings.isEmpty && solution.ranges.isEmpty)
      // Of two passes at a time the other one asks once more.
      #expect(calls <= last + 1)
    }
  }

  /// Seventeen flags that are set or not, one after the other, and asked for together at the end.
  private static func manyStates() throws -> Scenario {
    let flags = (0..<17).map { "f\($0)" }
    let scenes = flags.indices.map { index in
      let next = index + 1 < flags.count ? "s\(index + 1)" : "last"
      return """
        "s\(index)": {"lines": ["And?"], "choices": [
          {"id": "yes\(index)", "do": "Yes.", "effects": {"\(flags[index])": true}, "to": "\(next)"},
          {"id": "no\(index)", "do": "No.", "to": "\(next)"}]}
        """
    }
    let text = """
      {"format": "undermat-scenario/1", "id": "many-states", "version": "1.0.0", "title": "Flags",
       "summary": "Many flags.", "briefing": "Nothing to know.",
       "customer": {"name": "Ada", "voice": "promoter"}, "pass": 70,
       "flags": {\(flags.map { "\"\($0)\": false" }.joined(separator: ", "))},
       "rubrics": [{"file": "rubrics/empowerment.json"}], "start": "s0",
       "scenes": {
         \(scenes.joined(separator: ",\n")),
         "last": {"lines": ["Well?"], "choices": [
           {"id": "all", "do": "All.", "when": "\(flags.joined(separator: " and "))",
            "marks": {"ownership": 2}, "why": "All were set.", "to": "end"},
           {"id": "none", "do": "None.", "marks": {"ownership": -2}, "why": "Too few.",
            "to": "end"}]}},
       "endings": {"end": {"outcome": "kept", "lines": ["It ends."]}}}
      """
    let name = "/\(Files.project)/Tests/Fixtures/cash-only-sketch/many-states.json"
    let loaded = LoadedScenario.load(SourceFile(name: name, text: text))
    let words = DiagnosticFormat.concise.render([loaded.findings])
    return try #require(loaded.scenario, "\(words)")
  }
}
