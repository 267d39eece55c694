/// What one diagnostic code means: the manual page that `undermat explain` prints.
package struct CatalogueEntry: Sendable {
  /// The code.
  package let code: DiagnosticCode
  /// What is reported, in a few words, lower case, no full stop.
  package let title: String
  /// Why it matters and what to do, in full sentences.
  package let reason: String
  /// Something that is reported under this code.
  package let bad: Example
  /// The same, mended: it is not.
  package let good: Example

  /// A page of the manual.
  package init(
    _ code: DiagnosticCode, _ title: String, reason: String, bad: Example, good: Example
  ) {
    self.code = code
    self.title = title
    self.reason = reason
    self.bad = bad
    self.good = good
  }
}

/// A piece of a file that shows a mistake or how it is mended.
package enum Example: Sendable, Equatable {
  /// A whole file.
  case file(String)
  /// Members of a scenario; they replace those of the same keys in a small scenario without
  /// mistakes.
  case scenario(String)
  /// Members of a rubric, likewise.
  case rubric(String)
  /// Something that cannot be shown as text; the words describe it.
  case description(String)

  /// What a person is shown.
  package var text: String {
    switch self {
    case .file(let text), .scenario(let text), .rubric(let text), .description(let text): text
    }
  }
}

/// All codes with what they mean.
package enum Catalogue {
  /// Every entry, in the order of the codes.
  package static let entries: [CatalogueEntry] =
    (syntax + shapes + values + names + expressions + files + behaviour + rules).sorted {
      $0.code < $1.code
    }

  /// The entry of a code, or nil if there is no such code.
  package static func entry(for code: DiagnosticCode) -> CatalogueEntry? {
    entries.first { $0.code == code }
  }

  /// The codes, in their order.
  package static var codes: [DiagnosticCode] { entries.map(\.code) }

  /// The manual page of a code as text, or nil if there is no such code.
  package static func page(for code: DiagnosticCode) -> String? {
    guard let entry = entry(for: code) else { return nil }
    return """
      \(entry.code): \(entry.title)

      \(entry.reason)

      Reported:

      \(indented(entry.bad.text))

      Not reported:

      \(indented(entry.good.text))

      """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }
}
