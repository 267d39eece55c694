import Authoring
import Simulation

/// What is known about an open file.
struct Analysis: Sendable {
  let file: OpenFile
  let loaded: LoadedScenario?
  let diagnostics: [Diagnostic]
  let files: [SourceFile]
  /// Nil if there is no JSON in the file.
  let names: NamePlaces?
  /// The proof in the customer's voice; nil if the file has errors.
  let solution: Solution?

  /// Most states that are looked at while somebody types.
  private static let budget = 300_000

  init(_ file: OpenFile) {
    self.file = file
    if Self.isRubric(file.source) {
      let rubric = LoadedRubric.load(file.source)
      loaded = nil
      names = nil
      solution = nil
      diagnostics = rubric.diagnostics
      files = rubric.files
      return
    }
    let loaded = LoadedScenario.load(file.source)
    self.loaded = loaded
    files = loaded.files
    names = loaded.map.map { NamePlaces($0.document) }
    guard let scenario = loaded.scenario, let map = loaded.map else {
      solution = nil
      diagnostics = loaded.diagnostics
      return
    }
    var found = loaded.diagnostics
    var own: Solution?
    for voice in scenario.customer.voices {
      let solution = Solution(Program(scenario, voice: voice), budget: Self.budget)
      if voice == scenario.customer.voice { own = solution }
      let errors = BehaviourErrors(scenario, map, voice: voice).diagnostics(solution.findings)
      found += errors.filter { !found.contains($0) }
    }
    solution = own
    diagnostics = found
  }

  private static func isRubric(_ source: SourceFile) -> Bool {
    source.text(in: 0..<min(2048, source.bytes.count)).contains("\"undermat-rubric/")
  }

  /// The scenario, if the file has no errors.
  var scenario: Scenario? { loaded?.scenario }
}
