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
  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    if format == .xlsx, output == nil {
      throw ValidationError("A workbook needs a file to go to: -o FILE.xlsx.")
    }
  }

  func stream(in shell: Shell) throws -> CommandResult {
    var selection = which.selection(looks, isGraded: true)
    if which.attempts == nil { selection.attempts = .first }
    let reported = shell.live.useExisting { file in
      try ReportRun(
        command: self, shell: shell, selection: selection, words: SelectionWords.text(selection)
      ).run(file)
    }
    return reported.problem.map { CommandResult($0) } ?? CommandResult("")
  }
}

/// One report from one records file.
private struct ReportRun {
  let command: ScoresReport
  let shell: Shell
  let selection: Selection
  /// The selection in words.
  let words: String

  func run(_ file: RecordsFile) throws {
    if command.format == .xlsx { return try workbook(file) }
    let stream = try StreamedFile(command.output, isReplacing: command.force)
    var head: [UInt8] = []
    let report = try sum(file) { count in
      // What is known at once is said at once.
      begin(ClassReportPage.head(encounters: count, selection: words), into: &head)
      try stream.write { $0 += head }
    }
    var whole: [UInt8] = []
    fill(&whole, ClassReportPage.page(report.report, selection: words))
    precondition(whole.starts(with: head), "a report begins with its head")
    try stream.write { $0 += whole[head.count...] }
    try stream.finish()
  }

  private func workbook(_ file: RecordsFile) throws {
    let summed = try sum(file) { _ in }
    try WorkbookPlace.write(to: command.output ?? "", isReplacing: command.force) { temporary in
      try ReportWorkbook.write(
        summed.report, selection: words, to: temporary, created: summed.latest)
    }
  }

  /// - Parameter counted: told how many encounters there are before the first is looked at.
  private func sum(
    _ file: RecordsFile, counted: (Int) throws -> Void
  ) throws -> (report: ClassReport, latest: Timestamp) {
    var report = ClassReport()
    var latest = Timestamp(milliseconds: 0)
    var progress = ProgressLine(total: 0, in: shell.world)
    defer { progress.end() }
    try file.eachEncounter(
      selection, with: [.decisions, .criteria, .tallies],
      counted: { count in
        progress = ProgressLine(total: count, in: shell.world)
        try counted(count)
      }
    ) { kept, _ in
      if let row = EncounterRow(kept) { report.add(row) }
      latest = max(latest, kept.ended ?? latest)
      progress.update(report.encounters)
    }
    return (report, latest)
  }

  private var setting: PageSetting {
    var setting = shell.screen.pageSetting
    if command.output != nil { setting.width = 100 }
    return setting
  }

  private func begin(_ page: Page, into bytes: inout [UInt8]) {
    guard command.format == .html else { return fill(&bytes, page) }
    let document = HTMLDocument(title: "Class report")
    document.begin(into: &bytes)
    document.addBeginning(of: page, number: 1, into: &bytes)
  }

  private func fill(_ bytes: inout [UInt8], _ page: Page) {
    switch command.format {
    case .text, .xlsx: bytes += PageText.text(page, setting).utf8
    case .markdown: bytes += PageMarkdown.text(page).utf8
    case .html:
      let document = HTMLDocument(title: "Class report")
      document.begin(into: &bytes)
      document.add(page, number: 1, into: &bytes)
      document.end(into: &bytes)
    }
  }
}
