extension SARIFRenderer {
  /// The tool and the rules that were met, each with its manual page.
  static func writeTool(_ codes: [DiagnosticCode], to writer: inout JSONWriter) {
    writer.key("tool")
    writer.object { writer in
      writer.key("driver")
      writer.object { writer in
        writer.member("name", "undermat")
        writer.member("semanticVersion", ProgramVersion.text)
        writer.key("rules")
        writer.array { writer in
          for code in codes { writeRule(code, to: &writer) }
        }
      }
    }
  }

  private static func writeRule(_ code: DiagnosticCode, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", code.description)
      guard let entry = Catalogue.entry(for: code) else { return }
      writeText("shortDescription", entry.title, to: &writer)
      writeText("fullDescription", entry.reason, to: &writer)
      writer.key("help")
      writer.object { writer in
        writer.member("text", Catalogue.page(for: code) ?? entry.reason)
        writer.member("markdown", Catalogue.markdownPage(for: entry))
      }
      writer.key("defaultConfiguration")
      writer.object { $0.member("level", Catalogue.severity(of: code).rawValue) }
    }
  }
}

/// Which program this is.
package enum ProgramVersion {
  /// MAJOR.MINOR.PATCH.
  package static let text = "1.0.0"
}

extension Catalogue {
  /// How much findings of a code usually matter.
  static func severity(of code: DiagnosticCode) -> Severity {
    if code == .notDecided { return .note }
    if code == .hiddenCharacter { return .warning }
    return Rules.all.first { $0.entry.code == code }?.severity ?? .error
  }

  /// The manual page with its examples as Markdown code blocks.
  static func markdownPage(for entry: CatalogueEntry) -> String {
    """
    \(entry.reason)

    Reported:

    ```json
    \(entry.bad.text)
    ```

    Not reported:

    ```json
    \(entry.good.text)
    ```
    """
  }
}
