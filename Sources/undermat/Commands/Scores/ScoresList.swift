import ArgumentParser
import Console
import Gradings
import JSONText
import Records
import Simulation

/// `undermat scores list`
struct ScoresList: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The encounters on record, in the order in which they began.")

  @OptionGroup var which: SelectionOptions

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @OptionGroup var lookArguments: LookArguments

  func stream(in shell: Shell) throws -> CommandResult {
    let listed = shell.live.useExisting { file in
      var list = EncounterList(format)
      try list.begin()
      try file.eachEncounter(which.selection(looks)) { kept, _ in try list.add(kept) }
      try list.end()
    }
    return listed.problem.map { CommandResult($0) } ?? CommandResult("")
  }
}

/// Writes one line an encounter as it comes.
private struct EncounterList {
  private let format: ReportFormat
  private var bytes: [UInt8] = []
  private var count = 0

  init(_ format: ReportFormat) { self.format = format }

  mutating func begin() throws {
    switch format {
    case .json: bytes += "[".utf8
    case .text:
      bytes += Self.line("no", "begun", "trainee", "scenario", "try", "mode", "score", "").utf8
    }
  }

  mutating func add(_ kept: KeptEncounter) throws {
    count += 1
    switch format {
    case .json:
      bytes += (count == 1 ? "\n" : ",\n").utf8
      bytes += KeptEncounterJSON.value(kept).bytes(.compact)
    case .text: bytes += Self.line(kept).utf8
    }
    // The first line at once, the others in larger parts.
    if count == 1 || bytes.count >= 65_536 { try write() }
  }

  mutating func end() throws {
    if format == .json { bytes += (count == 0 ? "]\n" : "\n]\n").utf8 }
    if format == .text, count == 0 { bytes = Array("No encounters.\n".utf8) }
    try write()
  }

  private mutating func write() throws {
    try Answer.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static func line(_ kept: KeptEncounter) -> String {
    let started = kept.started.text
    let verdict = kept.grading?.verdict?.name
    return line(
      "\(kept.key.number)", started.prefix(10) + " " + started.dropFirst(11).prefix(5),
      SafeText.shownOnOneLine(kept.trainee.label), kept.origin.scenarioID, "\(kept.key.attempt)",
      kept.origin.mode.name, kept.grading?.score.map { Points.text($0) } ?? "-",
      verdict ?? (kept.ended == nil ? "open" : "not graded"))
  }

  private static func line(
    _ number: String, _ begun: String, _ trainee: String, _ scenario: String,
    _ attempt: String, _ mode: String, _ score: String, _ verdict: String
  ) -> String {
    let cells = [
      left(number, 6), right(begun, 16), right(trainee, 16), right(scenario, 24), left(attempt, 3),
      right(mode, 8), left(score, 5), verdict,
    ]
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }

  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: text))) + text
  }

  private static func right(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: text)))
  }
}

/// An encounter on record for programs.
enum KeptEncounterJSON {
  static func value(_ kept: KeptEncounter) -> JSONValue {
    [
      "number": JSONValue(kept.key.number), "encounter": .string(kept.key.uuid),
      "trainee": JSONValue(kept.trainee.name ?? kept.trainee.account),
      "trainee-id": .string(kept.trainee.code), "group": JSONValue(kept.trainee.group),
      "scenario": [
        "id": .string(kept.origin.scenarioID), "version": .string(kept.origin.scenarioVersion),
        "digest": .string(kept.origin.digest),
      ],
      "rubrics-digest": .string(kept.grading?.rubricsDigest ?? kept.origin.rubricsDigest),
      "voice": .string(kept.origin.voice.name), "seed": JSONValue(kept.origin.seed),
      "mode": .string(kept.origin.mode.name), "attempt": JSONValue(kept.key.attempt),
      "started": .string(kept.started.text), "ended": JSONValue(kept.ended?.text),
      "score": JSONValue(kept.grading?.score), "verdict": JSONValue(kept.grading?.verdict?.name),
    ]
  }
}
