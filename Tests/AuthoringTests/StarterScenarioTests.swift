import Simulation
import Testing

@testable import Authoring

@Suite struct `A scenario to start from` {
  @Test(arguments: ["Ada Wren", "\"Q\" {x} \\ é 👋🏽", "{customer}"])
  func `has no errors, whatever was answered`(words: String) throws {
    for limit in [1, 2, 25, 1_000_000] {
      var answers = StarterScenario.Answers()
      answers.title = words
      answers.customer = words
      answers.says = words
      answers.limit = limit
      let starter = StarterScenario(answers, id: StarterScenario.id(of: words), hasSchema: true)
      let loaded = LoadedScenario.load(
        SourceFile(name: "/starter/a.json", text: starter.scenario), access: Self.access)
      #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
      let scenario = try #require(loaded.scenario)
      let solution = Solution(Program(scenario))
      #expect(solution.isSound)
      let walk = Walk(solution)
      #expect(walk.choices.allSatisfy { $0 != nil } && walk.endings.allSatisfy(\.isReached))
    }
  }

  @Test func `has an id made of its name`() {
    #expect(StarterScenario.id(of: "The $8 Glass of Wine!") == "the-8-glass-of-wine")
    #expect(StarterScenario.id(of: "12 angry men") == "angry-men")
    #expect(StarterScenario.id(of: "日本") == "first-call")
    #expect(StarterScenario.id(of: String(repeating: "ab-", count: 40)).utf8.count <= 64)
  }

  private static let access = FileAccess(
    read: { path, _ in .success(SourceFile(name: path, text: StarterScenario.rubric)) },
    realPath: { _ in nil })
}
