import CXLSXWriter
import Simulation

/// Why a workbook could not be written.
package struct WorkbookProblem: Error, Equatable, Sendable {
  /// A sentence without full stop.
  package var message: String
}

/// A workbook being written, row by row from top to bottom of each sheet, so that memory stays flat.
/// Nothing in it is ever a formula, and the same cells give the same bytes.
///
/// A class, because it owns what libxlsxwriter allocates, which is freed exactly once: by `close`, or
/// at the end of its life.
final class WorkbookFile {
  /// Most rows of a sheet and most characters of a cell (Excel's limits).
  static let mostRows = 1_048_576
  static let mostCharacters = 32_767

  /// The functions of libxlsxwriter.
  let library: UnsafePointer<xlsxwriter_library>
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private(set) var formats: WorkbookFormats
  private var problem: WorkbookProblem?

  /// - Parameters:
  ///   - path: where the file is made at `close`.
  ///   - scratch: folder for temporary files, which the rows go to meanwhile.
  ///   - created: what the file says about its making; never the clock.
  init(path: String, scratch: String?, created: Timestamp) throws(WorkbookProblem) {
    guard let library = xlsxwriter_load() else {
      throw WorkbookProblem(
        message: "a workbook needs libxlsxwriter, which is not installed "
          + "(Debian: libxlsxwriter-dev)")
    }
    let workbook = Self.new(path, scratch, library)
    guard let workbook, let formats = WorkbookFormats(workbook, library) else {
      throw WorkbookProblem(message: "a workbook could not be begun at \(path)")
    }
    self.library = library
    self.workbook = workbook
    self.formats = formats
    var properties = lxw_doc_properties()
    properties.created = time_t(created.milliseconds / 1000)
    note(library.pointee.workbook_set_properties(workbook, &properties))
  }

  deinit { if let workbook { _ = library.pointee.workbook_close(workbook) } }

  private static func new(
    _ path: String, _ scratch: String?, _ library: UnsafePointer<xlsxwriter_library>
  ) -> UnsafeMutablePointer<lxw_workbook>? {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let scratch else { return library.pointee.workbook_new_opt(path, &options) }
    return scratch.withCString { folder in
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return library.pointee.workbook_new_opt(path, &options)
    }
  }

  /// Ends the file. Whatever went wrong since the beginning is thrown here.
  func close() throws(WorkbookProblem) {
    guard let workbook else { return }
    self.workbook = nil
    note(library.pointee.workbook_close(workbook))
    if let problem { throw problem }
  }

  private func reason(_ error: lxw_error) -> String {
    library.pointee.lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
  }

  /// Keeps the first thing that went wrong.
  func note(_ error: lxw_error) {
    guard error != LXW_NO_ERROR, problem == nil else { return }
    problem = WorkbookProblem(
      message: "the workbook could not be written: "
        + reason(error))
  }

  /// Adds a sheet with a bold, frozen heading and filters.
  /// - Parameter name: at most 31 characters, none of `[]:*?/\`.
  func addSheet(_ name: String, columns: [WorkbookColumn]) -> WorkbookSheet {
    let pointer = workbook.flatMap { library.pointee.workbook_add_worksheet($0, name) }
    if pointer == nil { note(LXW_ERROR_SHEETNAME_ALREADY_USED) }
    return WorkbookSheet(file: self, name: name, pointer: pointer, columns: columns)
  }

  /// Adds a chart to be placed on a sheet.
  func addChart(_ kind: Chart.Kind) -> UnsafeMutablePointer<lxw_chart>? {
    let type =
      switch kind {
      case .bars: LXW_CHART_BAR
      case .columns: LXW_CHART_COLUMN
      case .line: LXW_CHART_LINE
      }
    return workbook.flatMap { library.pointee.workbook_add_chart($0, UInt8(type.rawValue)) }
  }
}

/// The looks of cells.
struct WorkbookFormats {
  let heading: UnsafeMutablePointer<lxw_format>
  let bold: UnsafeMutablePointer<lxw_format>
  let text: UnsafeMutablePointer<lxw_format>
  let moment: UnsafeMutablePointer<lxw_format>
  private let numbers: [UnsafeMutablePointer<lxw_format>]

  init?(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ library: UnsafePointer<xlsxwriter_library>
  ) {
    let made = (0..<8).compactMap { _ in library.pointee.workbook_add_format(workbook) }
    guard made.count == 8 else { return nil }
    heading = made[0]
    bold = made[1]
    text = made[2]
    moment = made[3]
    numbers = Array(made[4...])
    library.pointee.format_set_bold(heading)
    library.pointee.format_set_bg_color(heading, 0xDDE6EC)
    library.pointee.format_set_text_wrap(heading)
    library.pointee.format_set_bold(bold)
    library.pointee.format_set_num_format(text, "@")
    library.pointee.format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss")
    for (format, shape) in zip(numbers, ["0", "0.00", "0.000000", "#,##0.00"]) {
      library.pointee.format_set_num_format(format, shape)
    }
  }

  func number(_ shape: WorkbookColumn.Shape) -> UnsafeMutablePointer<lxw_format> {
    switch shape {
    case .whole: numbers[0]
    case .points: numbers[1]
    case .exact: numbers[2]
    case .money: numbers[3]
    }
  }
}

/// A column of a sheet: its heading, its width in characters and how numbers in it look.
struct WorkbookColumn {
  enum Shape { case whole, points, exact, money }

  var title: String
  var width: Double
  var shape = Shape.points
}
