/// A critical choice that is worth more than the best clean one in a state that only plays with an
/// earlier critical error come to. (Where clean plays come to such a state it is a `Finding`.)
package struct LateCritical: Equatable, Sendable {
  /// Index in `Scenario.choices`.
  package var choice: Int
  package var scene: Int
  /// How much more, in points of score.
  package var points: Double
  /// The nearest state in which it is so.
  package var state: Int
}

extension Solution {
  /// One for each choice that has such a state, nearest first. Only for a solution with values.
  package func lateCriticals(_ reach: Reach) -> [LateCritical] {
    guard (0..<graph.arrows.count).contains(where: { graph.arrows[$0].critical }) else { return [] }
    let clean = graph.cleanStates()
    var seen = Set<Int>()
    var found: [LateCritical] = []
    for state in reach.order where !clean[state] {
      let place = graph.place(state)
      guard place < program.scenario.scenes.count else { continue }
      let choices = program.tables.scenes.at(place).pointee.choices
      let arrows = graph.leaving(state)
      guard choices.count > 0, arrows.contains(where: { !graph.arrows[$0].critical }) else {
        continue
      }
      for arrow in arrows where graph.arrows[arrow].critical {
        let choice = Int(choices.first) + graph.arrows[arrow].position
        let surplus = surplus(of: arrow, choices, from: state)
        guard surplus > tolerance, seen.insert(choice).inserted else { continue }
        found.append(LateCritical(choice: choice, scene: place, points: surplus, state: state))
      }
    }
    return found
  }

  /// What a choice is worth beyond the best clean one, in points of score.
  private func surplus(of arrow: Int, _ choices: Extent, from state: Int) -> Double {
    let after =
      points.atOnce(graph.arrows[arrow], of: choices) + values.expected(Int(graph.targets[arrow]))
    return (after - values.expected(state)) * scale.factor
  }
}
