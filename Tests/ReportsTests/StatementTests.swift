import JSONText
import Gradings
import Reports
import Simulation
import Testing

@Suite struct Statements {
  private let now = Timestamp(milliseconds: 1_800_000_000_000)
  private let digest = String(repeating: "9", count: 64)

  @Test func `of a play are these, to the byte`() throws {
    let lines = try statements(["let-me-see", "sorry"]).map {
      String(decoding: $0.bytes, as: UTF8.self) + "\n"
    }
    try expectText(lines.joined(), is: "statements.jsonl")
  }

  @Test(arguments: [
    (["let-me-see", "give"], "passed"), (["let-me-see", "sorry"], "failed"),
    (["let-me-see", "upgrade"], "failed"),
  ])
  func `end with a verdict`(choices: [String], verdict: String) throws {
    let verbs = try statements(choices).compactMap {
      $0.value["verb"]?["display"]?["en-US"]?.string
    }
    #expect(verbs == ["initialized", "answered", "answered", "completed", verdict])
  }

  @Test func `of a play that was left end with terminated`() throws {
    let verbs = try statements(["let-me-see"]).compactMap {
      $0.value["verb"]?["display"]?["en-US"]?.string
    }
    #expect(verbs == ["initialized", "answered", "terminated"])
  }

  @Test func `hold no null, no empty text and nothing empty`() throws {
    for choices in [["cards-only"], ["let-me-see", "upgrade"], ["let-me-see"]] {
      for statement in try statements(choices) { expectFull(statement.value) }
    }
  }

  @Test func `are named by encounter, event and grading`() throws {
    let play = try play(["let-me-see", "give"])
    let ids = try statements(["let-me-see", "give"]).map(\.id)
    #expect(Set(ids).count == ids.count)
    let same = PlayStatements.ids(
      encounter: play.record.encounter, play.sheet, gradingDigest: digest)
    #expect(same == ids)
    let other = PlayStatements.ids(
      encounter: play.record.encounter, play.sheet, gradingDigest: String(repeating: "8", count: 64)
    )
    #expect(Set(other).isDisjoint(with: ids))
  }

  @Test func `are never later than now`() throws {
    let early = Timestamp(milliseconds: 1_000)
    let statements = PlayStatements(
      try play(["cards-only"]), sheetJSON: "{}", gradingDigest: digest, now: early)
    #expect(statements.all.allSatisfy { $0.value["timestamp"] == .string(early.text) })
  }

  @Test func `carry the whole play back`() throws {
    let play = try play(["let-me-see", "sorry"])
    let json = SheetJSON(play.sheet, WineSample.digests, meters: ["frustration"]).value.text(
      .compact)
    let statements = PlayStatements(play, sheetJSON: json, gradingDigest: digest, now: now).all
    let sent = try JSONValue(reading: statements[3].bytes)
    let carried = try #require(CarriedRecord(sent))
    #expect(carried.sheetJSON == json)
    #expect(carried.record == play.record)
    #expect(carried.stored.sheet.score == (play.sheet.score.map { ($0 * 1e9).rounded() / 1e9 }))
    #expect(CarriedRecord(statements[0].value) == nil)
  }

  @Test func `carry the trainer's remarks back`() throws {
    var play = try play(["cards-only"])
    play.record.trainee = "Ada"
    let made = Timestamp(milliseconds: 1_777_885_325_430)
    let comment = Comment(who: "Eva", text: "Well done.\nSee me on Friday.", made: made)
    let change = KeptOverride(
      rubric: "empowerment", criterion: "ownership", old: 1, new: -2, who: "Grace",
      why: "Heard on the tape.", made: made)
    play.record.comments = [comment]
    play.record.overrides = [change]
    let remarks = PlayStatements(play, sheetJSON: "{}", gradingDigest: digest, now: now).remarks
    let carried = try remarks.map { try #require(CarriedRemark(JSONValue(reading: $0.bytes))) }
    #expect(carried.map(\.words) == [.comment(comment), .override(change)])
    #expect(carried.allSatisfy { $0.encounter == play.record.encounter })
  }

  @Test func `that void name what they take back`() {
    let statement = PlayStatements.voiding(
      "2ed6657d-e927-568b-95e1-2665a8aea6a2", encounter: "e", gradingDigest: digest, at: now)
    #expect(
      String(decoding: statement.bytes, as: UTF8.self)
        == "{\"id\":\"\(statement.id)\",\"actor\":{\"objectType\":\"Agent\",\"account\":{\"homePage\":"
        + "\"https://undermat.example\",\"name\":\"undermat\"}},\"verb\":{\"id\":"
        + "\"http://adlnet.gov/expapi/verbs/voided\",\"display\":{\"en-US\":\"voided\"}},\"object\":{"
        + "\"objectType\":\"StatementRef\",\"id\":\"2ed6657d-e927-568b-95e1-2665a8aea6a2\"},"
        + "\"timestamp\":\"\(now.text)\",\"version\":\"1.0.3\"}")
  }

  private func play(_ choices: [String]) throws -> GradedPlay {
    var play = try WineSample.play(choices)
    play.record.title = "The glass of wine"
    play.record.grader = "undermat-grader/1"
    play.record.graded = play.record.ended
    play.record.rubricDigests = [String(repeating: "e", count: 64)]
    let started = Timestamp(text: "2026-05-04T09:00:00.000Z") ?? now
    for (index, turn) in play.sheet.turns.enumerated() {
      let shown = Timestamp(milliseconds: started.milliseconds + Int64(index) * 60_000)
      play.record.moves.append(
        .init(
          entry: .answer(
            .init(scene: turn.scene, choice: turn.choice, timedOut: index == 1, waited: 12_345)),
          number: Int64(index + 1), turn: turn.turn, shown: shown,
          taken: Timestamp(milliseconds: shown.milliseconds + 12_345)))
    }
    play.record.moves.append(
      .init(
        entry: .hint, number: Int64(play.sheet.turns.count + 1), turn: 2, shown: started,
        taken: started))
    return play
  }

  private func statements(_ choices: [String]) throws -> [Statement] {
    PlayStatements(try play(choices), sheetJSON: "{}", gradingDigest: digest, now: now).all
  }

  private func expectFull(_ value: JSONValue) {
    switch value {
    case .null: Issue.record("null")
    case .string(let text): #expect(!text.isEmpty)
    case .array(let values):
      #expect(!values.isEmpty)
      values.forEach(expectFull)
    case .object(let members):
      #expect(!members.isEmpty)
      members.forEach { expectFull($0.value) }
    case .bool, .integer, .number: break
    }
  }
}

@Suite struct `UUIDs made from names` {
  @Test func `agree with the example of RFC 9562`() {
    #expect(
      NamedUUID.text("www.example.com", in: "6ba7b810-9dad-11d1-80b4-00c04fd430c8")
        == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    #expect(NamedUUID.text("x", in: "no UUID") == nil)
  }
}
