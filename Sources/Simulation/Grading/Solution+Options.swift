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
    let choices = program.tables.scenes[place].choices
    return graph.leaving(state).map { index in
      let arrow = graph.arrows[index]
      let gain = points.atOnce(arrow, of: choices)
      let after = gain + values.expected(Int(graph.targets[index]))
      return Option(
        choice: Int(choices.first) + arrow.position, isCritical: arrow.critical,
        atOnce: gain * scale.factor,
        regret: (values.expected(state) - after) * scale.factor)
    }
  }

  /// V* of a state of packed words, in raw points still to come.
  func expected(_ words: [UInt64]) -> Double {
    guard let state = graph.number(of: words) else {
      preconditionFailure("every state that an encounter reaches was explored")
    }
    return values.expected(state)
  }
}

extension Solution {
  /// What the available choices are worth where an encounter stands, in file order; empty when it is
  /// over or nothing was proven.
  /// - Parameter encounter: of this solution's own program.
  package func options(in encounter: Encounter) -> [Option] {
    isExact ? options(encounter.words) : []
  }

  /// What the choices were worth that were available at a turn, in file order.
  package func options(before turn: Turn) -> [Option] {
    isExact ? options(turn.before) : []
  }

  /// The first best clean choice where an encounter stands; where every choice is critical, the
  /// first best of all; nil when it is over or nothing was proven.
  package func bestChoice(in encounter: Encounter) -> Int? {
    let options = options(in: encounter)
    let clean = options.filter { !$0.isCritical }
    let candidates = clean.isEmpty ? options : clean
    let least = candidates.map(\.regret).min() ?? 0
    return candidates.first { $0.regret <= least + tolerance }?.choice
  }
}

extension Encounter {
  /// The available choices that would be unexpected here: those with a positive gated mark that is
  /// not yet used up.
  package var unexpectedChoices: [Int] {
    guard case .scene(let scene) = position else { return [] }
    return program.unexpectedChoices(words, in: scene)
  }
}
