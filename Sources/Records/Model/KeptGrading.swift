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

/// One turn of a graded play, as far as tables and class reports need it.
package struct Decision: Equatable, Sendable {
  package var turn: Int
  package var choice: KnownChoice
  /// The first best choice of the scene at that moment; nil where nothing was proven.
  package var best: KnownChoice?
  package var regret: Double?
  package var here: Double?
  package var later: Double?
  package var luck: Double?
  package var label: ScoreSheet.Label?
  package var onlyMove: Bool
  package var unexpected: Bool
  /// The window ran out.
  package var timedOut: Bool
  package var spend: Money
  /// Handling time of this turn.
  package var seconds: Int
  /// Milliseconds from the prompt to the answer; nil if nobody measured.
  package var waited: Int64?

  package init(
    turn: Int, choice: KnownChoice, best: KnownChoice?, regret: Double?, here: Double?,
    later: Double?, luck: Double?, label: ScoreSheet.Label?, onlyMove: Bool, unexpected: Bool,
    timedOut: Bool, spend: Money, seconds: Int, waited: Int64?
  ) {
    self.turn = turn
    self.choice = choice
    self.best = best
    self.regret = regret
    self.here = here
    self.later = later
    self.luck = luck
    self.label = label
    self.onlyMove = onlyMove
    self.unexpected = unexpected
    self.timedOut = timedOut
    self.spend = spend
    self.seconds = seconds
    self.waited = waited
  }
}

/// A choice of a pinned scenario. A class, so that a hundred thousand plays share one value and
/// handing it on costs one reference; it never changes.
package final class KnownChoice: Equatable, Sendable {
  package let scene: String
  package let choice: String
  /// What is said or done, with its placeholders.
  package let text: String

  package init(scene: String, choice: String, text: String) {
    self.scene = scene
    self.choice = choice
    self.text = text
  }

  package static func == (a: KnownChoice, b: KnownChoice) -> Bool {
    a === b || (a.scene == b.scene && a.choice == b.choice && a.text == b.text)
  }
}

/// What one criterion came to.
package struct CriterionScore: Equatable, Sendable {
  package var rubric: String
  package var criterion: String
  /// As applied; 0 if not applicable.
  package var weight: Double
  package var total: Int
  package var lowest: Int
  package var highest: Int
  /// Nil if not applicable.
  package var percent: Double?

  /// The level whose place on a scale of 0 to 100 is nearest to the percent, -2 ... 2, halves
  /// upwards; nil if not applicable. This is what a person's level is compared with.
  package var level: Int? {
    percent.map { Int(($0 / 25 + 0.5).rounded(.down)) - 2 }
  }

  package init(
    rubric: String, criterion: String, weight: Double, total: Int, lowest: Int, highest: Int,
    percent: Double?
  ) {
    self.rubric = rubric
    self.criterion = criterion
    self.weight = weight
    self.total = total
    self.lowest = lowest
    self.highest = highest
    self.percent = percent
  }
}

extension KeptGrading {
  /// The numbers of a sheet.
  /// - Parameters:
  ///   - scenario: the one that was played, for the words of the better choices.
  ///   - answers: those that count, for how long each took.
  package init(
    _ sheet: ScoreSheet, scenario: Scenario, answers: [Transcript.Answer], grader: String,
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

extension Decision {
  fileprivate init(
    _ turn: ScoreSheet.TurnResult, _ scenario: Scenario, _ answer: Transcript.Answer?
  ) {
    let best = turn.bestIndices.first.map { index in
      let choice = scenario.choices[index]
      return KnownChoice(
        scene: turn.scene, choice: scenario.string(choice.id), text: scenario.words(of: choice))
    }
    self.init(
      turn: turn.turn,
      choice: KnownChoice(scene: turn.scene, choice: turn.choice, text: turn.text), best: best,
      regret: turn.regret, here: turn.here, later: turn.later, luck: turn.luck, label: turn.label,
      onlyMove: turn.onlyMove, unexpected: turn.unexpected, timedOut: answer?.timedOut ?? false,
      spend: turn.spend, seconds: turn.seconds, waited: answer?.waited)
  }
}

extension CriterionScore {
  fileprivate init(_ result: ScoreSheet.CriterionResult, rubric: String) {
    self.init(
      rubric: rubric, criterion: result.id, weight: result.weight, total: result.total,
      lowest: result.lowest, highest: result.highest, percent: result.percent)
  }
}
