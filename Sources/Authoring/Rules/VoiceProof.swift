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

  /// - Parameters:
  ///   - lengths: by choice, the length of its words.
  ///   - budget: most states to look at.
  ///   - effort: who proves, and who hears of it.
  init(
    _ scenario: Scenario, _ voice: Voice, lengths: [Int32], budget: Int,
    effort: Effort
  ) {
    self.voice = voice
    let program = Program(scenario, voice: voice)
    solution = Solution(program, budget: budget, effort: effort)
    reach = Reach(solution, goOn: effort.goOn)
    conditions = ConditionSurvey(program, budget: budget, goOn: effort.goOn)
    passing =
      solution.hasValues && !scenario.needs.isEmpty ? solution.passingPlays() : nil
    decisions = solution.hasValues ? DecisionSurvey(solution, lengths: lengths) : nil
  }
}
