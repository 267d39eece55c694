import ArgumentParser
import Console
import Records
import Reports
import Simulation
import Terminal

/// `undermat scores report`
struct ScoresReport: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "What a class did: pass rates, scores, what to teach next.",
    discussion:
      "Counts each trainee's first attempt at a scenario unless --attempts says otherwise.")

  /// The forms of a class report.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, html, xlsx }

  @Option(help: "text, markdown, html or xlsx.")
  var format: Format = .text

  @Option(name: .shortAndLong, help: "The file to write; without it, standard output.")
  var output: String?

  @Flag(help: "Replace an existing file.")
  var force = false

  @OptionGroup var which: SelectionOptions
  @OptionGroup var looks: LookOptions

  func validate() throws {
    if format == .xlsx, output == nil {
      throw ValidationError("A workbook needs a file to go to: -o FILE.xlsx.")
    }
  }

  func stream(in shell: Shell) throws -> CommandResult {
    var selection = which.selection(looks, isGraded: true)
    if which.attempts == nil { selection.attempts = .first }
    let reported = shell.live.useExisting { file in
      try write(try report(selection, in: file, shell), SelectionWords.text(selection), shell)
    }
    return reported.problem.map { CommandResult($0) } ?? CommandResult("")
  }

  private typealias Summed = (report: ClassReport, latest: Timestamp)

  private func report(
    _ selection: Selection, in file: RecordsFile, _ shell: Shell
  ) throws -> Summed {
    var report = ClassReport()
    var latest = Timestamp(milliseconds: 0)
    var progress = ProgressLine(
      total: shell.world.isTerminal(2) ? try file.count(selection) : 0, in: shell.world)
    defer { progress.end() }
    try file.eachEncounter(selection, with: [.decisions, .criteria]) { kept, _ in
      if let row = EncounterRow(kept) { report.add(row) }
      latest = max(latest, kept.ended ?? latest)
      progress.update(report.encounters)
    }
    return (report, latest)
  }

  private func write(_ summed: Summed, _ selection: String, _ shell: Shell) throws {
    if format == .xlsx {
      return try WorkbookPlace.write(to: output ?? "", isReplacing: force) { temporary in
        try ReportWorkbook.write(
          summed.report, selection: selection, to: temporary, created: summed.latest)
      }
    }
    let page = ClassReportPage.page(summed.report, selection: selection)
    let stream = try StreamedFile(output, isReplacing: force)
    try stream.write { bytes in fill(&bytes, page, shell) }
    try stream.finish()
  }

  private func fill(_ bytes: inout [UInt8], _ page: Page, _ shell: Shell) {
    switch format {
    case .text, .xlsx:
      var setting = shell.screen.pageSetting
      if output != nil { setting.width = 100 }
      bytes += PageText.text(page, setting).utf8
    case .markdown: bytes += PageMarkdown.text(page).utf8
    case .html:
      let document = HTMLDocument(title: "Class report")
      document.begin(into: &bytes)
      document.add(page, number: 1, into: &bytes)
      document.end(into: &bytes)
    }
  }
}
