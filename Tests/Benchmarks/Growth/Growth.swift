import Authoring
import Benchmark
import Simulation
import StoryMaker

/// Every work at several sizes, so that growth shows. What is measured is one call; the story is
/// made before the clock starts.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration.metrics = [.cpuTotal, .peakMemoryResident]
  Benchmark.defaultConfiguration.maxDuration = .seconds(3)
  for scenes in [2_000, 20_000, 200_000] {
    measureLoading(scenes)
    measurePlays(scenes)
  }
  for scenes in [2_000, 20_000] { measureProof(StoryShape(.branching, scenes: scenes)) }
  for (most, flags) in [(5, 0), (5, 1), (5, 2)] {
    measureProof(StoryShape(.row, scenes: 200, meters: 2, most: most, flags: flags))
  }
}

private func measureLoading(_ scenes: Int) {
  for hasMistakes in [false, true] {
    let story = Held { Story(StoryShape(.woven, scenes: scenes, hasMistakes: hasMistakes)) }
    Benchmark("load \(scenes) scenes\(hasMistakes ? ", full of mistakes" : "")") { benchmark in
      let story = story.value
      benchmark.startMeasurement()
      blackHole(story.load())
      benchmark.stopMeasurement()
    }
  }
}

/// A million choices or so.
private func measurePlays(_ scenes: Int) {
  let program = Held { compiled(StoryShape(.woven, scenes: scenes)) }
  Benchmark("100,000 random plays of \(scenes) scenes") { benchmark in
    let program = program.value
    benchmark.startMeasurement()
    blackHole(RandomPlays(program, count: 100_000, seed: 1))
    benchmark.stopMeasurement()
  }
}

private func measureProof(_ shape: StoryShape) {
  let program = Held { compiled(shape) }
  Benchmark("prove \(shape.plot) \(shape.scenes) scenes, \(shape.flags) flags") { benchmark in
    let program = program.value
    benchmark.startMeasurement()
    blackHole(Solution(program))
    benchmark.stopMeasurement()
  }
}

private func compiled(_ shape: StoryShape) -> Program {
  guard let scenario = Story(shape).load().scenario else {
    preconditionFailure("a made-up story without mistakes loads")
  }
  return Program(scenario)
}
