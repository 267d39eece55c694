import Gradings
package import JSONText
package import Simulation

/// One statement, ready to be sent.
package struct Statement: Equatable, Sendable {
  /// A UUID in lower case.
  package var id: String
  package var value: JSONValue

  /// Compact and always the same: a store refuses an id that comes again with other bytes.
  package var bytes: [UInt8] { value.bytes(.compact) }
}

/// The statements of one graded play (xAPI 1.0.3): `initialized`, one `answered` a turn, `completed`
/// (`terminated` if it was left before its end), then `passed` or `failed`; after them what the trainer
/// said, `commented` and `scored`.
package struct PlayStatements {
  let play: GradedPlay
  let sheetJSON: String
  let vocabulary: Vocabulary
  let now: Timestamp
  private let gradingDigest: String

  /// - Parameters:
  ///   - play: with its record: encounter, trainee's opaque id, moments, moves.
  ///   - sheetJSON: the stored sheet; it rides along byte for byte.
  ///   - gradingDigest: lower-case hexadecimal SHA-256 of `sheetJSON`.
  ///   - now: no statement is later than this.
  package init(
    _ play: GradedPlay, sheetJSON: String, gradingDigest: String, now: Timestamp,
    vocabulary: Vocabulary = Vocabulary()
  ) {
    self.play = play
    self.sheetJSON = sheetJSON
    self.vocabulary = vocabulary
    self.now = now
    self.gradingDigest = gradingDigest
  }

  var sheet: ScoreSheet { play.sheet }
  var record: SheetRecord { play.record }

  /// All of them, in order.
  package var all: [Statement] { graded + remarks }

  /// Those that are about the grading, in order.
  package var graded: [Statement] {
    let ended: [Statement] = [sheet.ending == nil ? terminated : completed]
    return [initialized] + sheet.turns.map(answered) + ended + [verdict].compactMap { $0 }
  }

  /// What the trainer said about the play: one statement each, apart from the grading, so that a
  /// remark may come later and outlives a re-grade.
  package var remarks: [Statement] {
    record.comments.map(commented) + record.overrides.map(scored)
  }

  /// The ids of the statements about a grading, for voiding them.
  package static func ids(
    encounter: String, _ sheet: ScoreSheet, gradingDigest: String
  ) -> [String] {
    let verdict = verb(of: sheet.verdict)
    let events =
      ["initialized"] + sheet.turns.map { "answered/\($0.turn)" }
      + [sheet.ending == nil ? "terminated" : "completed"]
      + (verdict.map { [$0.rawValue] } ?? [])
    return events.map { id(encounter: encounter, event: $0, gradingDigest: gradingDigest) }
  }

  /// A statement that takes another one back, after a re-grade.
  /// - Parameters:
  ///   - old: the id of the statement that is taken back.
  ///   - gradingDigest: of the grading that comes in its place.
  package static func voiding(
    _ old: String, encounter: String, gradingDigest: String, at moment: Timestamp,
    vocabulary: Vocabulary = Vocabulary()
  ) -> Statement {
    let id = Self.id(encounter: encounter, event: "voided/\(old)", gradingDigest: gradingDigest)
    return Statement(
      id: id,
      value: [
        "id": .string(id), "actor": actor("undermat", vocabulary),
        "verb": Vocabulary.Verb.voided.value,
        "object": ["objectType": "StatementRef", "id": .string(old)],
        "timestamp": .string(moment.text), "version": "1.0.3",
      ])
  }

  /// A UUIDv5 of (encounter, event, grading digest) in a namespace of its own.
  static func id(encounter: String, event: String, gradingDigest: String) -> String {
    let namespace = "6f9b3a52-6a1c-5c0e-9d0f-2f3a1b7c4d5e"
    guard let id = NamedUUID.text("\(encounter)/\(event)/\(gradingDigest)", in: namespace) else {
      preconditionFailure("the namespace is a UUID")
    }
    return id
  }

  private static func actor(_ name: String, _ vocabulary: Vocabulary) -> JSONValue {
    [
      "objectType": "Agent",
      "account": ["homePage": .string(vocabulary.home), "name": .string(name)],
    ]
  }

  private static func verb(of verdict: ScoreSheet.Verdict?) -> Vocabulary.Verb? {
    switch verdict {
    case .pass: .passed
    case .fail, .notYet: .failed
    case .unfinished, nil: nil
    }
  }

  // MARK: The statements

  func statement(
    _ event: String, _ verb: Vocabulary.Verb, at moment: Timestamp?, object: JSONValue,
    result: JSONValue? = nil, extensions: JSONValue? = nil, parent: JSONValue? = nil,
    about digest: String? = nil
  ) -> Statement {
    let id = Self.id(
      encounter: record.encounter, event: event, gradingDigest: digest ?? gradingDigest)
    let context = JSONValue(present: [
      "registration": .string(record.encounter),
      "contextActivities": JSONValue(present: [
        "parent": parent.map { [$0] },
        "grouping": [["objectType": "Activity", "id": .string(vocabulary.collection)]],
      ]),
      "revision": .string(sheet.scenario.version), "platform": "undermat",
      "language": .string(language), "extensions": extensions,
    ])
    return Statement(
      id: id,
      value: JSONValue(present: [
        "id": .string(id), "actor": Self.actor(record.traineeID, vocabulary),
        "verb": verb.value, "object": object, "result": result, "context": context,
        "timestamp": .string(min(moment ?? now, now).text), "version": "1.0.3",
      ]))
  }

  private var initialized: Statement {
    statement(
      "initialized", .initialized, at: record.started, object: scenarioActivity,
      extensions: .object([
        .init(
          vocabulary.play,
          JSONValue(present: [
            "voice": .string(sheet.voice.name), "seed": JSONValue(sheet.seed),
            "mode": .string(sheet.mode.name), "attempt": record.attempt.map { JSONValue($0) },
          ]))
      ]))
  }

  private func answered(_ turn: ScoreSheet.TurnResult) -> Statement {
    let moves = record.answers
    let move = turn.turn <= moves.count ? moves[turn.turn - 1] : nil
    return statement(
      "answered/\(turn.turn)", .answered, at: move?.taken ?? record.started,
      object: sceneActivity(turn),
      result: JSONValue(present: [
        "response": .string(turn.choice),
        "duration": (move?.waited).map { .string(Self.duration($0)) },
        "extensions": .object([.init(vocabulary.decision, decision(turn, move))]),
      ]),
      parent: ["objectType": "Activity", "id": .string(vocabulary.scenario(sheet.scenario.id))])
  }

  private var completed: Statement {
    statement(
      "completed", .completed, at: record.ended, object: scenarioActivity,
      result: JSONValue(present: ["completion": true, "duration": duration]), extensions: carried)
  }

  private var terminated: Statement {
    statement(
      "terminated", .terminated, at: record.ended, object: scenarioActivity,
      result: JSONValue(present: ["duration": duration]), extensions: carried)
  }

  private var verdict: Statement? {
    guard let verb = Self.verb(of: sheet.verdict) else { return nil }
    let families = Critical.Family.allCases.map(\.name).filter { name in
      sheet.critical.contains { $0.family.name == name }
    }
    return statement(
      verb.rawValue, verb, at: record.ended, object: scenarioActivity,
      result: JSONValue(present: [
        "score": score, "success": .bool(verb == .passed), "duration": duration,
        "extensions": families.isEmpty
          ? nil : .object([.init(vocabulary.critical, JSONValue(families))]),
      ]))
  }

  private var carried: JSONValue {
    .object([
      .init(
        vocabulary.record, .string(CarriedRecord.json(record, sheet).text(.compact))),
      .init(vocabulary.sheet, .string(sheetJSON)),
    ])
  }

  // MARK: Their parts

  private var language: String {
    sheet.scenario.language.isEmpty ? "en" : sheet.scenario.language
  }

  private func worded(_ text: String) -> JSONValue? {
    text.isEmpty ? nil : .object([.init(language, .string(text))])
  }

  var scenarioActivity: JSONValue {
    let title = record.title.isEmpty ? sheet.scenario.title : record.title
    return [
      "objectType": "Activity", "id": .string(vocabulary.scenario(sheet.scenario.id)),
      "definition": JSONValue(present: [
        "name": worded(title.isEmpty ? sheet.scenario.id : title),
        "description": worded(sheet.scenario.summary), "type": .string(Vocabulary.simulation),
      ]),
    ]
  }

  private func sceneActivity(_ turn: ScoreSheet.TurnResult) -> JSONValue {
    [
      "objectType": "Activity",
      "id": .string(vocabulary.scene(turn.scene, of: sheet.scenario)),
      "definition": JSONValue(present: [
        "name": worded(turn.scene), "type": .string(Vocabulary.interaction),
        "interactionType": "choice", "correctResponsesPattern": JSONValue(turn.best),
        "choices": .array(choices(turn)),
      ]),
    ]
  }

  /// All choices of the scene, or at least those that are known.
  private func choices(_ turn: ScoreSheet.TurnResult) -> [JSONValue] {
    guard let scenario = play.program?.scenario,
      let scene = scenario.scenes.first(where: { scenario.string($0.id) == turn.scene })
    else {
      let others = turn.best.filter { $0 != turn.choice }
      return [choice(turn.choice, turn.text)] + others.map { choice($0, "") }
    }
    return scene.choices.range.map { index in
      let choice = scenario.choices[index]
      return self.choice(scenario.string(choice.id), scenario.words(of: choice))
    }
  }

  private func choice(_ id: String, _ words: String) -> JSONValue {
    JSONValue(present: ["id": .string(id), "description": worded(words)])
  }

  private func decision(
    _ turn: ScoreSheet.TurnResult, _ move: KeptMove?
  ) -> JSONValue {
    JSONValue(present: [
      "turn": JSONValue(turn.turn), "regret": turn.regret.map { .number($0) },
      "here": turn.here.map { .number($0) }, "later": turn.later.map { .number($0) },
      "luck": turn.luck.map { .number($0) }, "label": turn.label.map { .string($0.rawValue) },
      "only-move": .bool(turn.onlyMove), "unexpected": .bool(turn.unexpected),
      "timed-out": .bool(move?.timedOut ?? false),
    ])
  }

  /// With raw, min and max only where they are in order.
  private var score: JSONValue? {
    guard let score = sheet.score else { return nil }
    let scaled = JSONValue.number(min(max(score / 100, 0), 1))
    guard let raw = sheet.raw, let least = sheet.rawWorst, let most = sheet.rawBest,
      least < most, least <= raw, raw <= most
    else { return ["scaled": scaled] }
    return [
      "scaled": scaled, "raw": .number(raw), "min": .number(least), "max": .number(most),
    ]
  }

  private var duration: JSONValue? { record.duration.map { .string(Self.duration($0)) } }

  /// ISO 8601 in seconds with at most two decimals: `PT125.43S`.
  static func duration(_ milliseconds: Int64) -> String {
    let hundredths = (max(0, milliseconds) + 5) / 10
    return "PT\(Figures.decimal(Double(hundredths) / 100))S"
  }
}

extension KeptMove {
  var waited: Int64? { if case .answer(let answer) = entry { answer.waited } else { nil } }
  var timedOut: Bool { if case .answer(let answer) = entry { answer.timedOut } else { false } }
}
