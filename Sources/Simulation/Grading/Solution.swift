/// Everything that can be proven about a scenario in one voice: every state, what can still be
/// reached from it, and what the whole is worth.
///
/// A class, because it can hold some hundred million bytes that sheets, debriefs and forks share;
/// `unchecked` because nothing in it changes after `init`.
package final class Solution: @unchecked Sendable {
  /// Most states unless told otherwise (grading.md).
  package static let defaultBudget = 5_000_000
  /// How many states are looked at between two calls of `Effort.goOn`.
  package static let statesBetweenCalls = 65_536
  /// Below so many states a pass is done before a thread would have started.
  private static let fewStates = 10_000

  package let program: Program
  /// How much was explored and weighed. If not the whole, nothing below is known.
  package let coverage: Coverage
  /// Flaws that make an honest score impossible; empty for a sound scenario.
  package let findings: [Finding]
  /// By criterion, in the order of `Scenario.criteria`; empty if not exact.
  package let ranges: [CriterionRange]
  /// The number of states found.
  package let stateCount: Int
  /// The number of ways between them that were found.
  package let transitionCount: Int
  let graph: StateGraph
  let scale: Scale
  let points: StateGraph.RawPoints
  let values: StateGraph.Values

  /// - Parameters:
  ///   - budget: most states to explore.
  ///   - effort: runs independent passes; where it stops one of them, nothing is known.
  package convenience init(
    _ program: Program, budget: Int = Solution.defaultBudget, effort: Effort = Effort()
  ) {
    var effort = effort
    let graph = StateGraph(program, budget: Exploration.Budget(states: budget, goOn: effort.goOn))
    // Starting threads costs more than passing over a few states.
    if graph.count < Self.fewStates { effort.workers = .one }
    let worth = Worth.of(graph, effort) ?? .unknown(program)
    let (states, transitions) = (graph.count, graph.targets.count)
    self.init(program, graph, worth, states: states, transitions: transitions)
  }

  private init(
    _ program: Program, _ graph: consuming StateGraph, _ worth: consuming Worth, states: Int,
    transitions: Int
  ) {
    self.program = program
    stateCount = states
    transitionCount = transitions
    // A graph that has an end is known unless a pass over it was stopped.
    coverage = worth.isKnown ? .whole : graph.coverage == .whole ? .stopped : graph.coverage
    self.graph = graph
    findings = worth.findings
    ranges = worth.ranges
    scale = worth.scale
    points = worth.points
    values = worth.values
  }

  /// The same, but of a proof without values only what it says of itself: for whoever has seen its
  /// states, which are some hundred million bytes.
  package var withoutUselessStates: Solution {
    if isExact { return self }
    return Solution(
      program, StateGraph(without: coverage, program), .unknown(program), states: stateCount,
      transitions: transitionCount)
  }

  /// Whether every state was explored. If not, nothing else is known.
  package var isExact: Bool { coverage == .whole }

  /// Whether plays can be graded: explored, without a flaw and not a draft.
  package var isSound: Bool { isExact && findings.isEmpty && !program.scenario.draft }

  /// The raw points of the best clean play and of the worst play.
  package var rawBest: Double { scale.rawBest }
  package var rawWorst: Double { scale.rawWorst }
  /// The best expected score from the start (V*), luck apart.
  package var expected: Double { scale.score(raw: scale.base + values.expected(0)) }
  /// The expected score of uniformly random play from the start (V0).
  package var random: Double { scale.score(raw: scale.base + values.random(0)) }
}
