import ArgumentParser
import Authoring
import Console
import Terminal

/// `undermat diff OLD NEW`: what changed for players and for scores.
struct DiffCommand: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What changed between two scenario files, for players and for scores.",
    discussion: "Exit code 1 if scores can change, 0 if not.")

  @Argument(help: "The older scenario: its id or its file.")
  var old: String

  @Argument(help: "The newer scenario: its id or its file.")
  var new: String

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    let sides = side(old, shell).flatMap { old in side(new, shell).map { (old, $0) } }
    switch sides {
    case .failure(let problem): return CommandResult(problem)
    case .success((let old, let new)):
      let changes = ScenarioChanges(old, new)
      return CommandResult(
        shell.lines(changes.lines), exitCode: changes.canChangeScores ? 1 : 0)
    }
  }

  private func side(_ name: String, _ shell: Shell) -> Result<ScenarioChanges.Side, Problem> {
    shell.scenarios.path(of: name).flatMap { path in
      do throws(SourceProblem) {
        let loaded = try LoadedScenario.load(path: path)
        if let side = shell.proving({ ScenarioChanges.Side(loaded, effort: $0) }) {
          return .success(side)
        }
        return .failure(Problem(DiagnosticFormat.text.render([loaded.findings]), exitCode: 65))
      } catch {
        let words = DiagnosticFormat.text.render([Findings(error)])
        return .failure(Problem(words, exitCode: error.exitCode))
      }
    }
  }
}
