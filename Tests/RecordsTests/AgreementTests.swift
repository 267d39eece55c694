import Foundation
import Gradings
import RecordsSamples
import Simulation
import Testing
@testable import Records

@Suite struct Agreements {
  /// Pairs and their weighted kappa as `sklearn.metrics.cohen_kappa_score(weights="quadratic")`
  /// computes it.
  @Test func `kappa is that of another program`() throws {
    let first = [-2, -1, 0, 1, 2, 2, 1, 0, -1, -2, 0, 1]
    let second = [-2, 0, 0, 1, 1, 2, 1, -1, -1, -2, 1, 1]
    var agreement = Agreement()
    for (a, b) in zip(first, second) { agreement.add(a, b) }
    #expect(agreement.count == 12)
    #expect(agreement.same == 8)
    #expect(agreement.close == 12)
    #expect(abs(try #require(agreement.kappa) - 0.899581589958159) < 1e-12)
  }

  @Test func `few levels carry no kappa, and neither do equal ones`() {
    var agreement = Agreement()
    for _ in 0..<9 { agreement.add(1, 2) }
    #expect(agreement.kappa == nil && agreement.percent == 0)
    var equal = Agreement()
    for _ in 0..<20 { equal.add(1, 1) }
    #expect(equal.kappa == nil && equal.percent == 100)
    #expect(Agreement().percent == nil)
  }

  @Test func `a level is the nearest to the percent`() {
    let levels = [0.0, 12.4, 12.5, 37.5, 50, 62.4, 87.4, 87.5, 100].map { percent in
      CriterionScore(
        rubric: "r", criterion: "c", weight: 1, total: 0, lowest: 0, highest: 1, percent: percent
      ).level
    }
    #expect(levels == [-2, -2, -1, 0, 0, 0, 1, 2, 2])
  }
}

@Suite struct RemarksOnPlays {
  private let scratch: Scratch
  private let records: RecordsFile
  private let moment = Timestamp(milliseconds: 1_790_000_090_000)

  init() throws {
    scratch = try Scratch()
    records = try RecordsFile.open(scratch.path)
    try records.playSample()
  }

  @Test func `an override stands beside the sheet, and the next one starts from it`() throws {
    let first = try records.override(
      "1", criterion: "fitting", to: 2, who: "bea", why: "it fits", at: moment)
    #expect(first.rubric == "do-the-unexpected" && first.old == 0 && first.new == 2)
    let second = try records.override(
      "1", criterion: "do-the-unexpected.fitting", to: 1, who: "tom", why: "less", at: moment)
    #expect(second.old == 2)
    let kept = try records.encounter("1")
    #expect(kept.overrides == [first, second])
    #expect(kept.grading == SamplePlay.grading(turns: 3))
    // By hand: raw 0.4 x 75 + 0.6 x 75 = 75, score (75 - 15) / 85.
    let adjusted = try #require(kept.grading?.adjusted(by: kept.overrides))
    #expect(abs(adjusted.raw - 75) < 1e-9)
    #expect(abs(adjusted.score - 70.588235294) < 1e-9)
    #expect(kept.grading?.adjusted(by: []) == nil)
  }

  @Test func `a criterion that the sheet does not have is named with those it has`() throws {
    #expect(
      throws: RecordsError.noCriterion(
        "kindness", known: ["empowerment.ownership", "do-the-unexpected.fitting"])
    ) {
      try records.override("1", criterion: "kindness", to: 1, who: "b", why: "w", at: moment)
    }
  }

  @Test func `ratings change no score, and the later one of a person counts`() throws {
    try records.rate("1", [("fitting", -2)], who: "ana", at: moment)
    try records.rate("1", [("fitting", 1)], who: "ana", at: moment)
    _ = try records.override(
      "1", criterion: "fitting", to: 2, who: "bea", why: "it fits", at: moment)
    _ = try records.override(
      "1", criterion: "fitting", to: 0, who: "ana", why: "a rating counts more", at: moment)
    #expect(
      try records.ratings().map { "\($0.who) \($0.criterion) \($0.level)" }
        == ["ana fitting 1", "bea fitting 2"])
  }

  @Test func `nothing of a forgotten person is left in the file`() throws {
    let secret = "Wilhelmina Featherstonehaugh"
    let account = "wilhelmina.f"
    let trainee = try records.trainee(account: account, group: "night shift at dock four")
    try records.rename(trainee, to: secret)
    let key = try records.playSample(by: account, score: nil)
    try records.append(.note("\(secret) likes tea"), to: key, number: 4, taken: moment)
    try records.finish(
      key, at: moment, grading: (SamplePlay.grading(turns: 3), sheet: "{\"a\":1}"))
    try records.comment(key.uuid, "\(secret) did well", who: "bea", at: moment)
    _ = try records.override(
      "1", criterion: "fitting", to: 1, who: account, why: "seen", at: moment)
    let grading = try records.encounter(key.uuid).gradingNumber ?? 0
    try records.enqueue(
      [OutboxStatement(id: "s1", grading: grading, json: "{\"actor\":\"\(trainee.code)\"}")],
      for: "http://lrs")
    let known = try #require(try records.knownTrainee(account))
    let report = try records.forget(known)
    #expect(
      report
        == ForgetReport(
          encounters: 1, notes: 1, comments: 1, unsentStatements: 1, sentStatements: 0,
          isScrubbed: true))
    try records.close()
    let bytes = try scratch.bytes()
    for trace in [secret, "Featherstone", account, trainee.code, "dock four", "likes tea"] {
      #expect(bytes.range(of: .init(trace.utf8)) == nil, "\(trace) is still there")
    }
    let after = try RecordsFile.open(scratch.path)
    #expect(try after.knownTrainee(account) == nil)
    #expect(try after.encounter(key.uuid).grading == SamplePlay.grading(turns: 3))
    #expect(try after.encounter("1").overrides.map(\.who) == ["forgotten"])
    #expect(try after.verify { Issue.record("\($0.words)") } == 2)
  }

  @Test func `the outbox delivers each statement once and keeps what was refused`() throws {
    let store = "http://127.0.0.1:8100/xapi"
    #expect(try records.gradingsToSend(to: store).map(\.grading) == [1])
    let statements = ["s1", "s2", "s3"].map { OutboxStatement(id: $0, grading: 1, json: "{}") }
    try records.enqueue(statements, for: store)
    try records.enqueue(statements, for: store)
    #expect(try records.waiting(for: store) == statements)
    #expect(try records.gradingsToSend(to: store).isEmpty)
    #expect(try records.gradingsToSend(to: "http://other").map(\.encounter) == [1])
    try records.markTried(["s1"], store: store, reason: "503")
    try records.markDelivered(["s1"], to: store)
    try records.markRefused("s2", by: store, reason: "400 bad verb")
    #expect(try records.waiting(for: store, limit: 5) == [statements[2]])
    #expect(
      try records.outbox(for: store) == OutboxState(waiting: 1, delivered: 1, refused: 1))
    #expect(
      try records.refused(by: store)
        == [RefusedStatement(statement: statements[1], reason: "400 bad verb")])
    try records.retryRefused(by: store)
    #expect(try records.waiting(for: store).map(\.id) == ["s2", "s3"])
  }

  @Test func `a play carried to another machine is the same there, and only once`() throws {
    let kept = try records.encounter("1")
    let facts = SamplePlay.facts()
    var carried = CarriedPlay(
      facts: facts, uuid: kept.key.uuid, attempt: 1, traineeCode: kept.trainee.code,
      traineeName: "ana", group: nil, ended: try #require(kept.ended), moves: kept.moves,
      gradings: [(try #require(kept.grading), sheet: kept.sheet ?? "")])
    // Only digests travel, not texts.
    carried.facts.scenario.bytes = nil
    carried.facts.rubrics = facts.rubrics.map { PinnedDocument(digest: $0.digest, bytes: nil) }
    let other = try Scratch()
    let there = try RecordsFile.open(other.path)
    #expect(try there.adopt([carried, carried]).new == 1)
    #expect(try there.adopt([carried]) == Adopted())
    let again = try there.encounter(kept.key.uuid)
    #expect(again.grading == kept.grading && again.sheet == kept.sheet)
    #expect(again.moves == kept.moves && again.trainee.code == kept.trainee.code)
    #expect(again.turns == kept.turns && again.started == kept.started)
    #expect(try there.verify { Issue.record("\($0.words)") } == 1)
    #expect(try there.documents(again.origin).allSatisfy { $0.bytes == nil })
  }
}
