package import Gradings
package import Simulation

/// What stands in one cell of a table file. Text stays text and numbers stay numbers.
package enum Cell: Equatable, Sendable {
  case empty
  /// Something a person wrote, or an id: never to be taken for a formula.
  case text(String)
  case integer(Int64)
  case number(Double)
  /// In hundredths.
  case money(Money)
  case flag(Bool)
  case moment(Timestamp)

  init(_ text: String?) { self = text.map { .text($0) } ?? .empty }
  init(_ number: Double?) { self = number.map { .number($0) } ?? .empty }
  init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .empty }
  init(_ moment: Timestamp?) { self = moment.map { .moment($0) } ?? .empty }
}

/// One column of a table file.
package struct ColumnSpec<Row>: Sendable {
  /// The heading in files; the words of the JSON where it has them.
  package var name: String
  /// What stands in it, for the documentation and for the workbook's notes.
  package var meaning: String
  package var cell: @Sendable (Row) -> Cell

  init(_ name: String, _ meaning: String, _ cell: @escaping @Sendable (Row) -> Cell) {
    self.name = name
    self.meaning = meaning
    self.cell = cell
  }
}

/// The documented columns of every table file. New ones are added at the end, so that what reads by
/// position goes on working.
package enum Columns {
  /// One row an encounter.
  package static let encounters: [ColumnSpec<EncounterRow>] = who + play + result + totals

  private static let who: [ColumnSpec<EncounterRow>] = [
    .init("encounter", "UUID of the encounter") { .text($0.encounter) },
    .init("trainee-id", "opaque id of the trainee") { .text($0.traineeID) },
    .init("trainee", "display name; empty if forgotten") {
      $0.trainee.isEmpty ? .empty : .text($0.trainee)
    },
    .init("group", "class or team") { .init($0.group) },
    .init("scenario", "id of the scenario") { .text($0.scenario) },
    .init("version", "version of the scenario") { .text($0.version) },
    .init("digest", "SHA-256 of the scenario file") { .text($0.digests.scenario) },
    .init("rubrics-digest", "SHA-256 of the rubrics' digests") { .text($0.digests.rubrics) },
  ]

  private static let play: [ColumnSpec<EncounterRow>] = [
    .init("voice", "voice of the customer") { .text($0.voice) },
    .init("seed", "decides the draws") { .integer(Int64($0.seed)) },
    .init("mode", "practice, test or exam") { .text($0.mode) },
    .init("attempt", "1 is the first at this scenario, for ever") { .init($0.attempt) },
    .init("started", "UTC") { .init($0.started) },
    .init("ended", "UTC; empty if unfinished") { .init($0.ended) },
    .init("turns", "choices taken") { .init($0.turns) },
    .init("hints", "hints asked for") { .init($0.hints) },
    .init("undos", "choices taken back") { .init($0.undos) },
    .init("timed", "whether time windows ran") { .flag($0.isTimed) },
    .init("plain", "whether it was played in plain mode") { .flag($0.isPlain) },
  ]

  private static let result: [ColumnSpec<EncounterRow>] = [
    .init("exact", "whether the scenario was proven") { .flag($0.grading.isExact) },
    .init("score", "0 worst, 100 best that could be done") { .init($0.grading.score) },
    .init("effective", "0 after a critical error; with --zero-on-critical") {
      .init($0.effectiveScore)
    },
    .init("raw", "weighted mean percent") { .init($0.grading.raw) },
    .init("raw-best", "highest raw of all clean plays") { .init($0.grading.rawBest) },
    .init("raw-worst", "lowest raw of all plays") { .init($0.grading.rawWorst) },
    .init("verdict", "pass, not-yet, fail or unfinished") { .init($0.grading.verdict?.name) },
    .init("critical-customer", "customer-critical errors") { .init($0.grading.customerErrors) },
    .init("critical-business", "business-critical errors") { .init($0.grading.businessErrors) },
    .init("critical-compliance", "compliance-critical errors") {
      .init($0.grading.complianceErrors)
    },
    .init("random", "expected score of random choosing") { .init($0.grading.random) },
    .init("expected", "expected score of perfect play") { .init($0.grading.expected) },
    .init("luck", "points that the draws brought") { .init($0.grading.luck) },
    .init("skill", "1 perfect, 0 random choosing") { .init($0.grading.skill) },
  ]

  private static let totals: [ColumnSpec<EncounterRow>] = [
    .init("ending", "id of the ending; empty if unfinished") { .init($0.grading.ending) },
    .init("outcome", "delighted, kept, lost or harmed") { .init($0.grading.outcome) },
    .init("offered", "scenes that offered something unexpected") { .init($0.grading.offered) },
    .init("taken", "those in which it was done and counted") { .init($0.grading.done) },
    .init("spent", "money given away") { .money($0.grading.spent) },
    .init("seconds", "handling time") { .init($0.grading.seconds) },
    .init("satisfaction", "simulated, 1 to 5") { .init($0.grading.satisfaction) },
    .init("recommend", "simulated, 0 to 10") { .init($0.grading.recommend) },
    .init("comment", "the trainer's") { .init($0.comment) },
  ]

  /// What every row of the other tables begins with.
  package static let key: [ColumnSpec<EncounterRow>] = [
    .init("encounter", "UUID of the encounter") { .text($0.encounter) },
    .init("trainee-id", "opaque id of the trainee") { .text($0.traineeID) },
    .init("scenario", "id of the scenario") { .text($0.scenario) },
    .init("version", "version of the scenario") { .text($0.version) },
  ]

  /// One row a turn, after the key.
  package static let decisions: [ColumnSpec<Decision>] = [
    .init("turn", "from 1") { .init($0.turn) },
    .init("scene", "id of the scene") { .text($0.choice.scene) },
    .init("choice", "id of the choice") { .text($0.choice.choice) },
    .init("text", "what was said or done, placeholders as written") { .text($0.choice.text) },
    .init("label", "best, excellent, good, slip, mistake, blunder or critical") {
      .init($0.label?.rawValue)
    },
    .init("regret", "points given away: here + later") { .init($0.regret) },
    .init("here", "points not taken at once") { .init($0.here) },
    .init("later", "points of doors closed") { .init($0.later) },
    .init("luck", "points that the draws after it brought") { .init($0.luck) },
    .init("only-move", "every other clean choice costs 10 or more") { .flag($0.onlyMove) },
    .init("unexpected", "something this customer will remember") { .flag($0.unexpected) },
    .init("best", "id of the first best choice") { .init($0.best?.choice) },
    .init("spend", "money given away with it") { .money($0.spend) },
    .init("seconds", "handling time of it") { .init($0.seconds) },
  ]

  /// One row a criterion, after the key.
  package static let criteria: [ColumnSpec<CriterionScore>] = [
    .init("rubric", "id of the rubric") { .text($0.rubric) },
    .init("criterion", "id of the criterion") { .text($0.criterion) },
    .init("weight", "as applied; all sum to 1") { .number($0.weight) },
    .init("total", "sum of the marks that counted") { .init($0.total) },
    .init("lowest", "least total of all plays") { .init($0.lowest) },
    .init("highest", "greatest total of the clean plays") { .init($0.highest) },
    .init("percent", "100 (total - lowest) / (highest - lowest)") { .init($0.percent) },
  ]
}
