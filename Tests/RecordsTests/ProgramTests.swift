import Foundation
import Records
import Simulation
import Testing

/// The program itself, played through a pipe.
@Suite(.serialized) struct PlayedProgram {
  private let program = ProgramRun.built("undermat")
  private let scratch: Scratch
  private let scenarios =
    URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path + "/scenarios"

  init() throws { scratch = try Scratch() }

  private func process(_ words: [String], records: String) -> (Process, Pipe, Pipe, Pipe) {
    let process = Process()
    let pipes = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments =
      words + ["--trainee", "ana", "--records", records, "--scenarios", scenarios, "--plain"]
    process.standardInput = pipes.0
    process.standardOutput = pipes.1
    process.standardError = pipes.2
    return (process, pipes.0, pipes.1, pipes.2)
  }

  /// Plays, gives the answers, and waits for the end.
  private func play(
    _ words: [String], answers: String, records: String? = nil
  ) throws -> (output: String, notice: String, status: Int32) {
    let (process, input, output, notice) = process(words, records: records ?? scratch.path)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(answers.utf8))
    try input.fileHandleForWriting.close()
    let shown = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let said = String(decoding: notice.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (shown, said, process.terminationStatus)
  }

  /// The scenes that a screen asks in after an answer: each stands for a kept answer.
  private func answered(_ output: String) -> Int {
    output.components(separatedBy: "\nYou: ").count - 1
  }

  @Test func `a killed program has kept every answer that it went on from`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(state: seed)
    var answers = 0
    for round in 0..<30 {
      let (process, input, output, _) = process(
        ["play", "cash-only-wine", "--seed", "1", "--no-timer"], records: scratch.path)
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data("1\n4\n1\n".utf8))
      let first = output.fileHandleForReading.availableData
      usleep(UInt32(random.below(150_000)))
      kill(process.processIdentifier, SIGKILL)
      let rest = output.fileHandleForReading.readDataToEndOfFile()
      let shown = String(decoding: first + rest, as: UTF8.self)
      process.waitUntilExit()
      let acknowledged = answered(shown)
      answers += acknowledged
      guard acknowledged > 0 else { continue }
      let records = try RecordsFile.open(scratch.path)
      let last = try #require(try records.encounters(with: [.moves]).last)
      #expect(last.moves.count >= acknowledged, "seed \(seed), round \(round)")
      #expect(try records.verify { Issue.record("\($0.words)") } > 0)
      try records.close()
    }
    #expect(answers > 0)
  }

  @Test func `what was left is continued with the text as it was, though the file changed`() throws
  {
    let folder = scratch.folder + "/scenarios"
    try FileManager.default.copyItem(atPath: scenarios, toPath: folder)
    let file = folder + "/cash-only-wine.json"
    let left = try play(["play", file, "--seed", "1", "--no-timer"], answers: "1\n")
    #expect(left.status == 1)
    let changed = try String(contentsOfFile: file, encoding: .utf8)
      .replacingOccurrences(of: "The $8 glass of wine", with: "Another title")
    try changed.write(toFile: file, atomically: true, encoding: .utf8)
    let resumed = try play(["resume"], answers: "")
    #expect(
      resumed.notice.filter { !$0.isWhitespace }
        .contains("cash-only-wine.jsonhaschangedsince;thisgoesonwiththetextasitwas."))
    #expect(resumed.output.contains("The $8 glass of wine"))
    let straight = try play(["play", file, "--seed", "1", "--no-timer"], answers: "1\n")
    let scene = try #require(straight.output.components(separatedBy: "\nYou: ").last)
    let asked = try #require(scene.range(of: "\n\n"))
    let rest = scene[asked.upperBound...]
    #expect(
      resumed.output.contains(rest.components(separatedBy: "You left.")[0]),
      "the resumed scene is the one that was left")
  }

  @Test func `without usable records the play goes on and says that nothing is kept`() throws {
    try scratch.write(Data("a letter to a friend".utf8))
    let junk = try play(["play", "cash-only-wine", "--no-timer"], answers: "1\n")
    #expect(junk.notice.contains("This encounter is not kept"))
    #expect(junk.output.contains("Nothing of it is kept."))
    #expect(answered(junk.output) == 1)
    #expect(try scratch.bytes() == Data("a letter to a friend".utf8))
    let nowhere = try play(
      ["play", "cash-only-wine", "--no-timer"], answers: "1\n", records: "/proc/none/r.sqlite")
    #expect(nowhere.notice.contains("This encounter is not kept"))
    #expect(answered(nowhere.output) == 1)
  }

  @Test func `looking at what is not there makes no file`() throws {
    let list = try play(["list"], answers: "")
    #expect(list.status == 0)
    let resume = try play(["resume"], answers: "")
    #expect(resume.status == 66)
    #expect(try scratch.names == [])
  }
}
