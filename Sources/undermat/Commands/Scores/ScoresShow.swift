import ArgumentParser
import Console
import Gradings
import JSONText
import Records
import Reports
import Simulation
import Terminal

/// `undermat scores show ENCOUNTER`
struct ScoresShow: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One score sheet.")

  @Argument(help: "The encounter's number or UUID; without it, the latest of the trainee.")
  var encounter: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    let shown = shell.live.useExisting { file -> CommandResult in
      let kept = try kept(file, shell)
      if format == .json { return try json(kept) }
      let play = try play(kept, try file.documents(kept.gradedOrigin), shell)
      let adjusted = kept.grading?.adjusted(by: kept.overrides).map {
        "With the levels changed by hand the score is \(Points.text($0.score)) of 100."
      }
      return CommandResult(
        shell.lines(SheetText.lines(play, shell.screen.pageSetting) + [adjusted].compactMap(\.self))
      )
    }
    switch shown {
    case .success(let result): return result
    case .failure(let problem): return CommandResult(problem)
    }
  }

  private func kept(_ file: RecordsFile, _ shell: Shell) throws -> KeptEncounter {
    if let encounter { return try file.encounter(encounter) }
    let who = shell.trainee(looks)
    var selection = Selection()
    selection.trainee = who
    var last: EncounterKey?
    try file.eachEncounter(selection) { kept, _ in last = kept.key }
    guard let last else { throw RecordsError.noEncounter("of \(who)") }
    return try file.encounter(last.uuid)
  }

  /// The sheet as it was stored, whether its texts are at hand or not; of an encounter that is not
  /// over, what it would come to.
  private func play(
    _ kept: KeptEncounter, _ documents: [PinnedDocument], _ shell: Shell
  ) throws -> GradedPlay {
    if kept.sheet != nil {
      var plays = StoredPlays(shell)
      return try plays.play(kept, documents)
    }
    var maker = SheetMaker()
    return try maker.play(kept, documents).get()
  }

  /// The sheet as it is stored.
  private func json(_ kept: KeptEncounter) throws -> CommandResult {
    guard let sheet = kept.sheet else {
      throw Problem("encounter \(kept.key.number) has no sheet: it is not over", exitCode: 66)
    }
    let value = try JSONValue(reading: Array(sheet.utf8))
    return CommandResult(data: value)
  }
}

extension KeptEncounter {
  /// What was played, with the rubrics that its grading in force is made by.
  var gradedOrigin: Transcript.Origin {
    var origin = origin
    origin.rubricsDigest = grading?.rubricsDigest ?? origin.rubricsDigest
    return origin
  }
}
