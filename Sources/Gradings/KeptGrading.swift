package import Simulation

/// The numbers of a score sheet that lists, exports and class reports ask for.
package struct KeptGrading: Equatable, Sendable {
  /// Which grader made it, as it names itself.
  package var grader: String
  package var rubricsDigest: String
  package var graded: Timestamp
  package var isExact: Bool
  /// 0 ... 100; nil if unfinished or not proven. Likewise below.
  package var score: Double?
  package var raw: Double?
  package var rawBest: Double?
  package var rawWorst: Double?
  package var verdict: ScoreSheet.Verdict?
  package var random: Double?
  package var expected: Double?
  package var luck: Double?
  package var skill: Double?
  /// How many critical errors of each family were made.
  package var customerErrors: Int
  package var businessErrors: Int
  package var complianceErrors: Int
  /// The ending's id; nil if unfinished.
  package var ending: String?
  package var outcome: String?
  /// Unexpected things that could have been done, and those that were and counted.
  package var offered: Int
  package var done: Int
  package var spent: Money
  package var seconds: Int
  package var satisfaction: Double?
  package var recommend: Int?
  package var decisions: [Decision]
  package var criteria: [CriterionScore]

  /// How many critical errors were made.
  package var errors: Int { customerErrors + businessErrors + complianceErrors }

  package init(
    grader: String, rubricsDigest: String, graded: Timestamp, isExact: Bool, score: Double?,
    raw: Double?, rawBest: Double?, rawWorst: Double?, verdict: ScoreSheet.Verdict?,
    random: Double?, expected: Double?, luck: Double?, skill: Double?, customerErrors: Int,
    businessErrors: Int, complianceErrors: Int, ending: String?, outcome: String?, offered: Int,
    done: Int, spent: Money, seconds: Int, satisfaction: Double?, recommend: Int?,
    decisions: [Decision], criteria: [CriterionScore]
  ) {
    self.grader = grader
    self.rubricsDigest = rubricsDigest
    self.graded = graded
    self.isExact = isExact
    self.score = score
    self.raw = raw
    self.rawBest = rawBest
    self.rawWorst = rawWorst
    self.verdict = verdict
    self.random = random
    self.expected = expected
    self.luck = luck
    self.skill = skill
    self.customerErrors = customerErrors
    self.businessErrors = businessErrors
    self.complianceErrors = complianceErrors
    self.ending = ending
    self.outcome = outcome
    self.offered = offered
    self.done = done
    self.spent = spent
    self.seconds = seconds
    self.satisfaction = satisfaction
    self.recommend = recommend
    self.decisions = decisions
    self.criteria = criteria
  }
}

extension KeptGrading {
  /// The numbers of a sheet.
  /// - Parameters:
  ///   - scenario: the one that was played, for the words of the better choices; nil if its text is not
  ///     at hand.
  ///   - answers: those that count, for how long each took.
  package init(
    _ sheet: ScoreSheet, scenario: Scenario?, answers: [Transcript.Answer], grader: String,
    rubricsDigest: String, graded: Timestamp
  ) {
    func errors(_ family: Critical.Family) -> Int { sheet.critical.count { $0.family == family } }
    self.init(
      grader: grader, rubricsDigest: rubricsDigest, graded: graded, isExact: sheet.isExact,
      score: sheet.score, raw: sheet.raw, rawBest: sheet.rawBest, rawWorst: sheet.rawWorst,
      verdict: sheet.verdict, random: sheet.random, expected: sheet.expected, luck: sheet.luck,
      skill: sheet.skill, customerErrors: errors(.customer), businessErrors: errors(.business),
      complianceErrors: errors(.compliance), ending: sheet.ending?.id,
      outcome: sheet.ending?.outcome.name, offered: sheet.offered, done: sheet.taken,
      spent: sheet.spent, seconds: sheet.seconds, satisfaction: sheet.simulated?.satisfaction,
      recommend: sheet.simulated?.recommend,
      decisions: sheet.turns.enumerated().map { index, turn in
        Decision(turn, scenario, index < answers.count ? answers[index] : nil)
      },
      criteria: sheet.rubrics.flatMap { rubric in
        rubric.criteria.map { CriterionScore($0, rubric: rubric.id) }
      })
  }
}
