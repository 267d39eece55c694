import ArgumentParser
import Authoring
import Console
import Simulation
import Terminal

/// `undermat check PATH...`
struct Check: RoomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find what is wrong with scenarios and rubrics, and prove what is right.",
    discussion: """
      Exit code 1 if there are errors (with --strict: warnings too), 66 if a file is not there. \
      `undermat explain CODE` says what a code means.

      --format json prints {"diagnostics": [...], "errors", "warnings", "notes"}. A diagnostic has \
      code, severity, message, file, line, column, end-line, end-column (from 1, in characters), \
      offset, length (in bytes), help, choices (the fewest that show it, as grade --choices takes \
      them, or null), labels and fixes (safe or suggested, each with its edits).
      """)

  @Argument(help: "Files, or folders of scenarios and rubrics.")
  var paths: [String]

  @Option(help: "text, concise, json, sarif or github.")
  var format: DiagnosticFormat = .text

  @Flag(help: "Make the fixes that cannot change what a file means.")
  var fix = false

  @Option(help: "A code that is not reported; may be given several times.")
  var allow: [String] = []

  @Flag(help: "Exit with 1 on warnings too.")
  var strict = false

  @Option(help: "Most states to look at in each voice.")
  var budget = Solution.defaultBudget

  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    if budget < 1 { throw ValidationError("--budget is a number from 1 on.") }
    _ = try allowed()
  }

  func result(in shell: Shell) -> CommandResult {
    let files = FilesNamed.by(paths)
    guard !files.isEmpty else {
      return CommandResult(
        Problem("there are no scenarios and no rubrics in \(shown(paths))", exitCode: 66))
    }
    var notice = ""
    var worst: Int32 = 0
    var checks: [FileCheck] = []
    shell.proving { effort in
      var options = options
      options.effort = effort
      for path in files {
        var check = FileCheck(path: path, options)
        if fix { mend(&check, options, &notice, &worst) }
        checks.append(check)
      }
    }
    FileCheck.removeRepeats(from: &checks)
    var result = CommandResult(
      StyledText(text(checks, isColoured: false, width: shell.screen.width)),
      notice: StyledText(notice),
      exitCode: max(worst, exitCode(checks)))
    let width = shell.world.isTerminal(1) ? shell.screen.width : nil
    result.data = text(checks, isColoured: shell.screen.isColoured, width: width)
    return result
  }

  private func allowed() throws -> Set<DiagnosticCode> {
    let codes = try allow.map { text in
      guard let code = DiagnosticCode(parsing: text), Catalogue.entry(for: code) != nil else {
        throw ValidationError(
          "There is no code \(SafeText.shownOnOneLine(text)).\(DiagnosticCode.guess(text))")
      }
      return code
    }
    return Set(codes)
  }

  private var options: ScenarioCheck.Options {
    var options = ScenarioCheck.Options()
    options.allowed = (try? allowed()) ?? []
    options.budget = budget
    return options
  }

  /// Makes the safe fixes, as often as that uncovers others, and checks again.
  private func mend(
    _ check: inout FileCheck, _ options: ScenarioCheck.Options, _ notice: inout String,
    _ worst: inout Int32
  ) {
    for _ in 0..<10 {
      guard check.problem == nil, let bytes = check.findings.mended() else { return }
      let before = check.findings.diagnostics.count
      switch FileReplacement.replace(check.path, with: bytes) {
      case .success:
        check = FileCheck(path: check.path, options)
        let mended = max(before - check.findings.diagnostics.count, 1)
        notice += "\(VisibleText.of(check.path)): mended \(mended) of \(before)\n"
      case .failure(let failure):
        notice += "undermat: \(failure.words); the file is as it was\n"
        worst = max(worst, failure.exitCode)
        return
      }
    }
  }

  private func text(_ checks: [FileCheck], isColoured: Bool, width: Int?) -> String {
    guard format == .text else { return format.render(checks.map(\.findings)) }
    var text = ""
    for check in checks {
      let blocks = format.render([check.findings], isColoured: isColoured, width: width)
      text += blocks.isEmpty ? "" : blocks + "\n"
      text += folded(check.summary + "\n", width)
      if !blocks.isEmpty, checks.count > 1 { text += "\n" }
    }
    if checks.count > 1 {
      text += "\(checks.count) files: \(FindingCounts(checks.map(\.findings)).words)\n"
    }
    return text + folded(advice(checks), width)
  }

  private func folded(_ text: String, _ width: Int?) -> String {
    guard let width else { return text }
    return StyledText(text).wrapped(to: width, rest: "  ").rendered(isColoured: false)
  }

  /// What can be done next, in one line; nothing if all is well.
  private func advice(_ checks: [FileCheck]) -> String {
    let found = checks.flatMap(\.findings.diagnostics)
    guard let first = found.first(where: { $0.severity == .error }) ?? found.first else {
      return ""
    }
    let safe = found.count { $0.fixes.contains { $0.applicability == .safe } }
    return (safe > 0 ? "`check --fix` mends \(safe) of these. " : "")
      + "`explain \(first.code)` says more about the first\(found.count > 1 ? " of them" : "").\n"
  }

  private func exitCode(_ checks: [FileCheck]) -> Int32 {
    let counts = FindingCounts(checks.map(\.findings))
    let hasFindings = counts.errors > 0 || strict && counts.warnings > 0
    return checks.compactMap { $0.problem?.exitCode }.reduce(hasFindings ? 1 : 0, max)
  }

  private func shown(_ paths: [String]) -> String {
    paths.map { SafeText.shownOnOneLine($0) }.joined(separator: ", ")
  }
}

extension DiagnosticFormat: ExpressibleByArgument {}
