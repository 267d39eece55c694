/// Whether any clean play passes, and what the needs allow.
package struct PassingPlays: Equatable, Sendable {
  /// By need: the greatest percent of all clean plays; nil if nothing in it applies.
  package var highest: [Double?]
  /// Whether some clean play, with the draws on its side, has a score of at least `pass` and meets
  /// all needs; nil if there are too many ways to try.
  package var exists: Bool?

  /// Up to so many states it is tried whether one play does it all.
  package static let mostStates = 200_000
}

extension Solution {
  /// Looks for a clean play that passes. Only for a solution with values.
  package func passingPlays() -> PassingPlays {
    let needs = program.scenario.needs.map { Aim(self, $0) }
    let highest = needs.map { $0.map { greatest($0) } }
    let asked = zip(program.scenario.needs, highest)
    if asked.contains(where: { need, most in
      most.map { $0 < Double(need.percent) - tolerance } ?? false
    }) {
      return PassingPlays(highest: highest, exists: false)
    }
    let aims = [Aim(scoreOf: self)] + needs.compactMap { $0 }
    // The best play has 100, which is never below the pass mark.
    guard aims.count > 1 else { return PassingPlays(highest: highest, exists: true) }
    var front = Front(self, aims)
    let wanted =
      [Double(program.scenario.pass)]
      + asked.compactMap { need, most in most.map { _ in Double(need.percent) } }
    return PassingPlays(highest: highest, exists: front.reaches(wanted))
  }

  /// The greatest value of an aim over all clean plays.
  private func greatest(_ aim: Aim) -> Double {
    let most = Buffer(repeating: -Double.infinity, count: graph.count)
    for state in (0..<graph.count).reversed() {
      let place = graph.place(state)
      if place >= program.scenario.scenes.count {
        most[state] = graph.endingValue(aim.marks, at: state, place) ?? -.infinity
        continue
      }
      forEachCleanArrow(from: state, place) { arrow, choices in
        let gain = aim.marks.atOnce(graph.arrows[arrow], of: choices)
        most[state] = max(most[state], gain + most[Int(graph.targets[arrow])])
      }
    }
    return aim.base + most[0]
  }

  /// The arrows of clean plays, with the choices of the scene that they leave.
  fileprivate func forEachCleanArrow(
    from state: Int, _ place: Int, _ body: (_ arrow: Int, _ choices: Extent) -> Void
  ) {
    let choices = program.tables.scenes.at(place).pointee.choices
    for arrow in graph.leaving(state) {
      if !graph.arrows[arrow].critical { body(arrow, choices) }
    }
  }
}

/// A number that adds up along a play: the score, or the percent of a need.
///
/// A class, because what marks are worth is kept where it was made and not copied.
private final class Aim {
  let base: Double
  let marks: MarkWorth<Double>

  init(scoreOf solution: Solution) {
    base = solution.scale.score(raw: solution.scale.base)
    let scale = solution.scale
    marks = MarkWorth(solution.program) { scale.perPoint[$0] * scale.factor }
  }

  /// Nil if nothing that is needed applies.
  init?(_ solution: Solution, _ need: Need) {
    let places = solution.program.scenario.criteria
    let wanted = places.indices.filter {
      places[$0].rubric == need.rubric && (need.criterion ?? $0) == $0
        && solution.ranges[$0].isApplicable
    }
    let weights = wanted.reduce(0.0) { $0 + solution.ranges[$1].weight }
    guard weights > 0 else { return nil }
    var perPoint = [Double](repeating: 0, count: places.count)
    var base = 0.0
    for criterion in wanted {
      let range = solution.ranges[criterion]
      perPoint[criterion] =
        100 * range.weight / weights / Double(range.highest - range.lowest)
      base -= perPoint[criterion] * Double(range.lowest)
    }
    self.base = base
    marks = MarkWorth(solution.program) { perPoint[$0] }
  }
}

/// What can still be had of several aims at once: by state, all combinations of which none is
/// better in everything than another.
private struct Front {
  private static let mostCombinations = 2_000_000

  private let solution: Solution
  private let aims: [Aim]

  init(_ solution: Solution, _ aims: [Aim]) {
    self.solution = solution
    self.aims = aims
  }

  /// Whether a clean play comes to all values at once, or nil if that is too much to try.
  mutating func reaches(_ wanted: [Double]) -> Bool? {
    let graph = solution.graph.count
    guard graph <= PassingPlays.mostStates else { return nil }
    var fronts = [[[Double]]](repeating: [], count: graph)
    var total = 0
    for state in (0..<graph).reversed() {
      fronts[state] = front(of: state, fronts)
      total += fronts[state].count
      if total > Self.mostCombinations { return nil }
    }
    return fronts[0].contains { combination in
      aims.indices.allSatisfy { aims[$0].base + combination[$0] >= wanted[$0] - tolerance }
    }
  }

  private func front(of state: Int, _ fronts: [[[Double]]]) -> [[Double]] {
    let place = solution.graph.place(state)
    guard place < solution.program.scenario.scenes.count else {
      let values = aims.compactMap { solution.graph.endingValue($0.marks, at: state, place) }
      return values.count == aims.count ? [values] : []
    }
    var best: [[Double]] = []
    solution.forEachCleanArrow(from: state, place) { arrow, choices in
      for combination in fronts[Int(solution.graph.targets[arrow])] {
        let sum = aims.indices.map { aim in
          combination[aim] + aims[aim].marks.atOnce(solution.graph.arrows[arrow], of: choices)
        }
        guard !best.contains(where: { Self.isAtLeast($0, sum) }) else { continue }
        best.removeAll { Self.isAtLeast(sum, $0) }
        best.append(sum)
      }
    }
    return best
  }

  private static func isAtLeast(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { $0 >= $1 - tolerance }
  }
}

extension Solution {
  /// Whether anything that a need is about applies.
  package func applies(_ need: Need) -> Bool { Aim(self, need) != nil }
}
