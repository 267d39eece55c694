import ArgumentParser
import Console
import Gradings
import JSONText
import Records
import Reports
import Simulation

/// `undermat scores verify`
struct ScoresVerify: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that nothing on record was changed, and derive every sheet anew.")

  @OptionGroup var lookArguments: LookArguments

  func stream(in shell: Shell) throws -> CommandResult {
    let verified = shell.live.useExisting { file in
      var report = VerifyReport()
      report.encounters = try file.verify { report.add(SafeText.shownOnOneLine($0.words)) }
      try derive(file, shell, &report)
      return report
    }
    switch verified {
    case .failure(let problem): return CommandResult(problem)
    case .success(let report):
      try Answer.write(report.text)
      return CommandResult("", exitCode: report.problems == 0 ? 0 : 1)
    }
  }

  private func derive(_ file: RecordsFile, _ shell: Shell, _ report: inout VerifyReport) throws {
    var selection = Selection()
    selection.isGraded = true
    var maker = SheetMaker()
    var progress = ProgressLine(total: try file.count(selection), in: shell.world)
    var done = 0
    try file.eachEncounter(selection, with: .all) { kept, texts in
      done += 1
      progress.update(done)
      report.compare(kept, maker.play(kept, try texts.documents(kept.gradedOrigin)))
    }
    progress.end()
  }
}

/// What was found on the way.
private struct VerifyReport {
  var encounters = 0
  private(set) var problems = 0
  private var same = 0
  private var underivable = 0
  private var lines = ""

  mutating func add(_ words: String) {
    problems += 1
    // A file full of damage needs no million lines.
    if problems <= 1000 { lines += words + "\n" }
  }

  mutating func compare(_ kept: KeptEncounter, _ play: Result<GradedPlay, Problem>) {
    switch play {
    case .failure(let problem) where problem.exitCode == 66: underivable += 1
    case .failure(let problem): add("encounter \(kept.key.number): \(problem.words)")
    case .success(let play):
      guard kept.grading?.grader == LiveRecords.grader else {
        underivable += 1
        return
      }
      let meters = play.program?.scenario.meters.map(\.id) ?? []
      let json = SheetJSON(play.sheet, play.record.digests, meters: meters).value.text(.compact)
      if json == kept.sheet {
        same += 1
      } else {
        add("encounter \(kept.key.number): its moves come to another sheet than the one on file")
      }
    }
  }

  var text: String {
    var text = lines
    text += "\(Points.count(encounters, "encounter")): "
    text += problems == 0 ? "every chain is whole" : Points.count(problems, "problem")
    text += ", \(Points.count(same, "sheet")) derived anew and the same."
    if underivable > 0 {
      text += " \(Points.count(underivable, "sheet")) could not be derived anew: the texts are on "
      text += "another machine, or another version graded them."
    }
    return text + "\n"
  }
}

/// Numbers in words.
enum Points {
  /// With one decimal.
  static func text(_ value: Double) -> String { Figures.decimal(value) }

  /// A number with what is counted.
  static func count(_ number: Int, _ one: String) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(one)s"
  }
}
