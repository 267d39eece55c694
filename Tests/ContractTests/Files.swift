import Authoring
import Simulation
import Testing

/// Files of the project, found from this source file.
enum Files {
  static let project = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// The scenario at a path from the project's folder; fails the test with its diagnostics if it
  /// has errors.
  static func scenario(_ path: String) throws -> Scenario {
    let loaded = try LoadedScenario.load(path: "/\(project)/\(path)")
    return try #require(
      loaded.scenario, "\(DiagnosticFormat.concise.render([loaded.findings]))")
  }

  static let shipped = [
    "cash-only-wine", "change-fee", "greeted-by-name", "key-under-the-mat", "pop-up-bar",
  ]
}

/// Plays choices given by id.
func play(_ choices: [String], _ solution: Solution, seed: UInt64 = 0) throws -> Encounter {
  var encounter = Encounter(solution.program, seed: seed)
  for id in choices {
    let scenario = solution.program.scenario
    let choice = encounter.available.first { scenario.string(scenario.choices[$0].id) == id }
    try encounter.take(try #require(choice, "\(id) is not available"))
  }
  return encounter
}
