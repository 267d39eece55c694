package import Simulation

/// One encounter as a line of a list: what `scores list` prints, and the first table of every
/// export. Columns come straight from the records, so that a hundred thousand of them are quick.
package struct EncounterRow: Equatable, Sendable {
  /// The encounter's UUID in lower case.
  package var encounter = ""
  /// The trainee's opaque id.
  package var traineeID = ""
  /// Empty if unknown or forgotten.
  package var trainee = ""
  package var group: String?
  package var scenario = ""
  package var version = ""
  package var title = ""
  package var digests = Digests(scenario: "", rubrics: "")
  package var voice = ""
  package var seed: UInt64 = 0
  package var mode = ""
  /// From 1.
  package var attempt = 1
  package var started: Timestamp?
  package var ended: Timestamp?
  package var turns = 0
  package var hints = 0
  package var undos = 0
  package var isTimed = true
  package var isPlain = false
  package var isExact = true
  package var score: Double?
  /// 0 after a critical error; nil unless asked for.
  package var effective: Double?
  package var raw: Double?
  package var rawBest: Double?
  package var rawWorst: Double?
  /// `pass`, `not-yet`, `fail`, `unfinished`, or nil where nothing was proven.
  package var verdict: String?
  /// Critical errors by family.
  package var customerErrors = 0
  package var businessErrors = 0
  package var complianceErrors = 0
  package var random: Double?
  package var expected: Double?
  package var luck: Double?
  package var skill: Double?
  package var ending: String?
  package var outcome: String?
  package var offered = 0
  package var taken = 0
  package var spent = Money.zero
  package var seconds = 0
  package var satisfaction: Double?
  package var recommend: Int?
  package var comment: String?

  package init() {}
}

/// One turn of an encounter.
package struct DecisionRow: Equatable, Sendable {
  package var turn = 1
  package var scene = ""
  package var choice = ""
  /// With placeholders as written.
  package var text = ""
  package var label: String?
  package var regret: Double?
  package var here: Double?
  package var later: Double?
  package var luck: Double?
  package var isOnlyMove = false
  package var isUnexpected = false
  /// The first best choice, or nil.
  package var best: String?
  package var spend = Money.zero
  package var seconds = 0

  package init() {}
}

/// One criterion of an encounter.
package struct CriterionRow: Equatable, Sendable {
  package var rubric = ""
  package var criterion = ""
  package var weight = 0.0
  package var total = 0
  package var lowest = 0
  package var highest = 0
  /// Nil if it does not apply.
  package var percent: Double?

  package init() {}
}

/// An encounter with all its rows, the unit in which exports and reports are fed.
package struct EncounterRows: Equatable, Sendable {
  package var encounter: EncounterRow
  package var decisions: [DecisionRow]
  package var criteria: [CriterionRow]

  package init(
    encounter: EncounterRow, decisions: [DecisionRow] = [], criteria: [CriterionRow] = []
  ) {
    self.encounter = encounter
    self.decisions = decisions
    self.criteria = criteria
  }
}

extension EncounterRows {
  /// The rows of a graded play.
  package init(_ play: GradedPlay) {
    self.init(
      encounter: EncounterRow(play), decisions: play.sheet.turns.map(DecisionRow.init),
      criteria: play.sheet.rubrics.flatMap { rubric in
        rubric.criteria.map { CriterionRow($0, rubric: rubric.id) }
      })
  }
}

extension EncounterRow {
  /// The row of a graded play.
  package init(_ play: GradedPlay) {
    let (sheet, record) = (play.sheet, play.record)
    encounter = record.encounter
    traineeID = record.traineeID
    trainee = record.trainee
    group = record.group
    scenario = sheet.scenario.id
    version = sheet.scenario.version
    title = sheet.scenario.title
    digests = record.digests
    voice = sheet.voice.name
    seed = sheet.seed
    mode = sheet.mode.name
    attempt = record.attempt ?? 1
    started = record.started
    ended = record.ended
    turns = sheet.turns.count
    hints = record.hints
    undos = record.undos
    isTimed = record.hasTimer
    isPlain = record.isPlain
    effective = play.effectiveScore
    comment = record.comment
    take(sheet)
  }

  private mutating func take(_ sheet: ScoreSheet) {
    isExact = sheet.isExact
    score = sheet.score
    raw = sheet.raw
    rawBest = sheet.rawBest
    rawWorst = sheet.rawWorst
    verdict = sheet.verdict?.name
    customerErrors = sheet.critical.count { $0.family == .customer }
    businessErrors = sheet.critical.count { $0.family == .business }
    complianceErrors = sheet.critical.count { $0.family == .compliance }
    random = sheet.random
    expected = sheet.expected
    luck = sheet.luck
    skill = sheet.skill
    ending = sheet.ending?.id
    outcome = sheet.ending?.outcome.name
    offered = sheet.offered
    taken = sheet.taken
    spent = sheet.spent
    seconds = sheet.seconds
    satisfaction = sheet.simulated?.satisfaction
    recommend = sheet.simulated?.recommend
  }
}

extension DecisionRow {
  init(_ turn: ScoreSheet.TurnResult) {
    self.turn = turn.turn
    scene = turn.scene
    choice = turn.choice
    text = turn.text
    label = turn.label?.rawValue
    regret = turn.regret
    here = turn.here
    later = turn.later
    luck = turn.luck
    isOnlyMove = turn.onlyMove
    isUnexpected = turn.unexpected
    best = turn.best.first
    spend = turn.spend
    seconds = turn.seconds
  }
}

extension CriterionRow {
  init(_ result: ScoreSheet.CriterionResult, rubric: String) {
    self.rubric = rubric
    criterion = result.id
    weight = result.weight
    total = result.total
    lowest = result.lowest
    highest = result.highest
    percent = result.percent
  }
}
