import Glibc
import Records
import RecordsSamples
import Simulation

/// Plays scripted encounters into a records file and says on standard output, after each move, that
/// it is kept: `kept UUID NUMBER`. Whoever starts it may kill it at any moment.
///
/// `records-writer FILE TRAINEE ENCOUNTERS MOVES`; see also `RecordsMeter`.
@main
struct RecordsWriter {
  static func main() {
    let words = CommandLine.arguments
    if words.count > 2, ["fill", "measure", "moves"].contains(words[1]) { return meter(words) }
    guard words.count == 5, let encounters = Int(words[3]), let moves = Int(words[4]) else {
      exit(64)
    }
    do {
      try write(words[1], trainee: words[2], encounters: encounters, moves: moves)
    } catch let error as RecordsError {
      say("error \(error.words)")
      exit(error.exitCode)
    } catch {
      say("error \(error)")
      exit(70)
    }
  }

  private static func meter(_ words: [String]) {
    do {
      if words[1] == "moves" { return try RecordsMeter.measureMoves(words[2], say: say) }
      if words[1] == "measure" {
        return try RecordsMeter.measure(words[2], way: words.count > 3 ? words[3] : nil, say: say)
      }
      try RecordsMeter.fill(words[2], encounters: Int(words.last ?? "") ?? 1000)
    } catch {
      say("error \(error)")
      exit(70)
    }
  }

  /// At once and unbuffered: what was said is read even if the next moment is the last.
  private static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = Glibc.write(1, bytes, bytes.count)
  }

  private static func write(
    _ path: String, trainee: String, encounters: Int, moves: Int
  ) throws {
    let records = try RecordsFile.open(path)
    let trainee = try records.trainee(account: trainee)
    for _ in 0..<encounters {
      let key = try records.begin(SamplePlay.facts(), by: trainee)
      say("begun \(key.uuid) \(key.attempt)")
      for number in 1...moves {
        try records.append(
          SamplePlay.answer(number), to: key, number: Int64(number),
          taken: Timestamp(milliseconds: 1_790_000_000_000 + Int64(number) * 1000))
        say("kept \(key.uuid) \(number)")
      }
      try records.finish(
        key, at: Timestamp(milliseconds: 1_790_000_060_000),
        grading: (SamplePlay.grading(turns: moves), sheet: "{\"turns\":\(moves)}"))
      say("graded \(key.uuid) \(moves)")
    }
    try records.close()
  }
}
