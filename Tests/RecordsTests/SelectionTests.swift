import Foundation
import Gradings
import Records
import RecordsSamples
import Simulation
import Testing

@Suite struct Selections {
  let scratch: Scratch
  let records: RecordsFile

  /// Encounters 1 to 9.
  init() throws {
    scratch = try Scratch()
    records = try RecordsFile.open(scratch.path)
    let plays: [(String, String, Double?)] = [
      ("cash-only", "ana", 40), ("cash-only", "ben", nil), ("cash-only", "ana", 90),
      ("change-fee", "ana", 70), ("cash-only", "ben", 60), ("cash-only", "ana", 90),
      ("cash-only", "ana", 10), ("change-fee", "ben", 80), ("cash-only", "ana", nil),
    ]
    for (index, play) in plays.enumerated() {
      try records.playSample(
        play.0, by: play.1, score: play.2, at: 1_790_000_000_000 + Int64(index) * 1000)
    }
    _ = try records.trainee(account: "ben", group: "night")
  }

  private func numbers(_ change: (inout Selection) -> Void) throws -> [Int64] {
    var selection = Selection()
    change(&selection)
    let found = try records.encounters(selection).map(\.key.number)
    #expect(try records.count(selection) == found.count)
    return found
  }

  @Test func `everything is everything, in order of beginning`() throws {
    #expect(try numbers { _ in } == Array(1...9))
  }

  @Test func `attempts can be the first, the best or the latest of each`() throws {
    #expect(try numbers { $0.attempts = .first } == [1, 2, 4, 8])
    #expect(
      try numbers {
        $0.attempts = .first; $0.isGraded = true
      } == [1, 4, 8])
    #expect(try numbers { $0.attempts = .best } == [3, 4, 5, 8])
    #expect(try numbers { $0.attempts = .latest } == [4, 5, 8, 9])
    #expect(
      try numbers {
        $0.attempts = .latest; $0.isGraded = true
      } == [4, 5, 7, 8])
  }

  @Test func `conditions narrow each other`() throws {
    #expect(
      try numbers {
        $0.trainee = "ana"; $0.scenario = "cash-only"
      } == [1, 3, 6, 7, 9])
    #expect(try numbers { $0.group = "night" } == [2, 5, 8])
    #expect(
      try numbers {
        $0.isGraded = true; $0.trainee = "ben"
      } == [5, 8])
    #expect(
      try numbers {
        $0.since = Timestamp(milliseconds: 1_790_000_002_000)
        $0.until = Timestamp(milliseconds: 1_790_000_005_000)
      } == [3, 4, 5])
    #expect(
      try numbers {
        $0.until = Timestamp(milliseconds: 1_790_000_002_000)
        $0.attempts = .best
      } == [1, 2])
    #expect(throws: RecordsError.noTrainee("eve")) { try numbers { $0.trainee = "eve" } }
  }

  @Test func `details come only if they are asked for`() throws {
    let plain = try records.encounters()[0]
    #expect(plain.grading?.decisions == [] && plain.moves == [] && plain.sheet == nil)
    let full = try records.encounters(with: .all)[0]
    #expect(full.grading == SamplePlay.grading(turns: 3, score: 40))
    #expect(full.moves.count == 3 && full.sheet == "{\"moves\":3}")
  }

  @Test func `texts can be read during a walk, and what the body throws comes out`() throws {
    struct Enough: Error {}
    var seen = 0
    #expect(throws: Enough.self) {
      try records.eachEncounter { encounter, texts in
        #expect(try texts.documents(encounter.origin).count == 3)
        seen += 1
        if seen == 2 { throw Enough() }
      }
    }
    #expect(seen == 2)
    #expect(try records.count() == 9)
  }
}
