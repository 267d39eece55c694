import Authoring
import Simulation
import Testing

/// Draws with more branches than fit into the short form in which a proof keeps its ways.
///
/// Branch i of n, from 0, has the weight i + 1 and leads to the scene `s` with i modulo 5, where the
/// best answer gives that number less 2 on the only criterion used, and the other one -2. With -2 as
/// 0 and 2 as 100 the expected score is the weighted mean of 25 (i modulo 5), and random play comes
/// to half of it.
@Suite struct `Long draws` {
  @Test(arguments: [5, 62, 63, 64, 65, 200, 70_001])
  func `weigh every branch`(count: Int) throws {
    let solution = Solution(Program(try Self.scenario(branches: count)))
    #expect(solution.isSound)
    var weights = 0.0
    var sum = 0.0
    for branch in 0..<count {
      weights += Double(branch + 1)
      sum += Double(branch + 1) * 25 * Double(branch % 5)
    }
    #expect(abs(solution.expected - sum / weights) < 1e-9)
    #expect(abs(solution.random - sum / weights / 2) < 1e-9)
  }

  @Test func `name the branch that was drawn, far into the list`() throws {
    let solution = Solution(Program(try Self.scenario(branches: 300)))
    var farthest = 0
    for seed in UInt64(0)..<50 {
      let encounter = try play(["ask"], solution, seed: seed)
      let branch = try #require(encounter.turns.first?.draws.first?.branch)
      farthest = max(farthest, branch)
      var again = encounter
      try again.take(try #require(again.available.first))
      let sheet = Grader.grade(again, solution)
      #expect(abs((sheet.score ?? .nan) - 25 * Double(branch % 5)) < 1e-9, "seed \(seed)")
    }
    #expect(farthest > 64)
  }

  static func scenario(branches: Int) throws -> Scenario {
    let draws = (0..<branches).map { "{\"weight\": \($0 + 1), \"to\": \"s\($0 % 5)\"}" }
    let scenes = (0..<5).map { scene in
      """
      "s\(scene)": { "lines": [{"say": "Well?"}], "choices": [
        {"id": "do\(scene)", "do": "Do it.", "marks": {"ownership": \(scene - 2)}, "why": "So.",
         "to": "end"},
        {"id": "no\(scene)", "do": "Wait.", "marks": {"ownership": -2}, "why": "Too little.",
         "to": "end"}] }
      """
    }
    let text = """
      {"format": "undermat-scenario/1", "id": "long-draw", "version": "1.0.0", "title": "A draw",
       "summary": "Much luck.", "briefing": "Nothing to know.",
       "customer": {"name": "Ada", "voice": "promoter"}, "pass": 70,
       "rubrics": [{"file": "rubrics/empowerment.json"}], "start": "begin",
       "scenes": {
         "begin": {"lines": [{"say": "Yes?"}], "choices": [
           {"id": "ask", "say": "How can I help?", "to": "luck"},
           {"id": "wait", "silent": true, "to": "luck"}]},
         "luck": {"lines": [{"narrate": "Luck decides."}], "chance": [\(draws.joined(separator: ", "))]},
         \(scenes.joined(separator: ",\n"))
       },
       "endings": {"end": {"outcome": "kept", "lines": ["It ends."]}}}
      """
    let name = "/\(Files.project)/Tests/Fixtures/cash-only-sketch/long-draw.json"
    let loaded = LoadedScenario.load(SourceFile(name: name, text: text))
    // Not `#require`, which would show every byte of the file.
    guard let scenario = loaded.scenario else {
      throw Refused(concise: DiagnosticFormat.concise.render([loaded.findings]))
    }
    return scenario
  }

  struct Refused: Error { var concise: String }
}
