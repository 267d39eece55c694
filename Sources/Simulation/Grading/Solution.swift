/// Everything that can be proven about a scenario in one voice: every state, what can still be
/// reached from it, and what the whole is worth.
///
/// A class, because it can hold some hundred million bytes that sheets, debriefs and forks share;
/// `unchecked` because nothing in it changes after `init`.
package final class Solution: @unchecked Sendable {
  /// Most states unless told otherwise (grading.md).
  package static let defaultBudget = 5_000_000
  /// How many states are explored between two calls of `Effort.goOn`.
  package static let statesBetweenCalls = 65_536
  /// Below so many states a pass is done before a thread would have started.
  private static let fewStates = 10_000

  package let program: Program
  /// Whether every state was explored. If not, nothing below is known.
  package let isExact: Bool
  /// Flaws that make an honest score impossible; empty for a sound scenario.
  package let findings: [Finding]
  /// By criterion, in the order of `Scenario.criteria`; empty if not exact.
  package let ranges: [CriterionRange]
  let graph: StateGraph
  let scale: Scale
  let points: StateGraph.RawPoints
  let values: StateGraph.Values

  /// - Parameters:
  ///   - budget: most states to explore.
  ///   - effort: runs independent passes; where it stops the exploration, nothing is known.
  package init(
    _ program: Program, budget: Int = Solution.defaultBudget, effort: Effort = Effort()
  ) {
    self.program = program
    let graph = StateGraph(program, budget: Exploration.Budget(states: budget, goOn: effort.goOn))
    // Starting threads costs more than passing over a few states.
    let workers = graph.count < Self.fewStates ? .one : effort.workers
    let ranges = graph.isComplete ? graph.weightedRanges(workers) : []
    var scale = ranges.isEmpty ? Scale.nothing(program) : Scale(ranges)
    let points = StateGraph.RawPoints(program, scale)
    // One after the other, so that the memory of the extremes is free again for the values.
    if graph.isComplete {
      let extremes = graph.extremes(points, workers)
      scale.rawBest = scale.base + extremes.most[0]
      scale.rawWorst = scale.base + extremes.least[0]
    }
    let values = graph.isComplete ? graph.values(points, workers) : .nothing()
    isExact = graph.isComplete
    findings = Self.findings(graph, ranges, scale, points, values)
    self.ranges = ranges
    self.graph = graph
    self.scale = scale
    self.points = points
    self.values = values
  }

  private static func findings(
    _ graph: borrowing StateGraph, _ ranges: [CriterionRange], _ scale: Scale,
    _ points: StateGraph.RawPoints, _ values: borrowing StateGraph.Values
  ) -> [Finding] {
    guard graph.isComplete else { return [] }
    let structural = graph.structuralFindings()
    // Without a sound structure there is nothing to weigh, and a draft has no marks yet.
    guard structural.isEmpty, !graph.program.scenario.draft else { return structural }
    let spread = scale.rawBest - scale.rawWorst
    let critical = graph.criticalFindings(
      values, points, factor: spread.isFinite && spread > tolerance ? scale.factor : 0)
    // Where no clean play ends, the range of every criterion is unknown rather than empty.
    guard spread.isFinite else { return critical }
    if !ranges.contains(where: \.isApplicable) {
      return [Finding(kind: .noApplicableCriterion)] + critical
    }
    return (spread <= tolerance ? [Finding(kind: .flatScore)] : []) + critical
  }

  /// Whether plays can be graded: explored, without a flaw and not a draft.
  package var isSound: Bool { isExact && findings.isEmpty && !program.scenario.draft }

  /// The number of states found.
  package var stateCount: Int { graph.count }
  /// The number of ways between them that were found.
  package var transitionCount: Int { graph.targets.count }

  /// The raw points of the best clean play and of the worst play.
  package var rawBest: Double { scale.rawBest }
  package var rawWorst: Double { scale.rawWorst }
  /// The best expected score from the start (V*), luck apart.
  package var expected: Double { scale.score(raw: scale.base + values.expected[0]) }
  /// The expected score of uniformly random play from the start (V0).
  package var random: Double { scale.score(raw: scale.base + values.random[0]) }
}

extension StateGraph {
  /// The range of every criterion, with the weights as applied.
  func weightedRanges(_ workers: Workers) -> [CriterionRange] {
    let criteria = program.scenario.criteria.count
    let pairs = workers.map((criteria + 1) / 2) { self.ranges(ofCriteriaFrom: $0 * 2) }
    var ranges = Array(pairs.flatMap { [$0.first, $0.second] }.prefix(criteria))
    program.scenario.applyWeights(to: &ranges)
    return ranges
  }
}

extension Scale {
  /// A scale on which nothing counts, for a scenario that could not be explored.
  static func nothing(_ program: Program) -> Scale {
    Scale(program.scenario.criteria.map { _ in CriterionRange(lowest: 0, highest: 0) })
  }
}

/// What an available choice is worth where it stands.
package struct Option: Equatable, Sendable {
  /// Index in `Scenario.choices`.
  package var choice: Int
  /// Critical here, by itself or by overspending.
  package var isCritical: Bool
  /// Points of score given at once.
  package var atOnce: Double
  /// Points of score given away against the best clean choice; below 0 only for critical ones.
  package var regret: Double
}

extension Solution {
  /// The options in a state of packed words, in file order; empty at an ending.
  func options(_ words: [UInt64]) -> [Option] {
    guard let state = graph.number(of: words) else { return [] }
    let place = graph.place(state)
    guard place < program.scenario.scenes.count else { return [] }
    let first = Int(program.tables.scenes[place].choices.first)
    return graph.leaving(state).map { index in
      let arrow = graph.arrows[index]
      let choice = first + arrow.position
      let gain = arrow.counted ? points.ofChoice[choice] : 0
      let after = gain + values.expected[Int(graph.targets[index])]
      return Option(
        choice: choice, isCritical: arrow.critical, atOnce: gain * scale.factor,
        regret: (values.expected[state] - after) * scale.factor)
    }
  }

  /// V* of a state of packed words, in raw points still to come.
  func expected(_ words: [UInt64]) -> Double {
    guard let state = graph.number(of: words) else {
      preconditionFailure("every state that an encounter reaches was explored")
    }
    return values.expected[state]
  }
}
