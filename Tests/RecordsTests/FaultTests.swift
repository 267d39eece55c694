import Foundation
import Gradings
import Records
import RecordsSamples
import Simulation
import Testing

/// What a scripted writer said before it ended.
private struct WriterOutput {
  /// Moves said to be kept, by encounter.
  var kept: [String: Int64] = [:]
  var begun: [(uuid: String, attempt: Int)] = []
  var graded: Set<String> = []
  var errors: [String] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      switch words.first {
      case "kept": kept[words[1]] = Int64(words[2])
      case "begun": begun.append((words[1], Int(words[2]) ?? 0))
      case "graded": graded.insert(words[1])
      default: errors.append(String(line))
      }
    }
  }
}

@Suite(.serialized) struct Faults {
  private let writer = ProgramRun.built("records-writer")

  /// Starts a writer, kills it after a while, and returns what it said until then.
  /// - Parameter waits: the while begins when the writer's first encounter has begun.
  private func killedWriter(
    _ path: String, after microseconds: UInt32, waits: Bool
  ) throws -> WriterOutput {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: writer)
    process.arguments = [path, "ana", "1000", "10"]
    process.standardOutput = pipe
    try process.run()
    let first = waits ? pipe.fileHandleForReading.availableData : Data()
    usleep(microseconds)
    kill(process.processIdentifier, SIGKILL)
    let rest = pipe.fileHandleForReading.readDataToEndOfFile()
    let text = String(decoding: first + rest, as: UTF8.self)
    process.waitUntilExit()
    return WriterOutput(text)
  }

  @Test func `a writer killed at any of 200 moments loses nothing that it called kept`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(state: seed)
    let scratch = try Scratch()
    var kept = 0
    for round in 0..<200 {
      // A file of its own for every tenth, so that the making of the file is interrupted too.
      let path = scratch.folder + "/records-\(round / 10).sqlite"
      let said = try killedWriter(path, after: UInt32(random.below(60_000)), waits: round % 2 == 0)
      #expect(said.errors == [], "seed \(seed), round \(round)")
      let records = try RecordsFile.open(path)
      for (uuid, number) in said.kept {
        let encounter = try records.encounter(uuid)
        #expect(
          encounter.moves.count == number || encounter.moves.count == number + 1,
          "seed \(seed), round \(round)")
        #expect(
          encounter.transcript.entries == (1...encounter.moves.count).map(SamplePlay.answer),
          "seed \(seed), round \(round)")
      }
      for uuid in said.graded { #expect(try records.encounter(uuid).grading != nil) }
      kept += said.kept.values.reduce(0) { $0 + Int($1) }
      try continueLast(records, round: round, seed: seed)
      #expect(try records.verify { Issue.record("seed \(seed), round \(round): \($0.words)") } >= 0)
      try records.close()
    }
    #expect(kept > 100, "the writer hardly came to write: \(kept) moves")
  }

  /// Goes on with what was interrupted, as `resume` does.
  private func continueLast(_ records: RecordsFile, round: Int, seed: UInt64) throws {
    guard let ana = try records.knownTrainee("ana"),
      let open = try records.unfinished(of: ana).first
    else { return }
    let next = Int64(open.turns + 1)
    let moment = Timestamp(milliseconds: 1_790_000_100_000)
    try records.append(SamplePlay.answer(Int(next)), to: open.key, number: next, taken: moment)
    #expect(
      try records.encounter(open.key.uuid).moves.count == open.turns + 1,
      "seed \(seed), round \(round)")
    try records.finish(open.key, at: moment, grading: nil)
  }

  @Test func `twenty programs that write at once all succeed and lose nothing`() throws {
    let scratch = try Scratch()
    let processes = try (0..<20).map { number in
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: writer)
      // Two at a time share a trainee, so that attempts are counted against each other.
      process.arguments = [scratch.path, "trainee-\(number / 2)", "5", "4"]
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      return (process, pipe)
    }
    var said: [WriterOutput] = []
    for (process, pipe) in processes {
      let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
      said.append(WriterOutput(String(decoding: bytes, as: UTF8.self)))
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(said.flatMap(\.errors) == [])
    let records = try RecordsFile.open(scratch.path)
    #expect(try records.count() == 100)
    let encounters = try records.encounters(with: [.moves])
    #expect(encounters.allSatisfy { $0.moves.count == 4 && $0.grading != nil })
    let attempts = Dictionary(grouping: encounters) { $0.trainee.account ?? "" }
      .mapValues { $0.map(\.key.attempt).sorted() }
    #expect(attempts.count == 10)
    #expect(attempts.values.allSatisfy { $0 == Array(1...10) })
    #expect(try records.verify { Issue.record("\($0.words)") } == 100)
  }

  @Test(.enabled(if: OwnMounts.areAllowed, OwnMounts.reason))
  func `a full disk is said in words, and what was kept before stays`() throws {
    let scratch = try Scratch()
    // A file system of 1200 KiB, seen by this writer alone, and copied out when it is full.
    let script = """
      mkdir -p \(scratch.folder)/disk && mount -t tmpfs -o size=1200k tmpfs \(scratch.folder)/disk &&
      \(writer) \(scratch.folder)/disk/records.sqlite ana 1000 10; echo "status $?";
      cp \(scratch.folder)/disk/* \(scratch.folder)/
      """
    let run = try OwnMounts.run(script)
    let said = WriterOutput(run.output)
    #expect(
      said.errors == [
        "error there is no room left on the disk of \(scratch.folder)/disk/records.sqlite",
        "status 74",
      ])
    #expect(said.kept.count > 5)
    let records = try RecordsFile.open(scratch.path)
    for (uuid, number) in said.kept {
      #expect(try records.encounter(uuid).moves.count == number)
    }
    #expect(try records.verify { Issue.record("\($0.words)") } == said.begun.count)
  }

  @Test func `a file size limit is said in words and kills nobody`() throws {
    let scratch = try Scratch()
    let run = try ProgramRun(
      "/bin/sh",
      ["-c", "trap '' XFSZ; ulimit -f 200; exec \(writer) \(scratch.path) ana 1000 10"])
    let said = WriterOutput(run.output)
    #expect(run.status == 74)
    #expect(said.errors.count == 1 && said.errors[0].contains(scratch.path))
    let records = try RecordsFile.open(scratch.path)
    for (uuid, number) in said.kept {
      #expect(try records.encounter(uuid).moves.count == number)
    }
  }

  @Test(.enabled(if: OwnMounts.areAllowed, OwnMounts.reason))
  func `a folder that cannot be written to is said in words`() throws {
    let scratch = try Scratch()
    // A file system that is mounted for reading only, which binds even the superuser.
    let script = """
      mount -t tmpfs -o ro tmpfs \(scratch.folder) &&
      \(writer) \(scratch.folder)/undermat/records.sqlite ana 1 1
      """
    let run = try OwnMounts.run(script)
    #expect(
      run.output == "error the records in \(scratch.folder)/undermat/records.sqlite cannot be "
        + "written (Read-only file system); --records FILE or UNDERMAT_RECORDS names another "
        + "place\n")
    #expect(run.status == 73)
  }

  @Test func `a log left behind makes the file be checked, however large it is`() throws {
    let scratch = try Scratch()
    let records = try RecordsFile.open(scratch.path)
    let sheet = String(repeating: "x", count: 400_000)
    for _ in 0..<8 {
      let key = try records.playSample(score: nil)
      try records.finish(
        key, at: Timestamp(milliseconds: 0), grading: (SamplePlay.grading(turns: 3), sheet: sheet))
    }
    try records.close()
    var bytes = try scratch.bytes()
    #expect(bytes.count > 2 << 20)
    bytes.replaceSubrange(8192..<8256, with: Data(repeating: 0x5A, count: 64))
    try scratch.write(bytes)
    try RecordsFile.open(scratch.path).close()
    try Data(repeating: 0, count: 100).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
    #expect(throws: RecordsError.self) { try RecordsFile.open(scratch.path) }
  }
}
