import ArgumentParser
import Console

/// `undermat list [FOLDER]`
struct List: RoomCommand {
  static let configuration = CommandConfiguration(
    abstract: "The scenarios: id, title, minutes, level, best score.")

  @Argument(help: "The folder to look in instead of the usual one.")
  var folder: String?

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    let files = folder.map { ScenarioFiles(named: $0, in: shell.world) } ?? shell.scenarios
    switch files.list() {
    case .failure(let problem): return CommandResult(problem)
    case .success(let scenarios):
      let standings = shell.records.standings(shell.trainee(looks))
      let list = ScenarioList(scenarios, standings: standings, isNumbered: false, shell.screen)
      return CommandResult(list.text)
    }
  }
}
