/// Findings for people: where, what, the line itself with a caret, and what to do.
///
/// ```
/// wine.json:12:13: error UM0301: no scene or ending is called `wonn`
///    |
/// 12 |       "to": "wonn"
///    |             ^^^^^^
///    = help: did you mean `won`?
/// ```
struct TextRenderer {
  let isColoured: Bool
  /// Columns to wrap at, or nil.
  let width: Int?

  func render(_ findings: [Findings]) -> String {
    var blocks: [String] = []
    for findings in findings {
      var locator = Locator(findings.files)
      for diagnostic in findings.diagnostics { blocks.append(block(diagnostic, &locator)) }
    }
    return blocks.joined(separator: "\n")
  }

  private func block(_ diagnostic: Diagnostic, _ locator: inout Locator) -> String {
    let labels = [diagnostic.primary] + diagnostic.others
    let gutter = labels.map { String(locator.position(of: $0).line).utf8.count }.max() ?? 1
    let blank = String(repeating: " ", count: gutter)
    var lines = header(diagnostic, &locator)
    var shownFile = diagnostic.primary.file
    for (index, label) in labels.enumerated() {
      if label.file != shownFile {
        let place = locator.position(of: label)
        lines.append(
          dim("\(blank) -> \(locator.name(of: label.file)):\(place.line):\(place.column)"))
        shownFile = label.file
      }
      lines += excerpt(
        label, isPrimary: index == 0, diagnostic.severity, gutter: gutter, &locator)
    }
    if let help = diagnostic.shownHelp {
      let words = wrapped("help: \(VisibleText.of(help))", indent: gutter + 3)
      lines.append("\(blank) \(dim("=")) \(words[0])")
      lines += words.dropFirst()
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func header(_ diagnostic: Diagnostic, _ locator: inout Locator) -> [String] {
    let place = locator.position(of: diagnostic.primary)
    let name = locator.name(of: diagnostic.primary.file)
    let kind = "\(diagnostic.severity.rawValue) \(diagnostic.code)"
    var lines = wrapped(
      "\(name):\(place.line):\(place.column): \(kind): \(VisibleText.of(diagnostic.message))",
      indent: 2, first: 0)
    if let found = lines[0].firstRange(of: kind) {
      lines[0].replaceSubrange(found, with: paint(kind, diagnostic.severity))
    }
    return lines
  }

  /// A text in lines of at most `width` columns, broken at spaces. All but the first begin with
  /// `indent` spaces; the first has `first` columns before it.
  private func wrapped(_ text: String, indent: Int, first: Int? = nil) -> [String] {
    guard let width, width > indent + 10 else { return [text] }
    var lines = [""]
    var column = first ?? indent
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let columns = word.unicodeScalars.reduce(0) { $0 + VisibleText.columns(of: $1) }
      if !isEmpty, column + 1 + columns > width {
        lines.append(String(repeating: " ", count: indent))
        (column, isEmpty) = (indent, true)
      }
      lines[lines.count - 1] += isEmpty ? String(word) : " " + word
      column += columns + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines
  }

  private func excerpt(
    _ label: Label, isPrimary: Bool, _ severity: Severity, gutter: Int, _ locator: inout Locator
  ) -> [String] {
    let source = locator.files[label.file]
    guard !source.bytes.isEmpty else { return [] }
    let number = String(locator.position(of: label).line)
    let line = SourceExcerpt(
      source: source, line: locator.lineRange(of: label), range: label.range,
      widest: max(20, min(SourceExcerpt.widest, (width ?? .max / 2) - gutter - 4)))
    let blank = String(repeating: " ", count: gutter)
    let padded = String(repeating: " ", count: gutter - number.utf8.count) + number
    let mark = String(repeating: isPrimary ? "^" : "-", count: line.markWidth)
    let words = label.text.isEmpty ? "" : " " + VisibleText.of(label.text)
    let marks = String(repeating: " ", count: line.markStart) + mark + words
    let bar = dim("|")
    let shownMarks = isPrimary ? paint(marks, severity) : marks
    let lines = ["\(dim(padded)) \(bar) \(line.text)", "\(blank) \(bar) \(shownMarks)"]
    return (isPrimary ? ["\(blank) \(bar)"] : []) + lines
  }

  private func dim(_ text: String) -> String {
    isColoured ? "\u{1B}[2m\(text)\u{1B}[0m" : text
  }

  private func paint(_ text: String, _ severity: Severity) -> String {
    guard isColoured else { return text }
    let colour =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }
}

/// The part of a source line that is shown, with the columns to mark in it.
struct SourceExcerpt {
  /// The text as shown: tabs as spaces, what is invisible made visible, at most about a hundred
  /// columns wide.
  private(set) var text = ""
  /// How many columns before the mark.
  private(set) var markStart = 0
  /// How many columns to mark, at least one.
  private(set) var markWidth = 0

  /// The most columns of a line that are shown.
  static let widest = 100

  /// - Parameter widest: how many columns there are.
  init(source: SourceFile, line: Range<Int>, range: Range<Int>, widest: Int = Self.widest) {
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(range.upperBound, start), line.upperBound)
    let window = Self.window(source, line: line, start: start, widest)
    var columns = 0
    if window.lowerBound > line.lowerBound { columns += append("…", 1) }
    var offset = window.lowerBound
    var reachedEnd = true
    for scalar in String(decoding: source.bytes[window], as: UTF8.self).unicodeScalars {
      guard columns < widest else {
        reachedEnd = false
        break
      }
      if offset == start { markStart = columns }
      let (shown, width) = Self.shown(scalar, column: columns)
      if offset >= start, offset < end { markWidth += width }
      columns += append(shown, width)
      offset += Self.length(of: scalar, in: source, at: offset)
    }
    if offset <= start { markStart = columns }
    if !reachedEnd || window.upperBound < line.upperBound { _ = append("…", 1) }
    markWidth = max(1, markWidth)
  }

  private mutating func append(_ more: String, _ width: Int) -> Int {
    text += more
    return width
  }

  /// The bytes worth looking at: a minified file is one line of millions.
  private static func window(
    _ source: SourceFile, line: Range<Int>, start: Int, _ widest: Int
  ) -> Range<Int> {
    guard line.count > widest else { return line }
    var lower = max(line.lowerBound, start - widest * 2 / 5)
    // A short line's beginning is kept: it says more than its end.
    if start - line.lowerBound < widest * 3 / 4 { lower = line.lowerBound }
    while lower > line.lowerBound, source.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
    return lower..<min(line.upperBound, lower + widest * 4)
  }

  /// How many bytes of the file a decoded character came from: one that replaces bytes which are
  /// not UTF-8 may stand for fewer than the three that it would take.
  private static func length(of scalar: Unicode.Scalar, in source: SourceFile, at offset: Int)
    -> Int
  {
    guard scalar == "\u{FFFD}" else { return UTF8.width(scalar) }
    let isWritten = source.bytes[offset...].starts(with: [0xEF, 0xBF, 0xBD])
    return isWritten ? 3 : 1
  }

  private static func shown(_ scalar: Unicode.Scalar, column: Int) -> (String, Int) {
    if scalar == "\t" {
      let width = 4 - column % 4
      return (String(repeating: " ", count: width), width)
    }
    if VisibleText.isHidden(scalar) {
      let name = VisibleText.name(of: scalar)
      return (name, name.utf8.count)
    }
    return (String(scalar), VisibleText.columns(of: scalar))
  }
}
