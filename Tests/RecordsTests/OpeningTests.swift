import Foundation
import GRDB
import Records
import RecordsSamples
import Simulation
import Testing

@Suite struct Opening {
  @Test func `a new file and its folders are for this person's eyes only`() throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/data/undermat/records.sqlite"
    umask(0)
    let records = try RecordsFile.open(path)
    try records.playSample()
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(path) == 0o600)
    #expect(try mode(path + "-wal") == 0o600)
    #expect(try mode(path + "-shm") == 0o600)
    #expect(try mode(scratch.folder + "/data/undermat") == 0o700)
    #expect(try mode(scratch.folder + "/data") == 0o700)
    try records.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.folder + "/data/undermat")
        == ["records.sqlite"])
  }

  @Test func `an empty file becomes a records file`() throws {
    let scratch = try Scratch()
    try scratch.write(Data())
    let records = try RecordsFile.open(scratch.path)
    #expect(try records.count() == 0)
  }

  @Test func `something that is no database is left as it is`() throws {
    let scratch = try Scratch()
    for text in ["hello", String(repeating: "a letter to a friend\n", count: 500)] {
      try scratch.write(Data(text.utf8))
      #expect(throws: RecordsError.notADatabase(path: scratch.path)) {
        try RecordsFile.open(scratch.path)
      }
      #expect(try scratch.bytes() == Data(text.utf8))
      #expect(try scratch.names == ["records.sqlite"])
    }
  }

  @Test func `another program's database is left as it is`() throws {
    let scratch = try Scratch()
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.write { db in try db.execute(sql: "CREATE TABLE song (title TEXT)") }
    try queue.close()
    let before = try scratch.bytes()
    #expect(throws: RecordsError.notOurs(path: scratch.path)) {
      try RecordsFile.open(scratch.path)
    }
    #expect(try scratch.bytes() == before)
    #expect(try scratch.names == ["records.sqlite"])
  }

  @Test func `a file of the layout before is brought up to date, with everything in it`() throws {
    let scratch = try Scratch()
    var records = try RecordsFile.open(scratch.path)
    let key = try records.playSample()
    let grading = try #require(try records.encounter(key.uuid).gradingNumber)
    let sent = [
      OutboxStatement(id: "s1", grading: grading, json: "{}"),
      OutboxStatement(
        .voiding, id: "v1", grading: grading,
        json: "{\"object\":{\"objectType\":\"StatementRef\",\"id\":\"s0\"}}"),
    ]
    try records.enqueue(sent, for: "http://store")
    let before = try records.encounter(key.uuid)
    try records.close()
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.inDatabase { db in
      try db.execute(sql: "ALTER TABLE outbox DROP COLUMN kind; PRAGMA user_version = 1")
    }
    try queue.close()
    records = try RecordsFile.open(scratch.path)
    #expect(try records.encounter(key.uuid) == before)
    #expect(try records.waiting(for: "http://store") == sent)
    try records.close()
  }

  @Test(arguments: [false, true])
  func `a file of a newer version is left as it is`(isInLog: Bool) throws {
    let scratch = try Scratch()
    try RecordsFile.open(scratch.path).close()
    let queue = try DatabaseQueue(path: scratch.path)
    try queue.inDatabase { db in try db.execute(sql: "PRAGMA user_version = 999") }
    if isInLog {
      // What a killed program leaves behind: the log is not merged yet.
      for name in ["records.sqlite", "records.sqlite-wal"] {
        try scratch.bytes(name).write(to: URL(fileURLWithPath: scratch.folder + "/kept-" + name))
      }
    }
    try queue.close()
    if isInLog {
      for name in ["records.sqlite", "records.sqlite-wal"] {
        try? FileManager.default.removeItem(atPath: scratch.folder + "/" + name)
        try FileManager.default.moveItem(
          atPath: scratch.folder + "/kept-" + name, toPath: scratch.folder + "/" + name)
      }
    }
    let before = try scratch.bytes()
    #expect(throws: RecordsError.newer(path: scratch.path, found: 999, known: 2)) {
      try RecordsFile.open(scratch.path)
    }
    #expect(try scratch.bytes() == before)
  }

  @Test func `a folder, a pipe and a device are refused without waiting`() throws {
    let scratch = try Scratch()
    mkfifo(scratch.folder + "/pipe", 0o600)
    for path in [scratch.folder, scratch.folder + "/pipe", "/dev/null"] {
      #expect(throws: RecordsError.notAFile(path: path)) { try RecordsFile.open(path) }
    }
  }

  @Test func `a place that cannot be written to is named with the reason`() throws {
    #expect(
      throws: RecordsError.notWritable(
        path: "/proc/undermat/records.sqlite", reason: "No such file or directory")
    ) { try RecordsFile.open("/proc/undermat/records.sqlite") }
  }

  @Test func `a damaged page is reported and nothing is overwritten`() throws {
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    for _ in 0..<20 { try records.playSample(moves: 10) }
    try records.close()
    var bytes = try scratch.bytes()
    let pages = bytes.count / 4096
    // Every page but the first, whose header says what the file is.
    for page in 1..<pages {
      bytes.replaceSubrange(page * 4096..<page * 4096 + 64, with: Data(repeating: 0x5A, count: 64))
    }
    try scratch.write(bytes)
    let error = #expect(throws: RecordsError.self) { try RecordsFile.open(scratch.path) }
    guard case .damaged = error else {
      Issue.record("not reported as damaged: \(String(describing: error))")
      return
    }
    #expect(try scratch.bytes() == bytes)
  }

  @Test func `one damaged page of a small file is found at opening`() throws {
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    for _ in 0..<20 { try records.playSample(moves: 10) }
    try records.close()
    let whole = try scratch.bytes()
    for page in stride(from: 1, to: whole.count / 4096, by: 3) {
      var bytes = whole
      bytes.replaceSubrange(page * 4096..<page * 4096 + 64, with: Data(repeating: 0x5A, count: 64))
      try scratch.write(bytes)
      #expect(throws: RecordsError.self, "page \(page)") { try RecordsFile.open(scratch.path) }
      #expect(try scratch.bytes() == bytes)
    }
  }

  @Test func `every write reaches the disk before it is called kept`() throws {
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    #expect(try records.durability() == ["wal", "2", "1", "0"])
  }

  @Test func `a bare name means a file in the working folder`() throws {
    #expect(
      throws: RecordsError.self,
      "a path that SQLite would take for a database in memory must be a file"
    ) { try RecordsFile.open("/proc/:memory:") }
  }

  @Test func `the place follows the option, the variables and the home`() {
    func place(_ option: String?, _ variables: [String: String]) -> String? {
      RecordsPlace.path(option: option) { variables[$0] }
    }
    let all = [
      "UNDERMAT_RECORDS": "/u/r.db", "XDG_DATA_HOME": "/x", "HOME": "/home/ana",
    ]
    #expect(place("here.db", all) == "here.db")
    #expect(place(nil, all) == "/u/r.db")
    #expect(place(nil, ["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/undermat/records.sqlite")
    #expect(
      place(nil, ["UNDERMAT_RECORDS": "", "XDG_DATA_HOME": "x", "HOME": "/h"])
        == "/h/.local/share/undermat/records.sqlite")
    #expect(place(nil, [:]) == nil)
  }
}
