import Gradings
package import JSONText
import Simulation

/// A play that came out of statements, with everything there is about it.
package struct CarriedRecord: Equatable, Sendable {
  package var record: SheetRecord
  /// The sheet byte for byte as it was stored where it was graded.
  package var sheetJSON: String
  package var stored: StoredSheet
}

extension CarriedRecord {
  /// What rides in a statement beside the sheet. The trainee's name is in it only if the record has
  /// one: who pushes decides that.
  static func json(_ record: SheetRecord, _ sheet: ScoreSheet) -> JSONValue {
    JSONValue(present: [
      "encounter": .string(record.encounter),
      "trainee": JSONValue(present: [
        "id": .string(record.traineeID), "name": .string(record.trainee),
        "group": record.group.map { .string($0) },
      ]),
      "attempt": record.attempt.map { JSONValue($0) }, "title": .string(record.title),
      "started": record.started.map { .string($0.text) },
      "ended": record.ended.map { .string($0.text) },
      "plain": .bool(record.isPlain), "timed": .bool(record.hasTimer),
      "accommodation": record.accommodation.map { .string($0) },
      "rubrics": JSONValue(record.rubricDigests), "grader": .string(record.grader),
      "graded": record.graded.map { .string($0.text) },
      "moves": .array(record.moves.map(json)),
    ])
  }

  private static func json(_ move: KeptMove) -> JSONValue {
    let times: [JSONValue.Member] = [
      .init("turn", JSONValue(move.turn)), .init("shown", .string(move.shown.text)),
      .init("taken", .string(move.taken.text)),
    ]
    switch move.entry {
    case .answer(let answer):
      var members: [JSONValue.Member] = [
        .init("scene", .string(answer.scene)), .init("choice", .string(answer.choice)),
      ]
      if let waited = answer.waited { members.append(.init("waited", .integer(waited))) }
      if answer.timedOut { members.append(.init("timed-out", true)) }
      return .object(members + times)
    case .undo: return .object([.init("undo", true)] + times)
    case .hint: return .object([.init("hint", true)] + times)
    case .note(let text): return .object([.init("note", .string(text))] + times)
    }
  }

  /// Reads a statement as it came from a store; nil if it is not one that carries a play of ours.
  package init?(_ statement: JSONValue, vocabulary: Vocabulary = Vocabulary()) {
    let extensions = statement["context"]?["extensions"]
    guard let sheetText = extensions?[vocabulary.sheet]?.string,
      let recordText = extensions?[vocabulary.record]?.string,
      let stored = try? StoredSheet(json: Array(sheetText.utf8)),
      let value = try? JSONValue(reading: Array(recordText.utf8)),
      let record = Self.record(value, stored)
    else { return nil }
    self.record = record
    sheetJSON = sheetText
    self.stored = stored
  }

  private static func record(_ value: JSONValue, _ stored: StoredSheet) -> SheetRecord? {
    guard let encounter = value["encounter"]?.string,
      let trainee = value["trainee"]?["id"]?.string,
      let moves = value["moves"]?.array ?? Optional([])
    else { return nil }
    var record = SheetRecord(digests: stored.digests)
    record.encounter = encounter
    record.traineeID = trainee
    record.trainee = value["trainee"]?["name"]?.string ?? ""
    record.group = value["trainee"]?["group"]?.string
    record.attempt = value["attempt"]?.integer.map { Int($0) }
    record.title = value["title"]?.string ?? ""
    record.started = moment(value, "started")
    record.ended = moment(value, "ended")
    record.isPlain = value["plain"]?.bool ?? false
    record.hasTimer = value["timed"]?.bool ?? true
    record.accommodation = value["accommodation"]?.string
    record.rubricDigests = value["rubrics"]?.array?.compactMap(\.string) ?? []
    record.grader = value["grader"]?.string ?? ""
    record.graded = moment(value, "graded")
    for (index, value) in moves.enumerated() {
      guard let move = move(value, number: Int64(index + 1)) else { return nil }
      record.moves.append(move)
    }
    record.hints = record.moves.count { $0.entry == .hint }
    record.undos = record.moves.count { $0.entry == .undo }
    return record
  }

  private static func moment(_ value: JSONValue, _ key: String) -> Timestamp? {
    value[key]?.string.flatMap { Timestamp(text: $0) }
  }

  private static func move(_ value: JSONValue, number: Int64) -> KeptMove? {
    guard let turn = value["turn"]?.integer, let shown = moment(value, "shown"),
      let taken = moment(value, "taken"), let entry = entry(value)
    else { return nil }
    return KeptMove(
      entry: entry, number: number, turn: Int(turn), shown: shown, taken: taken)
  }

  private static func entry(_ value: JSONValue) -> Transcript.Entry? {
    if let scene = value["scene"]?.string, let choice = value["choice"]?.string {
      return .answer(
        Transcript.Answer(
          scene: scene, choice: choice, timedOut: value["timed-out"]?.bool ?? false,
          waited: value["waited"]?.integer))
    }
    if value["undo"] == true { return .undo }
    if value["hint"] == true { return .hint }
    return (value["note"]?.string).map { .note($0) }
  }
}
