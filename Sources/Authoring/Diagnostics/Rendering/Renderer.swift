/// The forms in which diagnostics can be written.
package enum DiagnosticFormat: String, Sendable, CaseIterable {
  /// For people: the source line, a caret and help.
  case text
  /// One line each.
  case concise
  /// One JSON object with everything that is known.
  case json
  /// SARIF 2.1.0, for code hosts and editors.
  case sarif
  /// Annotations for a GitHub workflow.
  case github
}

extension DiagnosticFormat {
  /// The findings in this form, ending in a line end unless there is nothing to say. The same
  /// findings give the same text, always.
  /// - Parameters:
  ///   - isColoured: whether text may be coloured.
  ///   - width: the columns that text is wrapped at; nil for lines as long as they are.
  package func render(
    _ findings: [Findings], isColoured: Bool = false, width: Int? = nil
  ) -> String {
    switch self {
    case .text: TextRenderer(isColoured: isColoured, width: width).render(findings)
    case .concise: ConciseRenderer.render(findings)
    case .json: JSONRenderer.render(findings)
    case .sarif: SARIFRenderer.render(findings)
    case .github: GitHubRenderer.render(findings)
    }
  }
}

/// Turns byte ranges into lines and columns, reading a file's lines only when it has a finding.
struct Locator {
  let files: [SourceFile]
  private var tables: [Int: LineTable] = [:]

  init(_ files: [SourceFile]) {
    self.files = files
  }

  /// Where a label starts and ends.
  struct Span {
    var start: TextPosition
    var end: TextPosition
  }

  mutating func span(of file: Int, _ range: Range<Int>) -> Span {
    withTable(file) { table in
      let start = table.position(at: range.lowerBound)
      return Span(start: start, end: table.position(at: range.upperBound))
    }
  }

  mutating func position(of label: Label) -> TextPosition {
    withTable(label.file) { $0.position(at: label.range.lowerBound) }
  }

  mutating func lineRange(of label: Label) -> Range<Int> {
    withTable(label.file) { $0.range(ofLine: $0.line(at: label.range.lowerBound)) }
  }

  /// The file's name, safe to show.
  func name(of file: Int) -> String {
    VisibleText.of(files[file].name)
  }

  private mutating func withTable<Result>(
    _ file: Int, _ body: (inout LineTable) -> Result
  ) -> Result {
    var table = tables.removeValue(forKey: file) ?? LineTable(files[file])
    defer { tables[file] = table }
    return body(&table)
  }
}

/// How many findings there are of each severity.
package struct FindingCounts: Sendable, Equatable {
  package var errors = 0
  package var warnings = 0
  package var notes = 0

  /// Counts findings. The last diagnostic of a list that was cut counts once.
  package init(_ findings: [Findings]) {
    for diagnostic in findings.flatMap(\.diagnostics) {
      switch diagnostic.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
  }

  /// `2 errors, 1 warning`, or `nothing found`.
  package var words: String {
    let parts = [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return parts.isEmpty ? "nothing found" : parts.joined(separator: ", ")
  }
}
