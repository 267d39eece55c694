import Reports
import Simulation
import Testing

@Suite struct `Walk pages` {
  @Test func `prove one voice, with random plays`() throws {
    let walk = Walk(WineSample.solution)
    let plays = RandomPlays(WineSample.program, solution: WineSample.solution, count: 1000, seed: 7)
    let lines = WalkText.lines(
      [walk], digest: WineSample.digests.scenario, plays: [plays], .test(80))
    try expectText(lines.map { $0 + "\n" }.joined(), is: "walk.txt")
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `set voices side by side`() throws {
    let walks = [Voice.promoter, .imaginer].map {
      Walk(Solution(Program(WineSample.scenario(), voice: $0)))
    }
    let lines = WalkText.lines(walks, digest: WineSample.digests.scenario, .test(100))
    try expectText(lines.map { $0 + "\n" }.joined(), is: "walk-voices.txt")
  }

  @Test func `say when the state budget stopped them`() throws {
    let walk = Walk(Solution(WineSample.program, budget: 2))
    let lines = WalkText.lines([walk], digest: "", .test(80))
    #expect(lines.contains { $0.hasPrefix("Stopped by the state budget in promoter:") })
    #expect(lines.contains { $0.contains("not reached so far") })
    #expect(!lines.contains { $0.contains("Best line") })
  }

  @Test func `name what is never reached, and dead ends with the way there`() throws {
    var scenario = WineSample.scenario()
    let orphan = Scene(
      id: scenario.text.add("orphan"), choices: Extent(first: 0, count: 1))
    scenario.scenes.append(orphan)
    let walk = Walk(Solution(Program(scenario)))
    let lines = WalkText.lines([walk], digest: "", .test(80))
    #expect(lines.contains("3 of 4 scenes reached") || lines.contains("4 of 5 scenes reached"))
    #expect(lines.contains { $0.hasPrefix("orphan") && $0.contains("NO") })
  }
}
