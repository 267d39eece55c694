import Authoring
import Glibc
import Simulation
import StoryMaker

/// Why a measurement could not be made.
enum Trouble: Error {
  case arguments
  case unreadable(String)
  case unwritable(String)
  case refused(String)
}

/// A measurement as asked for on the command line.
struct Work {
  private var words: [String]

  init(_ words: some Sequence<String>) { self.words = Array(words) }

  func run() throws(Trouble) {
    switch words.first {
    case "make": try make()
    case "load": try load()
    case "play": try play()
    case "solve": try solve()
    case "replay": try replay()
    default: throw .arguments
    }
  }

  private func word(_ index: Int) throws(Trouble) -> String {
    guard index < words.count else { throw .arguments }
    return words[index]
  }

  private func number(_ index: Int) throws(Trouble) -> Int {
    guard let number = Int(try word(index)) else { throw .arguments }
    return number
  }

  private func make() throws(Trouble) {
    guard let plot = StoryShape.Plot(rawValue: try word(1)) else { throw .arguments }
    var shape = StoryShape(plot, scenes: try number(2))
    let folder = try word(3)
    shape.hasMistakes = words.contains("mistakes")
    if words.count >= 7, plot == .row {
      shape.meters = try number(4)
      shape.most = try number(5)
      shape.flags = try number(6)
    }
    let story = Story(shape)
    mkdir(folder, 0o777)
    mkdir("\(folder)/rubrics", 0o777)
    try write(story.scenario, to: "\(folder)/story.json")
    for (file, text) in story.rubrics { try write(Array(text.utf8), to: "\(folder)/\(file)") }
    report("make", [("bytes", story.scenario.count)], seconds: Processor.seconds)
  }

  private func write(_ bytes: [UInt8], to path: String) throws(Trouble) {
    guard let file = fopen(path, "w") else { throw .unwritable(path) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw .unwritable(path) }
  }

  private func loaded() throws(Trouble) -> LoadedScenario {
    let path = try word(1)
    do { return try LoadedScenario.load(path: path, limits: Story.limits) } catch {
      throw .unreadable(path)
    }
  }

  private func scenario() throws(Trouble) -> Scenario {
    let loaded = try loaded()
    guard let scenario = loaded.scenario else {
      let first = loaded.diagnostics.first?.message ?? ""
      throw .refused(first)
    }
    return scenario
  }

  private func load() throws(Trouble) {
    let start = Processor.seconds
    let loaded = try loaded()
    let bytes = loaded.files[0].bytes.count
    report(
      "load",
      [
        ("bytes", bytes), ("diagnostics", loaded.diagnostics.count),
        ("scenes", loaded.scenario?.scenes.count ?? 0),
      ], seconds: Processor.seconds - start)
  }

  private func play() throws(Trouble) {
    let program = Program(try scenario())
    let start = Processor.seconds
    let plays = RandomPlays(program, count: try number(2), seed: 1)
    let reached = plays.scenes.count { $0 > 0 }
    report(
      "play", [("choices", plays.turns), ("stuck", plays.stuck), ("scenes", reached)],
      seconds: Processor.seconds - start)
  }

  private func solve() throws(Trouble) {
    let program = Program(try scenario())
    let start = Processor.seconds
    let solution = Solution(program, budget: try number(2))
    report(
      "solve",
      [
        ("states", solution.stateCount), ("transitions", solution.transitionCount),
        ("exact", solution.isExact ? 1 : 0), ("findings", solution.findings.count),
      ], seconds: Processor.seconds - start)
  }

  private func replay() throws(Trouble) {
    let program = Program(try scenario())
    let start = Processor.seconds
    let outcome = Replays(program, count: try number(2), seed: UInt64(try number(3)))
    report(
      "replay", [("choices", outcome.choices), ("checksum", outcome.checksum)],
      seconds: Processor.seconds - start)
  }

  private func report(_ work: String, _ amounts: [(String, Int)], seconds: Double) {
    let members = amounts.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
    print(
      "{\"work\": \"\(work)\", \(members), \"seconds\": \(seconds), "
        + "\"peak\": \(Processor.peakBytes)}")
  }
}
