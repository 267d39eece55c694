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
