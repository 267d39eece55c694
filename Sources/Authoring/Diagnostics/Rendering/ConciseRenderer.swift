/// One line a finding: `file:line:column: error UM0301: message`.
enum ConciseRenderer {
  static func render(_ findings: [Findings]) -> String {
    findings.reduce(into: "") { text, findings in
      var locator = Locator(findings.files)
      for diagnostic in findings.diagnostics {
        text += header(of: diagnostic, &locator) + "\n"
      }
    }
  }

  static func header(of diagnostic: Diagnostic, _ locator: inout Locator) -> String {
    let place = locator.position(of: diagnostic.primary)
    let name = locator.name(of: diagnostic.primary.file)
    let message = VisibleText.of(diagnostic.message)
    return "\(name):\(place.line):\(place.column): "
      + "\(diagnostic.severity.rawValue) \(diagnostic.code): \(message)"
  }
}

/// Workflow commands as GitHub's runner reads them: `::error file=...,line=...::message`.
enum GitHubRenderer {
  static func render(_ findings: [Findings]) -> String {
    findings.reduce(into: "") { text, findings in
      var locator = Locator(findings.files)
      for diagnostic in findings.diagnostics { text += line(of: diagnostic, &locator) + "\n" }
    }
  }

  private static func line(of diagnostic: Diagnostic, _ locator: inout Locator) -> String {
    let label = diagnostic.primary
    let span = locator.span(of: label.file, label.range)
    let name = locator.files[label.file].name
    let kind = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    var properties = "file=\(property(name)),line=\(span.start.line),endLine=\(span.end.line)"
    // Columns of an annotation over several lines are refused by the runner.
    if span.start.line == span.end.line {
      properties += ",col=\(span.start.column),endColumn=\(span.end.column)"
    }
    properties += ",title=\(property(diagnostic.code.description))"
    let help = diagnostic.shownHelp.map { "\n" + $0 } ?? ""
    return "::\(kind) \(properties)::\(data(diagnostic.message + help))"
  }

  private static func data(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case "\r\n": escaped += "%0D%0A"
      default: escaped += VisibleText.of(String(character))
      }
    }
  }

  private static func property(_ text: String) -> String {
    data(text).reduce(into: "") { escaped, character in
      switch character {
      case ":": escaped += "%3A"
      case ",": escaped += "%2C"
      default: escaped.append(character)
      }
    }
  }
}

extension Diagnostic {
  /// The help, or, where there is none, what the first fix would do.
  var shownHelp: String? { help ?? fixes.first?.title }
}
