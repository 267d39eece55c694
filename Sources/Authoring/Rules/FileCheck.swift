import Simulation

/// What `check` says about one path.
package struct FileCheck: Sendable {
  /// The path, as it was given.
  package let path: String
  package var findings: Findings
  /// Nil for a rubric, and for a file with mistakes.
  package let proof: ScenarioCheck.Proof?
  /// Why the file could not be read at all, or nil.
  package let problem: SourceProblem?

  /// Checks a scenario or, if it says so itself, a rubric.
  package init(path: String, _ options: ScenarioCheck.Options = ScenarioCheck.Options()) {
    self.path = path
    do throws(SourceProblem) {
      let source = try SourceFile.read(path)
      problem = nil
      if FileKind(source) == .rubric {
        let found = LoadedRubric.load(source).findings
        findings = found.without(options.allowed)
        proof = nil
      } else {
        let check = ScenarioCheck(LoadedScenario.load(source), options)
        findings = check.findings
        proof = check.proof
      }
    } catch {
      problem = error
      findings = Findings(error)
      proof = nil
    }
  }

  /// One line for people: what was found, and what was proven.
  package var summary: String {
    let counts = FindingCounts([findings])
    return "\(VisibleText.of(path)): \(counts.words)\(proof.map { "; " + $0.words } ?? "")"
  }
}

extension FileCheck {
  /// Leaves out what is said about the same place of the same file more than once: several scenarios
  /// share a rubric.
  package static func removeRepeats(from checks: inout [FileCheck]) {
    var seen = Set<Sighting>()
    for index in checks.indices {
      let files = checks[index].findings.files
      checks[index].findings.diagnostics.removeAll { diagnostic in
        let sighting = Sighting(
          file: files[diagnostic.primary.file].name, code: diagnostic.code,
          range: diagnostic.primary.range, message: diagnostic.message)
        return !seen.insert(sighting).inserted
      }
    }
  }

  private struct Sighting: Hashable {
    var file: String
    var code: DiagnosticCode
    var range: Range<Int>
    var message: String
  }
}

extension ScenarioCheck.Proof {
  /// `proven over 1,234 states in 2 voices`.
  package var words: String {
    let voices = self.voices == 1 ? "1 voice" : "\(self.voices) voices"
    return switch coverage {
    case .whole: "proven over \(Self.grouped(states)) states in \(voices)"
    case .overBudget: "not proven: more states than the budget, in \(voices)"
    case .stopped: "not proven: stopped before it was done, in \(voices)"
    }
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

extension Findings {
  /// The findings without those of some codes.
  func without(_ codes: Set<DiagnosticCode>) -> Findings {
    Findings(files: files, diagnostics: diagnostics.filter { !codes.contains($0.code) })
  }
}

/// What a file says it is.
enum FileKind {
  case scenario, rubric

  /// A file that does not say is taken for a scenario.
  init(_ source: SourceFile) {
    let start = String(decoding: source.bytes.prefix(4096), as: UTF8.self)
    if start.firstMatch(of: /"format"\s*:\s*"undermat-rubric\//) != nil {
      self = .rubric
    } else if start.firstMatch(of: /"format"\s*:\s*"undermat-/) != nil {
      self = .scenario
    } else {
      self = Self.saysRubric(source) ? .rubric : .scenario
    }
  }

  private static func saysRubric(_ source: SourceFile) -> Bool {
    var found = DiagnosticList(limit: 1)
    guard let document = JSONDocument.read(source, into: &found),
      let format = document.value(of: "format", in: 0)
    else { return false }
    return document.string(at: format).hasPrefix("undermat-rubric/")
  }
}
