import Glibc
import Gradings
import Records
import RecordsSamples
import Simulation

/// Fills a file with a large class and measures what it takes to read it.
enum RecordsMeter {
  /// `records-writer fill FILE ENCOUNTERS`: of 500 trainees, 10 moves each, with ten criteria, sheets
  /// of 8 KB, numbers with nine decimals and words with commas, as real ones have them.
  static func fill(_ path: String, encounters: Int) throws {
    let records = try RecordsFile.open(path)
    let sheet = "{\"text\":\"" + String(repeating: "as they were ", count: 600) + "\"}"
    for start in stride(from: 0, to: encounters, by: 1000) {
      let plays = (start..<min(start + 1000, encounters)).map { play($0, sheet) }
      _ = try records.adopt(plays)
    }
    try records.close()
  }

  private static func play(_ number: Int, _ sheet: String) -> CarriedPlay {
    let started = Timestamp(milliseconds: 1_700_000_000_000 + Int64(number) * 60_007)
    var random = SplitMix64(state: UInt64(number))
    let moves = (1...10).map { turn in
      KeptMove(
        entry: SamplePlay.answer(turn), number: Int64(turn), turn: turn,
        shown: started, taken: Timestamp(milliseconds: started.milliseconds + 1000))
    }
    return CarriedPlay(
      facts: SamplePlay.facts(["cash-only", "change-fee"][number / 500 % 2], started: started),
      uuid: uuid(number, &random), attempt: number / 1000 + 1,
      traineeCode: padded(number % 500, to: 32), traineeName: "Trainee \(number % 500)",
      group: "group \(number % 7)",
      ended: Timestamp(milliseconds: started.milliseconds + 250_000), moves: moves,
      gradings: [(grading(&random), sheet: sheet)])
  }

  private static func uuid(_ number: Int, _ random: inout SplitMix64) -> String {
    let digits = padded(random.below(1 << 30), to: 8)
    return "\(digits)-0000-4000-8000-" + padded(number, to: 12)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: width - digits.count) + digits
  }

  /// Ten decisions and ten criteria with numbers as they come out of a real scenario.
  private static func grading(_ random: inout SplitMix64) -> KeptGrading {
    func points(_ most: Int) -> Double {
      Double(random.below(most * 1_000_000_000)) / 1_000_000_000
    }
    var grading = SamplePlay.grading(turns: 10, score: points(100))
    (grading.raw, grading.skill, grading.luck) = (points(100), points(1), points(10) - 5)
    for index in grading.decisions.indices {
      let (here, later) = (points(20), points(20))
      grading.decisions[index].here = here
      grading.decisions[index].later = later
      grading.decisions[index].regret = here + later
      grading.decisions[index].label = ScoreSheet.Label.allCases[random.below(7)]
    }
    grading.criteria = (0..<10).map { index in
      CriterionScore(
        rubric: ["empowerment", "six-steps"][index / 5], criterion: "criterion-\(index)",
        weight: 1 / 9.0, total: random.below(9), lowest: -4, highest: 9, percent: points(100))
    }
    return grading
  }

  /// `records-writer measure FILE`: seconds to the first encounter and to the last, for each way of
  /// reading.
  /// - Parameter way: only this way of reading; nil for all.
  static func measure(_ path: String, way: String?, say: (String) -> Void) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let records = try RecordsFile.open(path)
    say("open \(clock.now - start)")
    let ways: [(String, RecordsFile.Details, Selection.Attempts)] = [
      ("list", [], .all), ("tables", [.decisions, .criteria], .all), ("best", [], .best),
      ("everything", .all, .all),
    ]
    for (name, details, attempts) in ways where way == nil || way == name {
      var selection = Selection()
      selection.attempts = attempts
      let start = clock.now
      var first: Duration?
      var count = 0
      var sum = 0.0
      try records.eachEncounter(selection, with: details) { encounter, _ in
        if first == nil { first = clock.now - start }
        count += 1
        sum += encounter.grading?.decisions.reduce(0) { $0 + ($1.regret ?? 0) } ?? 0
      }
      say("\(name): \(count), first \(first ?? .zero), last \(clock.now - start) \(sum)")
    }
  }

  /// `records-writer moves FILE`: what a move's commit adds at the prompt, over a thousand moves of
  /// fifty encounters, and beside it what the disk itself takes to make two pages last.
  static func measureMoves(_ path: String, say: (String) -> Void) throws {
    let clock = ContinuousClock()
    let records = try RecordsFile.open(path)
    let trainee = try records.trainee(account: "meter")
    var (moves, disk, ends): ([Duration], [Duration], [Duration]) = ([], [], [])
    let floor = try DiskFloor(beside: path)
    for _ in 0..<50 {
      let key = try records.begin(SamplePlay.facts(), by: trainee)
      for number in 1...20 {
        moves.append(
          try clock.measure {
            try records.append(
              SamplePlay.answer(number), to: key, number: Int64(number),
              taken: Timestamp(milliseconds: 1_790_000_000_000))
          })
        disk.append(clock.measure { floor.write() })
      }
      ends.append(
        try clock.measure {
          try records.finish(
            key, at: Timestamp(milliseconds: 1_790_000_000_000),
            grading: (SamplePlay.grading(turns: 20), sheet: "{}"))
        })
    }
    say("a move: \(figures(moves))")
    say("the disk alone: \(figures(disk))")
    say("an ending with its sheet: \(figures(ends))")
    try records.close()
  }

  private static func figures(_ times: [Duration]) -> String {
    let times = times.sorted()
    func at(_ share: Double) -> String {
      let time = times[min(Int(share * Double(times.count)), times.count - 1)]
      let hundredths = (time / .milliseconds(1) * 100).rounded() / 100
      return "\(hundredths) ms"
    }
    return "median \(at(0.5)), 99 of 100 \(at(0.99)), longest \(at(1)), n \(times.count)"
  }
}

/// Appends two pages to a file and waits until they last: no durable commit can be quicker.
private struct DiskFloor {
  private let descriptor: Int32

  init(beside path: String) throws {
    let name = path + "-floor"
    descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    unlink(name)
    guard descriptor >= 0 else { throw RecordsError.notWritable(path: name, reason: "open") }
  }

  func write() {
    let pages = [UInt8](repeating: 0x55, count: 8192)
    _ = Glibc.write(descriptor, pages, pages.count)
    fdatasync(descriptor)
  }
}
