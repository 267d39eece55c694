import Simulation
import Records
import Reports

extension EncounterRows {
  /// The rows of a play on record, straight from its columns.
  init(_ kept: KeptEncounter, zeroOnCritical: Bool = false) {
    self.init(
      encounter: EncounterRow(kept, zeroOnCritical: zeroOnCritical),
      decisions: kept.grading?.decisions.map { DecisionRow($0) } ?? [],
      criteria: kept.grading?.criteria.map { CriterionRow($0) } ?? [])
  }
}

extension EncounterRow {
  /// The row of a play on record.
  init(_ kept: KeptEncounter, zeroOnCritical: Bool = false) {
    self.init()
    encounter = kept.key.uuid
    traineeID = kept.trainee.code
    trainee = kept.trainee.name ?? kept.trainee.account ?? ""
    group = kept.trainee.group
    scenario = kept.origin.scenarioID
    version = kept.origin.scenarioVersion
    title = kept.title
    digests = Digests(
      scenario: kept.origin.digest,
      rubrics: kept.grading?.rubricsDigest ?? kept.origin.rubricsDigest)
    voice = kept.origin.voice.name
    seed = kept.origin.seed
    mode = kept.origin.mode.name
    attempt = kept.key.attempt
    started = kept.started
    ended = kept.ended
    turns = kept.turns
    hints = kept.hints
    undos = kept.undos
    isTimed = kept.origin.isTimed
    isPlain = kept.isPlain
    comment = kept.comments.isEmpty ? nil : kept.comments.map(\.text).joined(separator: "\n")
    if let grading = kept.grading { take(grading, zeroOnCritical: zeroOnCritical) }
  }

  private mutating func take(_ grading: KeptGrading, zeroOnCritical: Bool) {
    isExact = grading.isExact
    score = grading.score
    effective = zeroOnCritical ? (grading.errors == 0 ? grading.score : 0) : nil
    raw = grading.raw
    rawBest = grading.rawBest
    rawWorst = grading.rawWorst
    verdict = grading.verdict?.name
    customerErrors = grading.customerErrors
    businessErrors = grading.businessErrors
    complianceErrors = grading.complianceErrors
    random = grading.random
    expected = grading.expected
    luck = grading.luck
    skill = grading.skill
    ending = grading.ending
    outcome = grading.outcome
    offered = grading.offered
    taken = grading.done
    spent = grading.spent
    seconds = grading.seconds
    satisfaction = grading.satisfaction
    recommend = grading.recommend
  }
}

extension DecisionRow {
  fileprivate init(_ decision: Decision) {
    self.init()
    turn = decision.turn
    scene = decision.choice.scene
    choice = decision.choice.choice
    text = decision.choice.text
    label = decision.label?.rawValue
    regret = decision.regret
    here = decision.here
    later = decision.later
    luck = decision.luck
    isOnlyMove = decision.onlyMove
    isUnexpected = decision.unexpected
    best = decision.best?.choice
    spend = decision.spend
    seconds = decision.seconds
  }
}

extension CriterionRow {
  fileprivate init(_ score: CriterionScore) {
    self.init()
    rubric = score.rubric
    criterion = score.criterion
    weight = score.weight
    total = score.total
    lowest = score.lowest
    highest = score.highest
    percent = score.percent
  }
}
