import Gradings

/// The three table files of an export, fed one encounter at a time.
package struct CSVExport {
  /// Which table a file holds.
  package enum Table: String, CaseIterable, Sendable { case encounters, decisions, criteria }

  private let table: Table
  private let writer: CSVWriter
  private let decisionLines: DecisionLines
  private let criterionLines: CriterionLines

  package init(_ table: Table, _ options: CSVWriter.Options = .init()) {
    self.table = table
    writer = CSVWriter(options)
    decisionLines = DecisionLines(writer)
    criterionLines = CriterionLines(writer)
  }

  /// The heading.
  package func begin(into bytes: inout [UInt8]) {
    writer.begin(into: &bytes)
    writer.addNames(table == .encounters ? Columns.encounters : Columns.key, into: &bytes)
    if table != .encounters { bytes.append(UInt8(ascii: ",")) }
    switch table {
    case .encounters: break
    case .decisions: writer.addNames(Columns.decisions, into: &bytes)
    case .criteria: writer.addNames(Columns.criteria, into: &bytes)
    }
    writer.endLine(into: &bytes)
  }

  /// The lines of an encounter.
  package func add(_ row: EncounterRow, into bytes: inout [UInt8]) {
    switch table {
    case .encounters:
      writer.addCells(row, Columns.encounters, into: &bytes)
      writer.endLine(into: &bytes)
    case .decisions:
      let lines = decisionLines
      add(row.grading.decisions, of: row, into: &bytes) { lines.add($0, into: &$1) }
    case .criteria:
      let lines = criterionLines
      add(row.grading.criteria, of: row, into: &bytes) { lines.add($0, into: &$1) }
    }
  }

  /// What all lines of an encounter begin with is made once.
  private func add<Part>(
    _ parts: [Part], of row: EncounterRow, into bytes: inout [UInt8],
    _ add: (Part, inout [UInt8]) -> Void
  ) {
    guard !parts.isEmpty else { return }
    var key: [UInt8] = []
    writer.addCells(row, Columns.key, into: &key)
    key.append(UInt8(ascii: ","))
    for part in parts {
      bytes.append(contentsOf: key)
      add(part, &bytes)
      writer.endLine(into: &bytes)
    }
  }
}
