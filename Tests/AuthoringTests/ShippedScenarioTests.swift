import Simulation
import Testing

@testable import Authoring

@Suite struct `Shipped scenarios` {
  /// The top of the repository, with its slash.
  static let root = #filePath.split(separator: "/").dropLast(3).reduce("/") { $0 + $1 + "/" }

  static let files = [
    "scenarios/cash-only-wine.json", "scenarios/change-fee.json", "scenarios/greeted-by-name.json",
    "scenarios/key-under-the-mat.json", "scenarios/pop-up-bar.json",
    "Tests/Fixtures/cash-only-sketch/cash-only-sketch.json",
    "Tests/Fixtures/worked-example/worked-example.json",
  ]

  @Test(arguments: files) func `load without any finding`(_ file: String) throws {
    let loaded = try LoadedScenario.load(path: Self.root + file)
    #expect(DiagnosticFormat.concise.render([loaded.findings]) == "")
    #expect(loaded.scenario != nil)
  }

  @Test func `have headers that agree with their models`() throws {
    for file in Self.files {
      let source = try SourceFile.read(Self.root + file)
      let header = try #require(ScenarioHeader(source))
      let scenario = try #require(LoadedScenario.load(source).scenario)
      #expect(header.id == scenario.about.id)
      #expect(header.title == scenario.about.title)
      #expect(header.minutes == scenario.about.minutes)
      #expect(header.level == scenario.about.level)
      #expect(Set(header.voices) == Set(scenario.customer.voices))
    }
  }

  @Test func `keep their words and their wiring`() throws {
    let path = Self.root + "Tests/Fixtures/cash-only-sketch/cash-only-sketch.json"
    let scenario = try #require(try LoadedScenario.load(path: path).scenario)
    #expect(scenario.scenes.map { scenario.string($0.id) } == ["order", "passed-by", "decide"])
    #expect(scenario.endings.map { scenario.string($0.id) } == ["won", "lost"])
    #expect(scenario.meters.map(\.id) == ["frustration"])
    let choice = scenario.choices[1]
    #expect(scenario.string(choice.text) == "Give me a minute, let me see what I can do.")
    #expect(scenario.effects[choice.effects.range] == [.add(meter: 0, amount: -1)])
    #expect(scenario.reveals[choice.reveals.range] == [0])
    #expect(scenario.routes[choice.routes.range].map(\.to) == [.scene(2)])
    #expect(scenario.choices[4].spend.hundredths == 800)
    #expect(scenario.scenes[0].window?.choice == 2)
    #expect(scenario.basics.map { scenario.expressions[Int($0.root)] } == .flag(0))
  }
}
