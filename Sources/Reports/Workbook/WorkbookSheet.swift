import CXLSXWriter
import Simulation

/// One sheet of a workbook, filled from the top.
struct WorkbookSheet {
  private let file: WorkbookFile
  private let pointer: UnsafeMutablePointer<lxw_worksheet>?
  private let columns: [WorkbookColumn]
  let name: String
  /// The next free row, from 0.
  private(set) var row = 0

  /// - Parameter columns: with titles; without any title there is no heading row.
  init(
    file: WorkbookFile, name: String, pointer: UnsafeMutablePointer<lxw_worksheet>?,
    columns: [WorkbookColumn]
  ) {
    self.file = file
    self.name = name
    self.pointer = pointer
    self.columns = columns
    guard let pointer else { return }
    for (index, column) in columns.enumerated() {
      let place = lxw_col_t(index)
      file.note(file.library.pointee.worksheet_set_column(pointer, place, place, column.width, nil))
    }
    file.library.pointee.worksheet_set_landscape(pointer)
    // 9 is A4.
    file.library.pointee.worksheet_set_paper(pointer, 9)
    file.library.pointee.worksheet_fit_to_pages(pointer, 1, 0)
    guard columns.contains(where: { !$0.title.isEmpty }) else { return }
    addHeading(columns.map(\.title))
    file.library.pointee.worksheet_freeze_panes(pointer, 1, 0)
    file.note(file.library.pointee.worksheet_repeat_rows(pointer, 0, 0))
  }

  var isFull: Bool { row >= WorkbookFile.mostRows }

  /// A bold row on a coloured ground.
  mutating func addHeading(_ titles: [String]) {
    for (column, title) in titles.enumerated() { write(title, column, file.formats.heading) }
    row += 1
  }

  /// A bold line by itself.
  mutating func addTitle(_ title: String) {
    write(title, 0, file.formats.bold)
    row += 1
  }

  mutating func addEmptyRow() { row += 1 }

  mutating func add(_ cells: [Cell]) {
    for (column, cell) in cells.enumerated() { write(cell, column) }
    row += 1
  }

  /// Lets the reader filter by every column. To be called when all rows are there.
  func addFilters() {
    guard let pointer, row > 0, !columns.isEmpty else { return }
    file.note(
      file.library.pointee.worksheet_autofilter(
        pointer, 0, 0, lxw_row_t(row - 1), lxw_col_t(columns.count - 1)))
  }

  private func write(_ cell: Cell, _ column: Int) {
    guard let pointer else { return }
    let place = (lxw_row_t(row), lxw_col_t(column))
    let shape = column < columns.count ? columns[column].shape : .points
    switch cell {
    case .empty: break
    case .text(let text): write(text, column, file.formats.text)
    case .integer(let value):
      // Beyond 2^53 a spreadsheet's number is no longer this number.
      guard value.magnitude <= 1 << 53 else {
        return write("\(value)", column, file.formats.text)
      }
      number(Double(value), place, file.formats.number(.whole))
    case .number(let value): if value.isFinite { number(value, place, file.formats.number(shape)) }
    case .money(let money):
      number(Double(money.hundredths) / 100, place, file.formats.number(.money))
    case .flag(let value):
      file.note(
        file.library.pointee.worksheet_write_boolean(pointer, place.0, place.1, value ? 1 : 0, nil))
    case .moment(let moment):
      // Days since 1899-12-30, as spreadsheets count.
      number(Double(moment.milliseconds) / 86_400_000 + 25_569, place, file.formats.moment)
    }
  }

  private func number(
    _ value: Double, _ place: (lxw_row_t, lxw_col_t), _ format: UnsafeMutablePointer<lxw_format>
  ) {
    guard let pointer else { return }
    file.note(file.library.pointee.worksheet_write_number(pointer, place.0, place.1, value, format))
  }

  private func write(_ text: String, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>) {
    guard let pointer, !text.isEmpty else { return }
    file.note(
      file.library.pointee.worksheet_write_string(
        pointer, lxw_row_t(row), lxw_col_t(column), Self.fitted(text), format))
  }

  /// Without control characters, and cut where a cell ends.
  static func fitted(_ text: String) -> String {
    let shown = VisibleControls.shown(text)
    guard shown.utf16.count > WorkbookFile.mostCharacters else { return shown }
    var cut = String.UnicodeScalarView()
    var count = 0
    for scalar in shown.unicodeScalars {
      count += scalar.utf16.count
      guard count < WorkbookFile.mostCharacters else { break }
      cut.append(scalar)
    }
    return String(cut) + "…"
  }

  // MARK: Charts

  /// A chart of rows that were written to this sheet.
  /// - Parameters:
  ///   - rows: first and last row, from 0.
  ///   - columns: of the labels and of the values.
  ///   - place: row and column of its upper left corner.
  func addChart(
    _ kind: Chart.Kind, _ title: String, rows: ClosedRange<Int>, labels: Int, values: Int,
    at place: (row: Int, column: Int), description: String
  ) {
    guard let pointer, let chart = file.addChart(kind),
      let series = file.library.pointee.chart_add_series(chart, nil, nil)
    else { return file.note(LXW_ERROR_MEMORY_MALLOC_FAILED) }
    let (first, last) = (lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound))
    file.library.pointee.chart_series_set_categories(
      series, name, first, lxw_col_t(labels), last, lxw_col_t(labels))
    file.library.pointee.chart_series_set_values(
      series, name, first, lxw_col_t(values), last, lxw_col_t(values))
    file.library.pointee.chart_series_set_labels(series)
    file.library.pointee.chart_title_set_name(chart, title)
    file.library.pointee.chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    // The first row at the top. Until it writes the file the library calls a bar chart's axis of
    // categories the y axis, as it looks.
    if kind == .bars { file.library.pointee.chart_axis_set_reverse(chart.pointee.y_axis) }
    var options = lxw_chart_options()
    options.x_scale = 1.3
    options.y_scale = max(1, Double(rows.count) / 12)
    description.withCString { words in
      options.description = UnsafeMutablePointer(mutating: words)
      file.note(
        file.library.pointee.worksheet_insert_chart_opt(
          pointer, lxw_row_t(place.row), lxw_col_t(place.column), chart, &options))
    }
  }
}
