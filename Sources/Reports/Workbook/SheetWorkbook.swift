import Gradings
package import Simulation

/// The workbook of an export: Summary with charts, Sheets, Decisions, Rubrics. It is fed one encounter
/// at a time and is a file only when it is closed.
package struct SheetWorkbook: ~Copyable {
  private let file: WorkbookFile
  private var summary: ClassSummary
  private var sheets: GrowingSheet<Never>
  private var decisions: GrowingSheet<Decision>
  private var rubrics: GrowingSheet<CriterionScore>
  private var report = ClassReport()

  /// - Parameters:
  ///   - path: where the file is made; an existing one is replaced.
  ///   - scratch: folder for temporary files; nil for the system's.
  ///   - created: what the file says about its making; the same moment gives the same bytes.
  package init(
    path: String, scratch: String? = nil, created: Timestamp
  ) throws(WorkbookProblem) {
    file = try WorkbookFile(path: path, scratch: scratch, created: created)
    summary = ClassSummary(file.addSheet("Summary", columns: ClassSummary.columns))
    sheets = GrowingSheet("Sheets", file, Columns.encounters, [])
    decisions = GrowingSheet("Decisions", file, Columns.key, Columns.decisions)
    rubrics = GrowingSheet("Rubrics", file, Columns.key, Columns.criteria)
  }

  /// Adds the lines of an encounter, graded with its decisions and criteria.
  package mutating func add(_ row: EncounterRow) {
    report.add(row)
    sheets.add(row)
    for decision in row.grading.decisions { decisions.add(row, decision) }
    for criterion in row.grading.criteria { rubrics.add(row, criterion) }
  }

  /// Writes the summary and the file.
  /// - Parameter selection: which encounters these are, in words.
  package consuming func close(selection: String) throws(WorkbookProblem) {
    summary.add(report, selection: selection)
    sheets.finish()
    decisions.finish()
    rubrics.finish()
    try file.close()
  }
}

/// The workbook of a class report: Summary with charts, and Choices.
package enum ReportWorkbook {
  /// Writes the file; an existing one is replaced.
  package static func write(
    _ report: ClassReport, selection: String, to path: String, scratch: String? = nil,
    created: Timestamp
  ) throws(WorkbookProblem) {
    let file = try WorkbookFile(path: path, scratch: scratch, created: created)
    var summary = ClassSummary(file.addSheet("Summary", columns: ClassSummary.columns))
    summary.add(report, selection: selection)
    addChoices(report, file)
    try file.close()
  }

  private static func addChoices(_ report: ClassReport, _ file: WorkbookFile) {
    let titles = [
      "Scenario", "Scene", "Choice", "Words", "Count", "n", "Share, %", "From, %", "To, %",
      "Given away",
    ]
    var sheet = file.addSheet(
      "Choices",
      columns: titles.map { WorkbookColumn(title: $0, width: $0 == "Words" ? 60 : 14) })
    for tally in report.scenarios {
      for scene in tally.scenes.sorted(by: { $0.id < $1.id }) {
        for choice in scene.choices {
          let share = Share(choice.count, of: scene.answers)
          let figures = [share.value, share.interval?.low, share.interval?.high]
          let given =
            choice.count >= LeastCount.mean ? choice.lost / Double(choice.count) : nil
          sheet.add(
            [.text(tally.id), .text(scene.id), .text(choice.id), .text(choice.text)]
              + [.init(choice.count), .init(scene.answers)]
              + figures.map { Cell($0.map { 100 * $0 }) } + [Cell(given)])
        }
      }
    }
    sheet.addFilters()
  }
}

/// A table that goes on to another sheet where one is full.
/// Every row has the cells of its encounter first, then those of its own part.
private struct GrowingSheet<Part> {
  private let name: String
  private let file: WorkbookFile
  private let keys: [ColumnSpec<EncounterRow>]
  private let parts: [ColumnSpec<Part>]
  private var sheet: WorkbookSheet
  private var number = 1

  init(
    _ name: String, _ file: WorkbookFile, _ keys: [ColumnSpec<EncounterRow>],
    _ parts: [ColumnSpec<Part>]
  ) {
    self.name = name
    self.file = file
    self.keys = keys
    self.parts = parts
    sheet = file.addSheet(
      name, columns: keys.map(\.workbookColumn) + parts.map(\.workbookColumn))
  }

  mutating func add(_ row: EncounterRow, _ part: Part? = nil) {
    if sheet.isFull {
      sheet.addFilters()
      number += 1
      sheet = file.addSheet(
        "\(name) \(number)", columns: keys.map(\.workbookColumn) + parts.map(\.workbookColumn))
    }
    let own = part.map { part in parts.map { $0.cell(part) } } ?? []
    sheet.add(keys.map { $0.cell(row) } + own)
  }

  func finish() { sheet.addFilters() }
}

extension ColumnSpec {
  fileprivate var workbookColumn: WorkbookColumn {
    let width =
      switch name {
      case "encounter", "text", "comment": 38.0
      case "started", "ended", "trainee", "scene", "choice", "best", "rubric", "criterion": 20.0
      default: 12.0
      }
    return WorkbookColumn(title: name, width: width, shape: name == "weight" ? .exact : .points)
  }
}
