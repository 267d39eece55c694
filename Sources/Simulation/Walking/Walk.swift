/// The proof of a scenario in one voice: what every play can reach, and what it is worth.
package struct Walk: Sendable {
  /// A play by its choices, with its score.
  package struct Line: Equatable, Sendable {
    package var score: Double
    /// Indices in `Scenario.choices`.
    package var choices: [Int]
  }

  /// An ending with the scores of all plays that come to it.
  package struct EndingRange: Equatable, Sendable {
    package var isReached: Bool
    /// Nil if it is not reached or nothing could be proven.
    package var lowest: Double?
    package var highest: Double?
    /// The fewest choices that lead to it, or nil.
    package var shortest: [Int]?
  }

  /// What one branch of a chance scene does to the best expected score, over all states.
  package struct BranchLuck: Equatable, Sendable {
    package var scene: Int
    /// Position in the scene's `chance` list, from 0.
    package var branch: Int
    package var lowest: Double
    package var highest: Double
  }

  package let solution: Solution
  /// By index; the fewest choices that lead to each scene, or nil if none do.
  package var scenes: [[Int]?]
  /// By index; the fewest choices up to and with each choice, or nil.
  package var choices: [[Int]?]
  package var endings: [EndingRange]
  /// Nil where nothing could be proven.
  package var best: Line?
  package var worst: Line?
  /// Luck of each branch that is ever drawn.
  package var luck: [BranchLuck]

  package var program: Program { solution.program }

  /// How much was looked at. If not the whole, what is not reached may still be reachable, and
  /// nothing is said of scores.
  package let coverage: Coverage
  /// Whether scores are proven.
  package var isScored: Bool { coverage == .whole && solution.isSound }

  /// Walks all states of a solution.
  /// - Parameter goOn: asked now and then; false stops.
  package init(_ solution: Solution, goOn: (Int) -> Bool = { _ in true }) {
    self.solution = solution
    let graph = GraphReader(solution)
    let paths = solution.graph.shortestPaths(goOn: goOn)
    let nearest = NearestStates(solution, paths, goOn)
    func line(_ state: Int32) -> [Int] { solution.graph.line(to: Int(state), paths) }
    scenes = nearest.scenes.map { $0 < 0 ? nil : line($0) }
    choices = nearest.choices.enumerated().map { $1 < 0 ? nil : line($1) + [$0] }
    endings = nearest.endings.map { state in
      EndingRange(
        isReached: state >= 0, lowest: nil, highest: nil, shortest: state < 0 ? nil : line(state))
    }
    luck = []
    guard nearest.isComplete else {
      coverage = solution.coverage.and(.stopped)
      return
    }
    guard solution.isSound else {
      coverage = solution.coverage
      return
    }
    guard let scored = graph.scored(endings, goOn), let luck = graph.branchLuck(goOn),
      let extremes = solution.graph.extremes(solution.points, goOn)
    else {
      coverage = .stopped
      return
    }
    coverage = .whole
    endings = scored
    self.luck = luck
    best = graph.extremeLine(best: true, extremes)
    worst = graph.extremeLine(best: false, extremes)
  }
}

/// Reads what a walk reports off a solved state graph.
private struct GraphReader {
  let solution: Solution

  init(_ solution: Solution) { self.solution = solution }

  private var program: Program { solution.program }
  private var sceneCount: Int { program.scenario.scenes.count }

  private func explored(_ state: Int) -> Range<Int> {
    solution.graph.leaving(state)
  }

  /// The endings with the scores of all plays that come to them: the least and greatest points
  /// banked on the way to each state, forwards. Nil if it was stopped.
  func scored(_ endings: [Walk.EndingRange], _ goOn: (Int) -> Bool) -> [Walk.EndingRange]? {
    var endings = endings
    let count = solution.graph.count
    var least = [Double](repeating: .infinity, count: count)
    var most = [Double](repeating: -.infinity, count: count)
    least[0] = solution.scale.base
    most[0] = solution.scale.base
    let isDone = solution.graph.lookAhead(goOn) { state in
      let place = solution.graph.place(state)
      guard place < sceneCount else {
        return add(state, place, least[state], most[state], to: &endings)
      }
      for index in explored(state) {
        let target = Int(solution.graph.targets[index])
        let gain = gain(place, solution.graph.arrows[index])
        least[target] = min(least[target], least[state] + gain)
        most[target] = max(most[target], most[state] + gain)
      }
    }
    return isDone ? endings : nil
  }

  private func add(
    _ state: Int, _ place: Int, _ least: Double, _ most: Double,
    to endings: inout [Walk.EndingRange]
  ) {
    guard let value = solution.graph.endingValue(solution.points, at: state, place) else { return }
    let ending = place - sceneCount
    let low = solution.scale.score(raw: least + value)
    let high = solution.scale.score(raw: most + value)
    endings[ending].lowest = min(endings[ending].lowest ?? .infinity, low)
    endings[ending].highest = max(endings[ending].highest ?? -.infinity, high)
  }

  private func gain(_ scene: Int, _ arrow: Arrows.Arrow) -> Double {
    solution.points.atOnce(arrow, of: program.tables.scenes[scene].choices)
  }

  /// The play with the highest raw of all clean plays, or the lowest of all, with the draws that
  /// serve it; ties go to the file's order.
  func extremeLine(best: Bool, _ extremes: borrowing StateGraph.Reaches) -> Walk.Line {
    var line: [Int] = []
    var state = 0
    var place = solution.graph.place(0)
    while place < sceneCount {
      let isChance = program.tables.scenes[place].choices.count == 0
      var chosen: (value: Double, index: Int)?
      for index in explored(state) {
        let arrow = solution.graph.arrows[index]
        if best, !isChance, arrow.critical { continue }
        let after = extremes[Int(solution.graph.targets[index])]
        let value = gain(place, arrow) + (best ? after.most : after.least)
        let isBetter = chosen.map {
          best ? value > $0.value + tolerance : value < $0.value - tolerance
        }
        if isBetter ?? true { chosen = (value, index) }
      }
      guard let chosen else { break }
      if !isChance {
        let position = solution.graph.arrows[chosen.index].position
        line.append(Int(program.tables.scenes[place].choices.first) + position)
      }
      state = Int(solution.graph.targets[chosen.index])
      place = solution.graph.place(state)
    }
    let raw = best ? solution.rawBest : solution.rawWorst
    return Walk.Line(score: solution.scale.score(raw: raw), choices: line)
  }

  /// The luck of every branch that is drawn in some state; nil if it was stopped.
  func branchLuck(_ goOn: (Int) -> Bool) -> [Walk.BranchLuck]? {
    var ranges = [(Double, Double)?](repeating: nil, count: program.scenario.branches.count)
    let isDone = solution.graph.lookAhead(goOn) { state in
      let place = solution.graph.place(state)
      guard place < sceneCount else { return }
      let code = program.tables.scenes[place]
      guard code.choices.count == 0 else { return }
      for index in explored(state) {
        let target = Int(solution.graph.targets[index])
        let luck =
          (solution.values.expected(target) - solution.values.expected(state))
          * solution.scale.factor
        let branch = Int(code.branches.first) + solution.graph.arrows[index].position
        let range = ranges[branch] ?? (luck, luck)
        ranges[branch] = (min(range.0, luck), max(range.1, luck))
      }
    }
    guard isDone else { return nil }
    return program.scenario.scenes.enumerated().flatMap { scene, authored in
      authored.branches.range.enumerated().compactMap { position, branch in
        ranges[branch].map {
          Walk.BranchLuck(scene: scene, branch: position, lowest: $0.0, highest: $0.1)
        }
      }
    }
  }
}
