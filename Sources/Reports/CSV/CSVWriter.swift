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
  private static let yes = Array(",true".utf8)
  private static let no = Array(",false".utf8)

  package init(_ options: Options = Options()) { self.options = options }

  /// What a file begins with: the byte order mark, if asked for.
  package func begin(into bytes: inout [UInt8]) {
    if options.hasByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
  }

  /// The names of columns, with commas between them.
  package func addNames<Row>(_ columns: [ColumnSpec<Row>], into bytes: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(text: column.name, to: &bytes)
    }
  }

  /// Cells, with commas between them.
  package func addCells<Row>(
    _ row: Row, _ columns: [ColumnSpec<Row>], into bytes: inout [UInt8]
  ) {
    var isFirst = true
    for column in columns {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(column.cell(row), to: &bytes)
    }
  }

  /// Ends a line.
  package func endLine(into bytes: inout [UInt8]) {
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  private func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: break
    case .text(let text): append(text: text, to: &bytes)
    case .integer(let value): DecimalText.append(value, to: &bytes)
    case .number(let value): append(value, to: &bytes)
    case .money(let money): append(money, to: &bytes)
    case .flag(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .moment(let moment): moment.append(to: &bytes)
    }
  }

  /// Empty if there is no number.
  func append(_ number: Double?, to bytes: inout [UInt8]) {
    if let number, number.isFinite { DecimalText.append(number, to: &bytes) }
  }

  /// The same after a separator.
  func append(after separator: UInt8, _ number: Double?, to bytes: inout [UInt8]) {
    bytes.append(separator)
    append(number, to: &bytes)
  }

  func append(_ money: Money, to bytes: inout [UInt8]) {
    let (whole, rest) = money.hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 {
      DecimalText.append(whole, to: &bytes)
    } else {
      bytes.append(contentsOf: money.decimal.utf8)
    }
  }

  /// A comma, then the flag.
  func append(flag: Bool, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: flag ? Self.yes : Self.no)
  }

  /// With quotes where they are needed, and disarmed where a spreadsheet would run it.
  func append(text: String, to bytes: inout [UInt8]) {
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
