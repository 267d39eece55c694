import Foundation
import Gradings
import Records
import RecordsSamples
import Simulation
import Testing

/// A folder of a test's own, gone when the test is over.
final class Scratch {
  let folder: String
  var path: String { folder + "/records.sqlite" }

  init() throws {
    folder = NSTemporaryDirectory() + "undermat-records-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func bytes(_ name: String = "records.sqlite") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
  }

  func write(_ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: path)) }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }
}

extension RecordsFile {
  /// Plays so many moves of a sample encounter.
  @discardableResult
  func playSample(
    _ scenario: String = "cash-only", by account: String = "ana", moves: Int = 3,
    score: Double? = 64.705882353, at milliseconds: Int64 = 1_790_000_000_000
  ) throws -> EncounterKey {
    let started = Timestamp(milliseconds: milliseconds)
    let key = try begin(
      SamplePlay.facts(scenario, started: started), by: try trainee(account: account))
    for number in 1...moves {
      let taken = Timestamp(milliseconds: milliseconds + 2000 * Int64(number))
      try append(SamplePlay.answer(number), to: key, number: Int64(number), taken: taken)
    }
    guard let score else { return key }
    try finish(
      key, at: Timestamp(milliseconds: milliseconds + 60_000),
      grading: (SamplePlay.grading(turns: moves, score: score), sheet: "{\"moves\":\(moves)}"))
    return key
  }

  /// All selected encounters at once.
  func encounters(
    _ selection: Selection = Selection(), with details: Details = []
  ) throws -> [KeptEncounter] {
    var found: [KeptEncounter] = []
    try eachEncounter(selection, with: details) { encounter, _ in found.append(encounter) }
    return found
  }
}

/// Runs a program and waits for its end.
struct ProgramRun {
  var output: String
  var status: Int32

  /// The path of a program that was built along with these tests.
  static func built(_ name: String) -> String {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/" + name
  }

  init(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
