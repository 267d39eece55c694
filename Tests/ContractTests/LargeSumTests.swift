import Authoring
import Simulation
import Testing

/// Money up to what the format allows: 10^10, which is 10^12 hundredths.
@Suite struct `Large sums` {
  @Test(arguments: ["25", "30000000", "9999999999", "10000000000"])
  func `are spent, limited and asked about`(sum: String) throws {
    let text = """
      {"format": "undermat-scenario/1", "id": "large-sums", "version": "1.0.0", "title": "Sums",
       "summary": "Much money.", "briefing": "Nothing to know.",
       "customer": {"name": "Ada", "voice": "promoter"}, "pass": 70,
       "authority": {"currency": "IDR", "limit": \(sum)}, "loss": \(sum),
       "rubrics": [{"file": "rubrics/empowerment.json"}], "start": "begin",
       "scenes": {
         "begin": {"lines": [{"say": "Yes?"}], "choices": [
           {"id": "all", "do": "Give it all.", "spend": \(sum), "to": "then"},
           {"id": "nothing", "do": "Give nothing.", "to": "then"}]},
         "then": {"lines": [{"say": "And?"}], "choices": [
           {"id": "thanks", "do": "Listen.", "when": "spent >= \(sum)", "marks": {"ownership": 2},
            "why": "It was enough.", "to": "end"},
           {"id": "more", "do": "Give one more.", "spend": 1, "marks": {"ownership": -2},
            "why": "It is too much.", "to": "end"}]}
       },
       "endings": {"end": {"outcome": "kept", "lines": ["It ends."]}}}
      """
    let name = "/\(Files.project)/Tests/Fixtures/cash-only-sketch/large-sums.json"
    let loaded = LoadedScenario.load(SourceFile(name: name, text: text))
    let words = DiagnosticFormat.concise.render([loaded.findings])
    let scenario = try #require(loaded.scenario, "\(words)")
    let solution = Solution(Program(scenario))
    var paid = Encounter(solution.program, seed: 0)
    try paid.take(id: "all")
    #expect(paid.available.count == 2)
    var overspent = paid
    try paid.take(id: "thanks")
    #expect(Grader.grade(paid, solution).critical.isEmpty)
    try overspent.take(id: "more")
    #expect(Grader.grade(overspent, solution).critical.count == 1)
    var mean = Encounter(solution.program, seed: 0)
    try mean.take(id: "nothing")
    #expect(mean.available.count == 1)
    try mean.take(id: "more")
    #expect(Grader.grade(mean, solution).critical.isEmpty)
  }
}
