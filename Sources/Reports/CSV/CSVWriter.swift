import JSONText
import Simulation

/// Writes RFC 4180: comma, CRLF, quotes where needed, UTF-8.
package struct CSVWriter: Sendable {
  /// How far a spreadsheet is trusted.
  package struct Options: Equatable, Sendable {
    /// Texts are written as they are, also those that a spreadsheet would run as a formula.
    package var isRaw = false
    /// A byte order mark first, which makes Excel read UTF-8.
    package var hasByteOrderMark = false

    package init(isRaw: Bool = false, hasByteOrderMark: Bool = false) {
      self.isRaw = isRaw
      self.hasByteOrderMark = hasByteOrderMark
    }
  }

  private let options: Options

  package init(_ options: Options = Options()) { self.options = options }

  /// The heading, with the byte order mark if asked for.
  package func begin<Row>(_ columns: [ColumnSpec<Row>], into bytes: inout [UInt8]) {
    if options.hasByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(text: column.name, to: &bytes)
    }
    bytes += [0x0D, 0x0A]
  }

  /// One line.
  package func add<Row>(
    _ row: Row, _ columns: [ColumnSpec<Row>], into bytes: inout [UInt8]
  ) {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(column.cell(row), to: &bytes)
    }
    bytes += [0x0D, 0x0A]
  }

  private func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: break
    case .text(let text): append(text: text, to: &bytes)
    case .integer(let value): DecimalText.append(value, to: &bytes)
    case .number(let value) where value.isFinite: DecimalText.append(value, to: &bytes)
    case .number: break
    case .money(let money): bytes.append(contentsOf: money.decimal.utf8)
    case .flag(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .moment(let moment): bytes.append(contentsOf: moment.text.utf8)
    }
  }

  private func append(text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      let isHarmless = options.isRaw || !FormulaGuard.isRisky(utf8)
      let isPlain =
        utf8.allSatisfy { CSVWriter.isPlain($0) } && utf8.first != 0x20
        && utf8.last != 0x20
      if isHarmless, isPlain {
        bytes.append(contentsOf: utf8)
        return
      }
      bytes.append(UInt8(ascii: "\""))
      if !isHarmless { bytes.append(UInt8(ascii: "'")) }
      for byte in utf8 { append(byte, to: &bytes) }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Inside quotes. Control characters that no table needs are shown (`<U+001B>`), unless raw.
  private func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    if byte == UInt8(ascii: "\"") {
      bytes += [byte, byte]
    } else if byte >= 0x20 && byte != 0x7F || [0x09, 0x0A, 0x0D].contains(byte) || options.isRaw {
      bytes.append(byte)
    } else {
      let digits = String(byte, radix: 16, uppercase: true)
      bytes.append(contentsOf: "<U+00\(byte < 16 ? "0" : "")\(digits)>".utf8)
    }
  }

  /// Needs neither quotes nor care.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != 0x7F
  }
}

/// Finds texts that a spreadsheet would take for a formula (OWASP, "CSV Injection").
package enum FormulaGuard {
  /// Begins, after any white space, with `=`, `+`, `-` or `@` in ordinary, full-width or small form;
  /// or begins with a tab or a carriage return.
  package static func isRisky(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(isRisky)
  }

  static func isRisky(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = utf8.first else { return false }
    if (0x30...0x39).contains(first) || (0x41...0x5A).contains(first)
      || (0x61...0x7A).contains(first)
    {
      return false
    }
    if first == 0x09 || first == 0x0D { return true }
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      // The byte order mark and the zero width space are skipped as well: nobody sees them.
      if scalar.properties.isWhitespace || [0xFEFF, 0x200B].contains(scalar.value) { continue }
      return triggers.contains(scalar)
    }
    return false
  }

  private static let triggers: [Unicode.Scalar] = [
    "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{FE66}", "\u{FE62}",
    "\u{FE63}", "\u{FE6B}",
  ]
}

/// The three table files of an export, fed one encounter at a time.
package struct CSVExport: Sendable {
  /// Which table a file holds.
  package enum Table: String, CaseIterable, Sendable { case encounters, decisions, criteria }

  private let table: Table
  private let writer: CSVWriter

  package init(_ table: Table, _ options: CSVWriter.Options = .init()) {
    self.table = table
    writer = CSVWriter(options)
  }

  package func begin(into bytes: inout [UInt8]) {
    switch table {
    case .encounters: writer.begin(Columns.encounters, into: &bytes)
    case .decisions: writer.begin(Columns.decisions, into: &bytes)
    case .criteria: writer.begin(Columns.criteria, into: &bytes)
    }
  }

  package func add(_ rows: EncounterRows, into bytes: inout [UInt8]) {
    switch table {
    case .encounters: writer.add(rows.encounter, Columns.encounters, into: &bytes)
    case .decisions:
      for decision in rows.decisions {
        writer.add((rows.encounter, decision), Columns.decisions, into: &bytes)
      }
    case .criteria:
      for criterion in rows.criteria {
        writer.add((rows.encounter, criterion), Columns.criteria, into: &bytes)
      }
    }
  }
}
