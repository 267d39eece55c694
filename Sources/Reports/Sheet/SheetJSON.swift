package import JSONText
package import Simulation

/// The digests that tie a sheet to the very bytes it was graded by.
package struct Digests: Equatable, Sendable {
  /// Lower-case hexadecimal SHA-256 of the scenario file's bytes.
  package var scenario: String
  /// That of the rubrics' hexadecimal digests, one after the other in the scenario's order.
  package var rubrics: String

  package init(scenario: String, rubrics: String) {
    self.scenario = scenario
    self.rubrics = rubrics
  }
}

/// The JSON of a score sheet, with the keys of grading.md in their order.
package struct SheetJSON {
  private let sheet: ScoreSheet
  private let digests: Digests
  private let meters: [String]
  private let zeroOnCritical: Bool

  /// - Parameters:
  ///   - meters: ids of the scenario's meters, in file order.
  ///   - zeroOnCritical: adds `effective`: the score, but 0 after a critical error.
  package init(
    _ sheet: ScoreSheet, _ digests: Digests, meters: [String], zeroOnCritical: Bool = false
  ) {
    self.zeroOnCritical = zeroOnCritical
    self.sheet = sheet
    self.digests = digests
    self.meters = meters
  }

  package var value: JSONValue {
    var members: [JSONValue.Member] = [
      .init(
        "scenario",
        [
          "id": .string(sheet.scenario.id), "version": .string(sheet.scenario.version),
          "digest": .string(digests.scenario),
        ]),
      .init("rubrics-digest", .string(digests.rubrics)),
      .init("voice", .string(sheet.voice.name)), .init("seed", JSONValue(sheet.seed)),
      .init("mode", .string(sheet.mode.name)), .init("exact", .bool(sheet.isExact)),
    ]
    members += scoreMembers
    members += [
      .init("rubrics", .array(sheet.rubrics.map(rubric))),
      .init("turns", .array(sheet.turns.map(turn))),
      .init("ending", ending), .init("gates", gates),
      .init("unexpected", ["offered": JSONValue(sheet.offered), "taken": JSONValue(sheet.taken)]),
      .init("spent", money(sheet.spent)), .init("seconds", JSONValue(sheet.seconds)),
      .init("simulated", simulated),
    ]
    if zeroOnCritical {
      members.append(.init("effective", sheet.critical.isEmpty ? JSONValue(sheet.score) : 0))
    }
    return .object(members)
  }

  private var scoreMembers: [JSONValue.Member] {
    [
      .init("score", JSONValue(sheet.score)), .init("raw", JSONValue(sheet.raw)),
      .init("raw-best", JSONValue(sheet.rawBest)), .init("raw-worst", JSONValue(sheet.rawWorst)),
      .init("verdict", JSONValue(sheet.verdict?.name)),
      .init("critical", .array(sheet.critical.map(critical))),
      .init("random", JSONValue(sheet.random)), .init("expected", JSONValue(sheet.expected)),
      .init("luck", JSONValue(sheet.luck)), .init("skill", JSONValue(sheet.skill)),
    ]
  }

  private func critical(_ error: ScoreSheet.CriticalError) -> JSONValue {
    [
      "turn": JSONValue(error.turn), "family": .string(error.family.name),
      "why": .string(error.why),
    ]
  }

  private func rubric(_ rubric: ScoreSheet.RubricResult) -> JSONValue {
    [
      "id": .string(rubric.id), "score": JSONValue(rubric.score),
      "criteria": .array(rubric.criteria.map(criterion)),
    ]
  }

  private func criterion(_ criterion: ScoreSheet.CriterionResult) -> JSONValue {
    [
      "id": .string(criterion.id), "weight": .number(criterion.weight),
      "applicable": .bool(criterion.isApplicable), "total": JSONValue(criterion.total),
      "lowest": JSONValue(criterion.lowest), "highest": JSONValue(criterion.highest),
      "percent": JSONValue(criterion.percent),
    ]
  }

  private func turn(_ turn: ScoreSheet.TurnResult) -> JSONValue {
    [
      "turn": JSONValue(turn.turn), "scene": .string(turn.scene), "choice": .string(turn.choice),
      "text": .string(turn.text), "regret": JSONValue(turn.regret),
      "here": JSONValue(turn.here), "later": JSONValue(turn.later),
      "label": JSONValue(turn.label?.rawValue), "only-move": .bool(turn.onlyMove),
      "unexpected": .bool(turn.unexpected), "best": JSONValue(turn.best),
      "before": JSONValue(turn.before), "after": JSONValue(turn.after),
      "luck": JSONValue(turn.luck),
      "draws": .array(
        turn.draws.map { ["scene": .string($0.scene), "branch": JSONValue($0.branch)] }),
      "marks": marks(turn.marks), "spend": money(turn.spend), "spent": money(turn.spent),
      "seconds": JSONValue(turn.seconds), "mood": mood(turn.mood),
    ]
  }

  private func marks(_ marks: [ScoreSheet.GivenMark]) -> JSONValue {
    .object(marks.map { .init($0.id, JSONValue($0.level)) })
  }

  private func mood(_ values: [Int]) -> JSONValue {
    .object(zip(meters, values).map { .init($0, JSONValue($1)) })
  }

  private func money(_ money: Money) -> JSONValue {
    money.hundredths % 100 == 0
      ? .integer(money.hundredths / 100) : .number(Double(money.hundredths) / 100)
  }

  private var ending: JSONValue {
    guard let ending = sheet.ending else { return nil }
    return [
      "id": .string(ending.id), "outcome": .string(ending.outcome.name),
      "marks": marks(ending.marks),
    ]
  }

  private var gates: JSONValue {
    [
      "basics": .bool(sheet.gates.basics), "authority": .bool(sheet.gates.authority),
      "proportion": .bool(sheet.gates.proportion), "clean": .bool(sheet.gates.clean),
    ]
  }

  private var simulated: JSONValue {
    [
      "satisfaction": JSONValue(sheet.simulated?.satisfaction),
      "recommend": sheet.simulated.map { JSONValue($0.recommend) } ?? nil,
    ]
  }
}
