/// The scores of the plays that come to an ending.
package struct ScoreRange: Equatable, Sendable {
  package var lowest: Double
  package var highest: Double
}

extension Solution {
  /// By ending: the least and the greatest score of all plays that come to it, nil if none does.
  /// Only for a solution with values.
  package func endingScores() -> [ScoreRange?] {
    let scenes = program.scenario.scenes.count
    var ranges = [ScoreRange?](repeating: nil, count: program.scenario.endings.count)
    let least = Buffer(repeating: Double.infinity, count: graph.count)
    let most = Buffer(repeating: -Double.infinity, count: graph.count)
    least[0] = scale.base
    most[0] = scale.base
    for state in 0..<graph.count {
      let place = graph.place(state)
      guard place < scenes else {
        guard let value = graph.endingValue(points, at: state, place) else { continue }
        let low = scale.score(raw: least[state] + value)
        let high = scale.score(raw: most[state] + value)
        let range = ranges[place - scenes] ?? ScoreRange(lowest: low, highest: high)
        ranges[place - scenes] = ScoreRange(
          lowest: min(range.lowest, low), highest: max(range.highest, high))
        continue
      }
      let choices = program.tables.scenes.at(place).pointee.choices
      for arrow in graph.leaving(state) {
        let target = Int(graph.targets[arrow])
        let gain = points.atOnce(graph.arrows[arrow], of: choices)
        least[target] = min(least[target], least[state] + gain)
        most[target] = max(most[target], most[state] + gain)
      }
    }
    return ranges
  }
}

/// What one branch of a chance scene does to the best expected score, at its luckiest.
package struct Windfall: Equatable, Sendable {
  /// Points of score: V* after the draw less V* before it.
  package var luck: Double
  /// The state before the draw in which that happens.
  package var state: Int
}

extension Solution {
  /// By branch: its greatest luck over all states, nil if it is never drawn. Only for a solution
  /// with values.
  package func windfalls() -> [Windfall?] {
    var found = [Windfall?](repeating: nil, count: program.scenario.branches.count)
    for state in 0..<graph.count {
      let place = graph.place(state)
      guard place < program.scenario.scenes.count else { continue }
      let code = program.tables.scenes.at(place)
      guard code.pointee.choices.count == 0 else { continue }
      for arrow in graph.leaving(state) {
        let luck =
          (values.expected(Int(graph.targets[arrow])) - values.expected(state)) * scale.factor
        let branch = Int(code.pointee.branches.first) + graph.arrows[arrow].position
        if luck.isFinite, luck > found[branch]?.luck ?? -.infinity {
          found[branch] = Windfall(luck: luck, state: state)
        }
      }
    }
    return found
  }
}
