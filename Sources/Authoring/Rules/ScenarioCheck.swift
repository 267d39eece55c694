package import Simulation

/// Everything that `check` finds in one scenario, and how much of it is proven.
package struct ScenarioCheck: Sendable {
  /// How a check is made.
  package struct Options {
    /// Codes that are not reported.
    package var allowed: Set<DiagnosticCode> = []
    /// Most states to look at, in each voice.
    package var budget = 5_000_000
    /// Who proves, and who hears of it.
    package var effort = Effort()

    /// Everything is reported, within the usual budget.
    package init() {}
  }

  /// How large the proof was.
  package struct Proof: Equatable, Sendable {
    /// States in all voices together.
    package var states: Int
    package var voices: Int
    /// Whether every state was looked at, and why not.
    package var coverage: Coverage
  }

  /// What was found, in the order of the file.
  package let findings: Findings
  /// Nil if the file has mistakes, so that there was nothing to prove.
  package let proof: Proof?

  /// Findings of one rule beyond so many are only counted.
  private static let mostOfARule = 100

  /// Runs all rules on a scenario that was read.
  package init(_ loaded: LoadedScenario, _ options: Options = Options()) {
    guard let scenario = loaded.scenario, let map = loaded.map else {
      findings = Findings(
        files: loaded.files,
        diagnostics: loaded.diagnostics.filter { !options.allowed.contains($0.code) })
      proof = nil
      return
    }
    let context = RuleContext(scenario, budget: options.budget, effort: options.effort)
    var found = loaded.diagnostics + Self.errors(context, map)
    var finder = PlaceFinder(map.document)
    let states = context.proofs.reduce(0) { $0 + $1.solution.stateCount }
    let asked = Rules.all.prefix { rule in
      guard options.effort.goOn(states) else { return false }
      found += Self.diagnostics(of: rule, context, &finder)
      return true
    }
    let open = Rules.all.dropFirst(asked.count)
    let wasStopped = context.wasStopped || !open.isEmpty
    if let note = Undecided(context, notAsked: open, wasStopped: wasStopped).note(&finder) {
      found.append(note)
    }
    findings = Findings(
      files: loaded.files,
      diagnostics: Self.ordered(found.filter { !options.allowed.contains($0.code) }))
    let isExact = context.isExact && context.conditionsAreExact
    proof = Proof(
      states: states, voices: context.proofs.count,
      coverage: wasStopped ? .stopped : isExact ? .whole : .overBudget)
  }

  /// The errors of behaviour, each once, with the voices that have it.
  private static func errors(_ context: RuleContext, _ map: SourceMap) -> [Diagnostic] {
    let scenario = context.scenario
    return context.merged(context.proofs) { proof in
      proof.solution.findings.map { finding in
        let errors = BehaviourErrors(
          scenario, map, voice: proof.voice, solution: proof.solution)
        return (FindingKey(finding), (errors, finding))
      }
    }.map { found in
      found.detail.0.diagnostic(found.detail.1, in: context.inVoices(found.voices))
    }
  }

  private static func diagnostics(
    of rule: Rule, _ context: RuleContext, _ finder: inout PlaceFinder
  ) -> [Diagnostic] {
    let problems = rule.find(context)
    var found = problems.prefix(mostOfARule).map { problem in
      Diagnostic(
        rule.entry.code, problem.message, severity: problem.severity ?? rule.severity,
        at: finder.label(problem.place),
        others: problem.others.map { finder.label($0.place, $0.text) }, help: problem.help,
        fixes: problem.mendings.compactMap { finder.fix($0) }, choices: problem.choices)
    }
    if problems.count > mostOfARule {
      found[mostOfARule - 1].message += " (and \(problems.count - mostOfARule) more like this)"
    }
    return found
  }

  /// In the order of their places; errors first at the same one.
  private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.primary.file, a.primary.range.lowerBound, a.code.number, left.offset)
        < (b.primary.file, b.primary.range.lowerBound, b.code.number, right.offset)
    }.map(\.element)
  }
}

/// What makes findings of different voices the same.
private struct FindingKey: Hashable {
  var kind: Int
  var scene: Int
  var choice: Int

  init(_ finding: Finding) {
    scene = finding.scene ?? -1
    choice = -1
    switch finding.kind {
    case .deadEnd: kind = 0
    case .noPatience: kind = 1
    case .allCritical: kind = 2
    case .criticalPays(let index, _):
      kind = 3
      choice = index
    case .noApplicableCriterion: kind = 4
    case .flatScore: kind = 5
    }
  }
}
