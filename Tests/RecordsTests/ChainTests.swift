import Foundation
import Records
import RecordsSamples
import Simulation
import Testing

@Suite struct Chains {
  private func found(_ sql: String) throws -> [ChainProblem] {
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    try records.playSample(moves: 5)
    try records.playSample(moves: 4)
    if !sql.isEmpty { try records.tamper(sql) }
    var found: [ChainProblem] = []
    #expect(try records.verify { found.append($0) } == 2)
    return found
  }

  @Test func `records that nobody touched are whole`() throws {
    #expect(try found("") == [])
  }

  @Test(arguments: [
    "UPDATE move SET choice = 'better' WHERE encounter = 1 AND number = 3",
    "UPDATE move SET taken = taken + 1 WHERE encounter = 1 AND number = 3",
    "UPDATE move SET timed_out = 1 - timed_out WHERE encounter = 1 AND number = 3",
    "UPDATE move SET waited = NULL WHERE encounter = 1 AND number = 3",
    "UPDATE move SET kind = 1 WHERE encounter = 1 AND number = 3",
  ])
  func `a changed move is found`(sql: String) throws {
    #expect(try found(sql) == [.changedMove(encounter: 1, move: 3)])
  }

  @Test func `a missing move is found, in the middle and at the end`() throws {
    #expect(
      try found("DELETE FROM move WHERE encounter = 2 AND number = 2")
        == [.changedMove(encounter: 2, move: 3)])
    #expect(
      try found("DELETE FROM move WHERE encounter = 2 AND number = 4")
        == [.changedEnd(encounter: 2)])
  }

  @Test func `another seed, voice or scenario under the same moves is found`() throws {
    for change in ["seed = 8", "voice = 'rebel'", "mode = 'exam'", "version = '1.0.1'"] {
      #expect(
        try found("UPDATE encounter SET \(change) WHERE id = 1")
          == [.changedMove(encounter: 1, move: 1)])
    }
  }

  @Test func `a changed text and a changed sheet are found`() throws {
    #expect(
      try found("UPDATE document SET bytes = x'00' WHERE id = 1")
        == [.changedDocument(digest: SamplePlay.facts().scenario.digest)])
    #expect(
      try found("UPDATE sheet SET json = '{}' WHERE grading = 2")
        == [.changedSheet(encounter: 2, grading: 2)])
  }

  @Test func `a move can be neither changed nor deleted in passing`() throws {
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    try records.playSample()
    #expect(records.refusal("UPDATE move SET turn = 9") == "a move is never changed")
    #expect(records.refusal("DELETE FROM move") == "a move is never deleted")
  }

  @Test func `the links are those of another program`() throws {
    // Recomputed by Python's hashlib and json from what stands in the file.
    let script = """
      import sqlite3, hashlib, json, sys
      db = sqlite3.connect(sys.argv[1])
      pack = lambda v: json.dumps(v, separators=(",", ":"), ensure_ascii=False).encode()
      sha = lambda b: hashlib.sha256(b).digest()
      rows = list(db.execute('''select e.id, e.uuid, e.scenario, e.version, s.digest, r.digest,
        e.voice, e.seed, e.mode, e.timed, e.started, e.last_hash from encounter e
        join document s on s.id = e.scenario_document
        join document r on r.id = e.rubrics_document'''))
      for (id, uuid, scenario, version, sd, rd, voice, seed, mode, timed, started, last) in rows:
        link = sha(pack(["undermat-encounter/1", uuid, scenario, version, sd, rd, voice, seed, mode,
          bool(timed), started]))
        for (n, kind, turn, scene, choice, shown, taken, waited, out, prev, h) in db.execute(
          '''select number, kind, turn, scene, choice, shown, taken, waited, timed_out, previous,
          hash from move where encounter = ? order by number''', (id,)):
          assert prev == link
          link = sha(pack(["undermat-move/1", link.hex(), n, kind, turn, scene, choice, shown,
            taken, waited, bool(out)]))
          assert h == link
        assert last == link
      print(len(rows), "whole")
      """
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    for moves in 1...6 { try records.playSample(moves: moves) }
    let run = try ProgramRun("/usr/bin/env", ["python3", "-c", script, scratch.path])
    #expect(run.output == "6 whole\n")
  }
}
