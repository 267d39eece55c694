import Simulation

/// What is known of a scenario in one voice; worked out once, for all rules.
struct VoiceProof: Sendable {
  let voice: Voice
  let solution: Solution
  let reach: Reach
  let conditions: ConditionSurvey
  /// Nil where plays cannot be weighed against each other.
  let decisions: DecisionSurvey?
  /// Nil there too, and where nothing is needed besides `pass`.
  let passing: PassingPlays?

  private init(_ voice: Voice, _ plays: Plays, _ conditions: ConditionSurvey) {
    self.voice = voice
    self.conditions = conditions
    solution = plays.solution
    reach = plays.reach
    decisions = plays.decisions
    passing = plays.passing
  }

  /// Whether every state that any play can reach was looked at.
  var isExact: Bool { solution.isExact && reach.isComplete }

  /// Whether somebody stopped the proof before it was done.
  var wasStopped: Bool {
    solution.coverage == .stopped || conditions.coverage == .stopped || !reach.isComplete
  }
}

extension VoiceProof {
  /// The proofs of all voices, in their order.
  ///
  /// What plays come to and what conditions say are found apart, the longer work first, so that
  /// nobody has to wait long for the other at the end.
  /// - Parameters:
  ///   - lengths: by choice, the length of its words.
  ///   - budget: most states to look at, in each voice.
  ///   - effort: who proves, and who hears of it.
  static func all(
    _ scenario: Scenario, lengths: [Int32], budget: Int, _ effort: Effort
  ) -> [VoiceProof] {
    let voices = scenario.customer.voices
    let count = voices.count
    let programs = effort.map(count) { index, _ in Program(scenario, voice: voices[index]) }
    // Passes over the states of one voice have the workers for themselves.
    let each = count > 1 ? effort.alone : effort
    let parts = effort.workers.map(2 * count) { part -> Part in
      let program = programs[part % count]
      return part < count
        ? .plays(Plays(program, lengths, budget, each))
        : .conditions(ConditionSurvey(program, budget: budget, goOn: effort.goOn))
    }
    return voices.indices.compactMap { index in
      guard case .plays(let plays) = parts[index],
        case .conditions(let conditions) = parts[count + index]
      else { return nil }
      return VoiceProof(voices[index], plays, conditions)
    }
  }

  private enum Part {
    case plays(Plays)
    case conditions(ConditionSurvey)
  }

  /// What the plays of one voice come to.
  private struct Plays {
    let solution: Solution
    let reach: Reach
    let decisions: DecisionSurvey?
    let passing: PassingPlays?

    init(_ program: Program, _ lengths: [Int32], _ budget: Int, _ effort: Effort) {
      let proof = Solution(program, budget: budget, effort: effort)
      reach = Reach(proof, goOn: effort.goOn)
      passing =
        proof.hasValues && !program.scenario.needs.isEmpty ? proof.passingPlays() : nil
      decisions = proof.hasValues ? DecisionSurvey(proof, lengths: lengths) : nil
      solution = proof.withoutUselessStates
    }
  }
}
