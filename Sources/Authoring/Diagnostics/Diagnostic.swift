/// How much a finding matters.
package enum Severity: String, Sendable, Equatable, CaseIterable {
  /// The scenario cannot be played or graded honestly.
  case error
  /// It can, but it teaches badly or looks like a mistake.
  case warning
  /// Worth knowing.
  case note
}

/// The stable number of a kind of finding, never reused: `UM0302`.
///
/// UM01 is syntax, UM02 shapes, types and ranges, UM03 names, references and expressions, UM04
/// rubrics and files, UM05 errors of behaviour, UM06 and on warnings and notes.
package struct DiagnosticCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The four digits, 0...9999.
  package let number: UInt16

  /// The code of that number.
  package init(_ number: UInt16) {
    self.number = number
  }

  /// The code that a person typed (`UM0302`, `um0302` or `302`), or nil if it has not that shape.
  package init?(parsing text: String) {
    let digits = text.lowercased().hasPrefix("um") ? text.dropFirst(2) : text[...]
    guard (1...4).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    guard let number = UInt16(digits) else { return nil }
    self.number = number
  }

  /// `UM` and four digits.
  package var description: String {
    let digits = String(number)
    return "UM" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  package static func < (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.number < right.number
  }
}

/// A range of bytes in one of the files that were read, with a few words about it.
package struct Label: Sendable, Equatable {
  /// Position of the file in the list that the diagnostics come with; 0 is the one asked for.
  package var file: Int
  /// The bytes meant; empty for a place between two bytes.
  package var range: Range<Int>
  /// What is there, in lower case without a full stop; empty if the message says it.
  package var text: String

  /// A labelled range.
  package init(file: Int = 0, range: Range<Int>, text: String = "") {
    self.file = file
    self.range = range
    self.text = text
  }
}

/// A replacement of some bytes.
package struct Edit: Sendable, Equatable {
  /// Position of the file, as in `Label`.
  package var file: Int
  /// The bytes to take away; empty to insert only.
  package var range: Range<Int>
  /// What comes in their place.
  package var replacement: String

  /// A replacement in a file.
  package init(file: Int = 0, range: Range<Int>, replacement: String) {
    self.file = file
    self.range = range
    self.replacement = replacement
  }
}

/// A way to mend what a diagnostic reports.
package struct Fix: Sendable, Equatable {
  /// How sure it is that this is what the author meant.
  package enum Applicability: String, Sendable, Equatable {
    /// It cannot change what the file means: may be made without asking.
    case safe
    /// Probably meant, but a person has to look.
    case suggested
  }

  /// What it does, as an order: "remove the comma".
  package var title: String
  /// How sure it is.
  package var applicability: Applicability
  /// The replacements, which do not overlap.
  package var edits: [Edit]

  /// A fix made of edits.
  package init(_ title: String, _ applicability: Applicability, edits: [Edit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}

/// One finding about a file, as data; renderers turn it into text.
package struct Diagnostic: Sendable, Equatable {
  /// Which kind of finding it is.
  package var code: DiagnosticCode
  /// How much it matters.
  package var severity: Severity
  /// What is wrong, in lower case without a full stop.
  package var message: String
  /// Where it is.
  package var primary: Label
  /// Other places that belong to it.
  package var others: [Label]
  /// What to do about it, or nil.
  package var help: String?
  /// Ways to mend it, the best first.
  package var fixes: [Fix]
  /// The ids of the fewest choices that show it, empty if it shows from the start; nil if it is not
  /// about how plays go.
  package var choices: [String]?

  /// A finding at `primary`.
  package init(
    _ code: DiagnosticCode, _ message: String, severity: Severity = .error, at primary: Label,
    others: [Label] = [], help: String? = nil, fixes: [Fix] = [],
    choices: [String]? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.primary = primary
    self.others = others
    self.help = help
    self.fixes = fixes
    self.choices = choices
  }
}

/// What was found in one file and in those that it refers to.
package struct Findings: Sendable {
  /// The file that was asked for, then those that it names.
  package var files: [SourceFile]
  /// What was found, in the order in which it is shown.
  package var diagnostics: [Diagnostic]

  /// Diagnostics whose labels index `files`.
  package init(files: [SourceFile], diagnostics: [Diagnostic]) {
    self.files = files
    self.diagnostics = diagnostics
  }

  /// A file that could not be read, as a finding about it.
  package init(_ problem: SourceProblem) {
    let label = Label(range: 0..<0)
    files = [SourceFile(name: problem.path, bytes: [])]
    diagnostics = [
      Diagnostic(problem.code, problem.message, at: label, help: problem.help)
    ]
  }

  /// Whether anything found is an error.
  package var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }
}

extension SourceProblem {
  /// The code under which a file that cannot be read is reported.
  package var code: DiagnosticCode {
    switch kind {
    case .missing: .fileMissing
    case .tooLarge: .fileTooLarge
    case .denied, .notRegular, .failed: .fileUnreadable
    }
  }
}
