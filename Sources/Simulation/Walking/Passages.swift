/// What the plays are worth that come along each way of a scenario: through a scene, by a choice to
/// where it leads, by a draw.
package struct Passages: Equatable, Sendable {
  /// The scores of a set of complete plays, critical ones and all draws included.
  package struct Scores: Equatable, Sendable {
    package var lowest: Double
    package var highest: Double

    /// Scores from `lowest` to `highest`.
    package init(lowest: Double, highest: Double) {
      self.lowest = lowest
      self.highest = highest
    }
  }

  /// A way from a scene by one of its choices or branches.
  package struct Passage: Equatable, Sendable {
    package var scene: Int
    /// The choice's or branch's position in its scene.
    package var position: Int
    /// Where it came to: also the ending of `patience`, which no choice names.
    package var to: Destination
    /// The choice is critical here in at least one state.
    package var isCritical: Bool
    /// Nil where nothing is proven: a draft, a flaw, too many states.
    package var scores: Scores?
  }

  /// All ways that some play goes, by scene, position and the order in which they were found.
  package let all: [Passage]
  /// By index; nil for scenes that no play reaches and where nothing is proven.
  package let scenes: [Scores?]
  /// By index; nil for choices that no play takes and where nothing is proven.
  package let choices: [Scores?]

  /// Reads the ways off all states of a solution.
  package init(_ solution: Solution) {
    var reader = PassageReader(solution)
    reader.read()
    all = reader.passages
    scenes = reader.scenes.map { reader.scores($0) }
    choices = reader.choices.map { reader.scores($0) }
  }
}

/// Least and most raw points.
private struct RawRange {
  var least = Double.infinity
  var most = -Double.infinity

  mutating func include(_ least: Double, _ most: Double) {
    self.least = min(self.least, least)
    self.most = max(self.most, most)
  }
}

/// Goes over the states once forwards, with the points banked so far, and once backwards, with those
/// still to come.
private struct PassageReader {
  private struct Way {
    var place: Int
    var isCritical = false
    var range = RawRange()
  }

  let solution: Solution
  private(set) var scenes: [RawRange]
  private(set) var choices: [RawRange]
  private var branches: Int
  /// By choice, then by branch, the ways found.
  private var ways: [[Way]]
  private let isValued: Bool

  init(_ solution: Solution) {
    self.solution = solution
    let scenario = solution.program.scenario
    scenes = Array(repeating: RawRange(), count: scenario.scenes.count)
    choices = Array(repeating: RawRange(), count: scenario.choices.count)
    branches = scenario.choices.count
    ways = Array(repeating: [], count: scenario.choices.count + scenario.branches.count)
    isValued = solution.isSound
  }

  private var program: Program { solution.program }
  private var graph: StateGraph { _read { yield solution.graph } }
  private var sceneCount: Int { program.scenario.scenes.count }

  mutating func read() {
    let banked = isValued ? self.banked() : []
    let toCome = isValued ? self.toCome() : []
    for state in 0..<graph.count {
      let scene = graph.place(state)
      guard scene < sceneCount else { continue }
      for index in graph.leaving(state) {
        let target = Int(graph.targets[index])
        let arrow = graph.arrows[index]
        let item = item(scene, arrow)
        var range = RawRange()
        if isValued {
          let gain = gain(scene, arrow)
          range.include(
            banked[state].least + gain + toCome[target].least,
            banked[state].most + gain + toCome[target].most)
        }
        scenes[scene].include(range.least, range.most)
        if item < branches { choices[item].include(range.least, range.most) }
        note(item, graph.place(target), isCritical: arrow.critical && item < branches, range)
      }
    }
  }

  private mutating func note(_ item: Int, _ place: Int, isCritical: Bool, _ range: RawRange) {
    guard place != graph.impatientPlace else { return }
    let index = ways[item].firstIndex { $0.place == place } ?? ways[item].count
    if index == ways[item].count { ways[item].append(Way(place: place)) }
    ways[item][index].range.include(range.least, range.most)
    if isCritical { ways[item][index].isCritical = true }
  }

  /// The number of a choice, or of a branch after all choices.
  private func item(_ scene: Int, _ arrow: Arrows.Arrow) -> Int {
    let code = program.tables.scenes[scene]
    guard code.choices.count == 0 else { return Int(code.choices.first) + arrow.position }
    return branches + Int(code.branches.first) + arrow.position
  }

  private func gain(_ scene: Int, _ arrow: Arrows.Arrow) -> Double {
    solution.points.atOnce(arrow, of: program.tables.scenes[scene].choices)
  }

  private func banked() -> [RawRange] {
    var banked = [RawRange](repeating: RawRange(), count: graph.count)
    banked[0].include(solution.scale.base, solution.scale.base)
    for state in 0..<graph.count {
      let scene = graph.place(state)
      guard scene < sceneCount else { continue }
      for index in graph.leaving(state) {
        let gain = gain(scene, graph.arrows[index])
        banked[Int(graph.targets[index])]
          .include(banked[state].least + gain, banked[state].most + gain)
      }
    }
    return banked
  }

  private func toCome() -> [RawRange] {
    var toCome = [RawRange](repeating: RawRange(), count: graph.count)
    for state in (0..<graph.count).reversed() {
      let scene = graph.place(state)
      guard scene < sceneCount else {
        let value = graph.endingValue(solution.points, at: state, scene)
        if let value { toCome[state].include(value, value) }
        continue
      }
      for index in graph.leaving(state) {
        let gain = gain(scene, graph.arrows[index])
        let next = toCome[Int(graph.targets[index])]
        toCome[state].include(gain + next.least, gain + next.most)
      }
    }
    return toCome
  }

  func scores(_ range: RawRange) -> Passages.Scores? {
    guard isValued, range.least.isFinite, range.most.isFinite else { return nil }
    return Passages.Scores(
      lowest: solution.scale.score(raw: range.least),
      highest: solution.scale.score(raw: range.most))
  }

  var passages: [Passages.Passage] {
    program.scenario.scenes.enumerated().flatMap { scene, authored in
      let items =
        authored.isChance
        ? authored.branches.range.map { branches + $0 } : Array(authored.choices.range)
      return items.enumerated().flatMap { position, item in
        ways[item].map { way in
          Passages.Passage(
            scene: scene, position: position, to: destination(way.place),
            isCritical: way.isCritical, scores: scores(way.range))
        }
      }
    }
  }

  private func destination(_ place: Int) -> Destination {
    place < sceneCount ? .scene(place) : .ending(place - sceneCount)
  }
}
