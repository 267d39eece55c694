import Foundation
import Gradings
import RecordsSamples
import Simulation
import Testing
@testable import Records

@Suite struct Encounters {
  let scratch: Scratch
  let records: RecordsFile

  init() throws {
    scratch = try Scratch()
    records = try RecordsFile.open(scratch.path)
  }

  private func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

  @Test func `a trainee is found again by account, by opaque id and by a unique name`() throws {
    let ana = try records.trainee(account: "ana", group: "night shift")
    #expect(ana.account == "ana" && ana.name == "ana" && ana.group == "night shift")
    #expect(ana.code.count == 32 && ana.code.allSatisfy(\.isHexDigit))
    try records.rename(ana, to: "Ana Petrov")
    let found = try records.knownTrainee("Ana Petrov")
    #expect(found?.code == ana.code && found?.label == "Ana Petrov")
    #expect(try records.knownTrainee(ana.code)?.number == ana.number)
    #expect(try records.trainee(account: "ana").group == "night shift")
    let ben = try records.trainee(account: "ben")
    try records.rename(ben, to: "Ana Petrov")
    #expect(try records.knownTrainee("Ana Petrov") == nil)
    #expect(try records.trainees().map(\.account) == ["ana", "ben"])
  }

  @Test func `attempts count per trainee and scenario`() throws {
    #expect(try records.playSample().attempt == 1)
    #expect(try records.playSample(score: nil).attempt == 2)
    #expect(try records.playSample("change-fee").attempt == 1)
    #expect(try records.playSample(by: "ben").attempt == 1)
    #expect(try records.playSample().attempt == 3)
  }

  @Test func `what was done comes back as it was, undone and noted things too`() throws {
    let key = try records.begin(SamplePlay.facts(), by: try records.trainee(account: "ana"))
    let entries: [Transcript.Entry] = [
      SamplePlay.answer(1), .hint, SamplePlay.answer(2), .undo, .note("ask for the name 🙂"),
      SamplePlay.answer(5),
    ]
    for (index, entry) in entries.enumerated() {
      try records.append(
        entry, to: key, number: Int64(index + 1), taken: moment(1_790_000_010_000))
    }
    let kept = try records.encounter(key.uuid)
    #expect(kept.transcript == Transcript(origin: SamplePlay.facts().origin, entries: entries))
    #expect(kept.moves.map(\.turn) == [1, 2, 2, 2, 2, 2])
    #expect(kept.moves[0].shown.milliseconds == 1_790_000_010_000 - 1001)
    #expect(kept.ended == nil && kept.grading == nil)
    #expect(
      try records.documents(kept.origin)
        == [SamplePlay.facts().scenario] + SamplePlay.facts().rubrics)
    let open = try records.unfinished(of: try records.trainee(account: "ana"))
    #expect(open.map(\.key) == [key])
    #expect(open.map(\.turns) == [2])
    try records.finish(key, at: moment(0), grading: nil)
    let over = try records.encounter("1")
    #expect(over.turns == 2 && over.hints == 1 && over.undos == 1)
    #expect(over.ended == over.started, "an end before the beginning is the beginning")
    #expect(try records.unfinished(of: over.trainee).isEmpty)
  }

  @Test func `nothing is added to an encounter that is over`() throws {
    let key = try records.playSample()
    #expect(throws: RecordsError.over(encounter: key.number)) {
      try records.append(.hint, to: key, number: 4, taken: moment(0))
    }
    #expect(throws: RecordsError.over(encounter: key.number)) {
      try records.finish(key, at: moment(0), grading: nil)
    }
  }

  @Test func `two that continue one encounter do not mix their moves`() throws {
    let key = try records.playSample(moves: 3, score: nil)
    let other = try RecordsFile.open(scratch.path)
    try other.append(SamplePlay.answer(4), to: key, number: 4, taken: moment(0))
    #expect(throws: RecordsError.movedOn(encounter: key.number)) {
      try records.append(SamplePlay.answer(4), to: key, number: 4, taken: moment(0))
    }
    #expect(try records.encounter(key.uuid).moves.count == 4)
  }

  @Test func `a text is kept once however often it is played`() throws {
    for _ in 0..<5 { try records.playSample() }
    try records.playSample("change-fee")
    #expect(try records.rowCount("document") == 5)
  }

  @Test func `a text that is not what its digest says is not pinned`() throws {
    var facts = SamplePlay.facts()
    facts.origin.digest = String(repeating: "0", count: 64)
    #expect(throws: RecordsError.self) {
      try records.begin(facts, by: try records.trainee(account: "ana"))
    }
    #expect(try records.count() == 0)
  }

  @Test func `the first attempt's score is kept apart from the best and the last`() throws {
    try records.playSample(score: 40, at: 1)
    try records.playSample(score: 90, at: 2)
    try records.playSample(score: 70, at: 3)
    try records.playSample(score: nil, at: 4)
    try records.playSample("change-fee", score: nil, at: 5)
    try records.playSample("change-fee", score: 55, at: 6)
    try records.playSample(by: "ben", score: 100, at: 7)
    let standings = try records.standings(of: try records.trainee(account: "ana"))
    #expect(
      standings == [
        TraineeStanding(
          scenario: "cash-only", attempts: 4, first: 40, best: 90, last: 70,
          lastStarted: moment(4)),
        TraineeStanding(
          scenario: "change-fee", attempts: 2, first: nil, best: 55, last: 55,
          lastStarted: moment(6)),
      ])
  }

  @Test func `a grading comes back number by number`() throws {
    let key = try records.playSample(moves: 4)
    let kept = try records.encounter(key.uuid)
    #expect(kept.grading == SamplePlay.grading(turns: 4))
    #expect(kept.sheet == "{\"moves\":4}")
    #expect(kept.key == key && kept.title == "The $8 glass of wine")
    #expect(throws: RecordsError.noEncounter("77")) { try records.encounter("77") }
    #expect(throws: RecordsError.noEncounter("x'; DROP TABLE move")) {
      try records.encounter("x'; DROP TABLE move")
    }
  }

  @Test func `a new grading takes the place of the old one, which stays`() throws {
    let key = try records.playSample()
    let old = try records.encounter(key.uuid)
    let rubric = PinnedDocument(bytes: Array("{\"id\":\"six-steps\"}".utf8))
    var grading = SamplePlay.grading(turns: 3, score: 88, verdict: .pass)
    grading.rubricsDigest = PinnedDocument.rubricsDigest([rubric])
    try records.regrade([
      Regrading(key, grading, sheet: "{\"new\":1}", rubrics: [rubric])
    ])
    let new = try records.encounter(key.uuid)
    #expect(
      new.gradingNumber != old.gradingNumber && new.grading == grading && new.sheet == "{\"new\":1}"
    )
    #expect(try records.sheet(ofGrading: old.gradingNumber ?? 0) == "{\"moves\":3}")
    #expect(try records.count() == 1)
  }
}
