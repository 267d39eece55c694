import Authoring
import Simulation

/// An open file with all that is known about it so far.
struct Desk: Sendable {
  let file: OpenFile
  /// The editor's number of this text, if it gives one.
  let version: Int64?
  /// The names when the file could last be read, for completing in one that is half written.
  private(set) var lastNames: NamePlaces?
  /// What the editor was told last, about this text or one before it; nil if nothing.
  var told: [Diagnostic]?
  private var known: Analysis?
  /// What the rules found in this text; nil if they were not asked yet.
  private(set) var ruled: Findings?
  /// Nil if it was not tried yet.
  private var proof: Solution??

  /// - Parameter before: the same file with another text.
  init(_ file: OpenFile, version: Int64?, after before: Desk?) {
    self.file = file
    self.version = version
    lastNames = before?.lastNames
    told = before?.told
  }

  /// Most states that are looked at, in each voice, while somebody writes.
  private static let budget = 1_000_000
  /// The same while somebody waits for the answer.
  private static let budgetOfAnAnswer = 300_000

  /// Forgets what was known: another file changed.
  mutating func forget() {
    known = nil
    ruled = nil
    proof = nil
  }

  mutating func analysis(_ access: FileAccess) -> Analysis {
    if let known { return known }
    let analysis = Analysis(file, access)
    known = analysis
    if let names = analysis.names { lastNames = names }
    return analysis
  }

  /// What there is to say about the file as far as it was looked at.
  mutating func findings(_ access: FileAccess) -> Findings {
    let analysis = analysis(access)
    return ruled ?? Findings(files: analysis.files, diagnostics: analysis.diagnostics)
  }

  /// Asks the rules, unless `goOn` says no before they are done.
  /// - Returns: whether there is something new to say.
  mutating func askRules(_ access: FileAccess, goOn: @escaping () -> Bool) -> Bool {
    guard ruled == nil, let loaded = analysis(access).loaded, loaded.scenario != nil else {
      return false
    }
    var options = ScenarioCheck.Options()
    options.budget = Self.budget
    options.effort = Effort { _ in goOn() }
    let findings = ScenarioCheck(loaded, options).findings
    guard goOn() else { return false }
    ruled = findings
    return true
  }

  /// The proof in the customer's voice; nil if the file has mistakes.
  mutating func solution(_ access: FileAccess) -> Solution? {
    if let proof { return proof }
    let solution = analysis(access).scenario.map {
      Solution(Program($0), budget: Self.budgetOfAnAnswer)
    }
    proof = .some(solution)
    return solution
  }
}
