import ArgumentParser
import Console
import Gradings
import JSONText
import Records
import Reports
import Simulation
import Terminal

/// The forms of an export.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, csv, xlsx, html, json, xapi
}

extension CSVExport.Table: ExpressibleByArgument {}

/// `undermat scores export`
struct ScoresExport: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write score sheets to a file or to standard output.",
    discussion: """
      csv: one table to standard output (--table); with -o FILE.csv all three, the others as \
      FILE-decisions.csv and FILE-criteria.csv. xlsx needs -o. xapi: an array of statements, or one \
      a line with --lines.
      """)

  @Option(help: "text, markdown, csv, xlsx, html, json or xapi.")
  var format: ExportFormat = .text

  @Option(name: .shortAndLong, help: "The file to write; without it, standard output.")
  var output: String?

  @Flag(help: "Replace an existing file.")
  var force = false

  @Option(help: "csv: encounters, decisions or criteria.")
  var table: CSVExport.Table?

  @Flag(help: "csv: leave texts as they are that a spreadsheet would run as a formula.")
  var raw = false

  @Flag(help: "csv: begin with a byte order mark, which makes Excel read UTF-8.")
  var bom = false

  @Flag(help: "xapi: one statement a line.")
  var lines = false

  @Flag(help: "Add an effective score, which is 0 after a critical error.")
  var zeroOnCritical = false

  @OptionGroup var which: SelectionOptions
  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    if format == .xlsx, output == nil {
      throw ValidationError("A workbook needs a file to go to: -o FILE.xlsx.")
    }
    if format != .csv, table != nil || raw || bom {
      throw ValidationError("--table, --raw and --bom belong to --format csv.")
    }
  }

  func stream(in shell: Shell) throws -> CommandResult {
    let selection = which.selection(looks, isGraded: true)
    do {
      let exported = shell.live.useExisting { file in
        try ExportRun(command: self, shell: shell, file: file, selection: selection).run()
        return try file.count(selection) == 0
      }
      switch exported {
      case .failure(let problem): return CommandResult(problem)
      case .success(let isEmpty):
        return CommandResult(
          "",
          notice: isEmpty
            ? "No finished encounter is selected; `scores list` shows what is on record.\n" : "")
      }
    }
  }
}

/// One export from one records file.
private struct ExportRun {
  let command: ScoresExport
  let shell: Shell
  let file: RecordsFile
  let selection: Selection

  func run() throws {
    switch command.format {
    case .csv: try csv()
    case .xlsx: try workbook()
    case .xapi: try statements()
    case .json: try json()
    case .text: try sheets(.text(setting))
    case .markdown: try sheets(.markdown)
    case .html: try sheets(.html(title: "Score sheets"))
    }
  }

  /// In a file lines are as wide as a page, whatever the terminal.
  private var setting: PageSetting {
    var setting = shell.screen.pageSetting
    if command.output != nil { setting.width = 80 }
    return setting
  }

  private func each(
    _ details: RecordsFile.Details, _ body: (KeptEncounter, RecordsFile.Texts) throws -> Void
  ) throws {
    var progress = ProgressLine(
      total: shell.world.isTerminal(2) ? try file.count(selection) : 0, in: shell.world)
    defer { progress.end() }
    var done = 0
    try file.eachEncounter(selection, with: details) { kept, texts in
      try body(kept, texts)
      done += 1
      progress.update(done)
    }
  }

  // MARK: Tables

  private func csv() throws {
    let options = CSVWriter.Options(isRaw: command.raw, hasByteOrderMark: command.bom)
    let tables = try csvFiles().map { table, path in
      (export: CSVExport(table, options), table: table, stream: try stream(path))
    }
    for table in tables { try table.stream.write { table.export.begin(into: &$0) } }
    var details: RecordsFile.Details = [.remarks]
    if tables.contains(where: { $0.table == .decisions }) { details.insert(.decisions) }
    if tables.contains(where: { $0.table == .criteria }) { details.insert(.criteria) }
    try each(details) { kept, _ in
      guard let row = EncounterRow(kept, zeroOnCritical: command.zeroOnCritical) else { return }
      for table in tables { try table.stream.write { table.export.add(row, into: &$0) } }
    }
    for table in tables { try table.stream.finish() }
  }

  private func csvFiles() -> [(CSVExport.Table, String?)] {
    guard let output = command.output, command.table == nil else {
      return [(command.table ?? .encounters, command.output)]
    }
    let stem = output.hasSuffix(".csv") ? String(output.dropLast(4)) : output
    return [
      (.encounters, output), (.decisions, stem + "-decisions.csv"),
      (.criteria, stem + "-criteria.csv"),
    ]
  }

  private func stream(_ path: String?) throws -> StreamedFile {
    try StreamedFile(path, isReplacing: command.force)
  }

  private func workbook() throws {
    try WorkbookPlace.write(to: command.output ?? "", isReplacing: command.force) { temporary in
      var latest = Timestamp(milliseconds: 0)
      try file.eachEncounter(selection) { kept, _ in latest = max(latest, kept.ended ?? latest) }
      var book = try SheetWorkbook(path: temporary, created: latest)
      try each([.decisions, .criteria, .remarks]) { kept, _ in
        guard let row = EncounterRow(kept, zeroOnCritical: command.zeroOnCritical) else { return }
        book.add(row)
      }
      try book.close(selection: SelectionWords.text(selection))
    }
  }

  // MARK: Sheets

  private func sheets(_ format: SheetExport.Format) throws {
    let stream = try stream(command.output)
    var export = SheetExport(format)
    var plays = StoredPlays(shell, zeroOnCritical: command.zeroOnCritical)
    try stream.write { export.begin(into: &$0) }
    try each([.sheet, .moves, .remarks]) { kept, texts in
      let play = try plays.play(kept, try texts.documents(kept.gradedOrigin))
      try stream.write { export.add(play, into: &$0) }
    }
    try stream.write { export.end(into: &$0) }
    try stream.finish()
  }

  private func json() throws {
    let stream = try stream(command.output)
    var export = SheetExport(.json)
    try stream.write { export.begin(into: &$0) }
    try each([.sheet]) { kept, _ in
      guard let sheet = kept.sheet else { return }
      let bytes = try command.zeroOnCritical ? withEffective(sheet, kept) : Array(sheet.utf8)
      try stream.write { export.add(stored: bytes, into: &$0) }
    }
    try stream.write { export.end(into: &$0) }
    try stream.finish()
  }

  private func withEffective(_ sheet: String, _ kept: KeptEncounter) throws -> [UInt8] {
    guard case .object(var members) = try JSONValue(reading: Array(sheet.utf8)) else {
      return Array(sheet.utf8)
    }
    let isClean = kept.grading?.errors == 0
    members.append(.init("effective", isClean ? JSONValue(kept.grading?.score) : 0))
    return JSONValue.object(members).bytes(.compact)
  }

  private func statements() throws {
    let stream = try stream(command.output)
    var plays = StoredPlays(shell)
    var count = 0
    let now = Timestamp(milliseconds: shell.world.now())
    try each([.sheet, .moves, .remarks]) { kept, texts in
      let play = try plays.play(kept, try texts.documents(kept.gradedOrigin))
      for statement in PlayStatements(play, of: kept, now: now).all {
        count += 1
        let before = command.lines ? "" : count == 1 ? "[\n" : ",\n"
        let after = command.lines ? "\n" : ""
        try stream.write { $0 += Array(before.utf8) + statement.bytes + Array(after.utf8) }
      }
    }
    if !command.lines { try stream.write { $0 += Array((count == 0 ? "[]\n" : "\n]\n").utf8) } }
    try stream.finish()
  }
}

extension PlayStatements {
  /// The statements of a play on record.
  /// - Parameter keepsName: the trainee's display name rides along; otherwise only the opaque id.
  init(
    _ play: GradedPlay, of kept: KeptEncounter, now: Timestamp,
    vocabulary: Vocabulary = Vocabulary(), keepsName: Bool = false
  ) {
    let json = kept.sheet ?? ""
    var play = play
    if !keepsName { play.record.trainee = "" }
    self.init(
      play, sheetJSON: json, gradingDigest: Digest.of(json.utf8), now: now,
      vocabulary: vocabulary)
  }
}
