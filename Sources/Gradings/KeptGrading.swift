package import Simulation

/// The numbers of a score sheet that lists, exports and class reports ask for.
package struct KeptGrading: Equatable, Sendable {
  /// Which grader made it, as it names itself.
  package var grader: String
  /// Lower-case hexadecimal SHA-256 of the hexadecimal digests of the rubrics it was graded under,
  /// one after the other in the scenario's order.
  package var rubricsDigest: String
  /// When it was graded.
  package var graded: Timestamp
  /// Whether the state budget was enough to prove the values; without that many numbers are nil.
  package var isExact: Bool
  /// 0 ... 100 (grading.md 3); nil if unfinished or not proven.
  package var score: Double?
  /// The weighted sum of the criteria's percents (grading.md 3); nil if unfinished or not proven.
  package var raw: Double?
  /// The highest raw of all clean complete plays (grading.md 3); nil if not proven.
  package var rawBest: Double?
  /// The lowest raw of all complete plays (grading.md 3); nil if not proven.
  package var rawWorst: Double?
  /// Whether the play passes (grading.md 8); nil if it is finished, has no critical error, and
  /// nothing was proven.
  package var verdict: ScoreSheet.Verdict?
  /// The expected score of uniformly random play, V0(start) (grading.md 4, 7); nil if not proven.
  package var random: Double?
  /// The best expected score of clean choices, V*(start) (grading.md 4); nil if not proven.
  package var expected: Double?
  /// The sum of the turns' lucks, in points of score (grading.md 5); nil if not proven.
  package var luck: Double?
  /// 0 is random clicking, 1 perfect, below 0 worse than random (grading.md 7); nil if unfinished,
  /// not proven, or where expected is no better than random.
  package var skill: Double?
  /// How many critical errors of the customer family were made.
  package var customerErrors: Int
  /// The same for the business family; money given away above the limit is one of them.
  package var businessErrors: Int
  /// The same for the compliance family.
  package var complianceErrors: Int
  /// The ending's id; nil if unfinished.
  package var ending: String?
  /// The word for the ending's outcome: delighted, kept, lost or harmed; nil if unfinished.
  package var outcome: String?
  /// Scenes in which something unexpected could have been done (grading.md 9).
  package var offered: Int
  /// Scenes in which something unexpected was done and counted at the end (grading.md 9).
  package var done: Int
  /// Money given away in the whole play.
  package var spent: Money
  /// Handling time of the whole play, in seconds.
  package var seconds: Int
  /// The customer's simulated satisfaction, 1 ... 5 (grading.md 10); nil without meters or turns.
  package var satisfaction: Double?
  /// The customer's simulated likelihood to recommend, 0 ... 10 (grading.md 10); nil without meters
  /// or turns.
  package var recommend: Int?
  /// The turns in order; empty where they were not asked for.
  package var decisions: [Decision]
  /// In the order of rubrics, then criteria, as the files have them; empty where not asked for.
  package var criteria: [CriterionScore]

  /// How many critical errors were made.
  package var errors: Int { customerErrors + businessErrors + complianceErrors }

  /// Takes every value as it is; nothing is computed.
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
  ///   - scenario: the one that was played, for the words of the better choices; nil if its text is
  ///     not at hand.
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
