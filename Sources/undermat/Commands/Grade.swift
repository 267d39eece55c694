import ArgumentParser
import Console
import JSONText
import Reports
import Simulation
import Terminal

/// `undermat grade FILE --choices a,b,c`
struct Grade: RoomCommand {
  static let configuration = CommandConfiguration(
    abstract: "Grade a path without playing it.",
    discussion: "The choices are ids, from the first scene to an ending.")

  @Argument(help: "A scenario: its id or its file.")
  var scenario: String

  @Option(help: "The ids of the choices, with commas between them.")
  var choices: String?

  @Option(help: "A transcript instead of choices.")
  var transcript: String?

  @Option(help: "The customer's voice.")
  var voice: String?

  @Option(help: "What decides the draws: 0 to 9007199254740991 (2^53 - 1).")
  var seed: UInt64 = 0

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Flag(help: "Add an effective score, which is 0 after a critical error.")
  var zeroOnCritical = false

  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    guard (choices == nil) != (transcript == nil) else {
      throw ValidationError("Say what was played: either --choices or --transcript.")
    }
    guard seed <= DrawSeed.largestSeed else {
      throw ValidationError("--seed is a number from 0 to \(DrawSeed.largestSeed).")
    }
    if let voice { _ = try VoiceOption.voice(voice) }
  }

  func result(in shell: Shell) -> CommandResult {
    let graded = shell.scenarios.open(scenario).flatMap { opened in
      played(opened, shell).flatMap { path in
        shell.proving { Grading(opened, effort: $0).grade(path) }
      }
    }
    switch graded {
    case .failure(let problem): return CommandResult(problem)
    case .success(let play):
      let notice = StyledText(changed(play, shell))
      switch format {
      case .json: return CommandResult(data: json(play), notice: notice)
      case .text:
        let lines = SheetText.lines(play, shell.screen.pageSetting)
        return CommandResult(shell.lines(lines), notice: notice)
      }
    }
  }

  private func json(_ play: GradedPlay) -> JSONValue {
    SheetJSON(
      play.sheet, play.record.digests, meters: play.program?.scenario.meters.map(\.id) ?? [],
      zeroOnCritical: zeroOnCritical
    ).value
  }

  /// What to say if the files are not those of the transcript.
  private func changed(_ play: GradedPlay, _ shell: Shell) -> String {
    guard let transcript, case .success(let bytes) = shell.world.readFile(transcript, 64 << 20),
      case .success(let read) = TranscriptJSON.read(bytes, name: transcript)
    else { return "" }
    let digests = play.record.digests
    let isSame =
      read.origin.digest == digests.scenario && read.origin.rubricsDigest == digests.rubrics
    return isSame
      ? "" : "The scenario or its rubrics changed since this was played; graded as they are now.\n"
  }

  private func played(_ opened: OpenedScenario, _ shell: Shell) -> Result<GradedPath, Problem> {
    if let transcript { return fromTranscript(transcript, opened, shell) }
    let ids = (choices ?? "").split(separator: ",").map { String($0).trimmedOfSpaces }
    return GradedPath.voice(voice, opened).map { voice in
      GradedPath(
        voice: voice, seed: seed, mode: .practice, ids: ids, zeroOnCritical: zeroOnCritical)
    }
  }

  private func fromTranscript(
    _ path: String, _ opened: OpenedScenario, _ shell: Shell
  ) -> Result<GradedPath, Problem> {
    switch shell.world.readFile(path, 64 << 20) {
    case .failure(let failure):
      return .failure(Problem(failure.words, exitCode: failure.exitCode))
    case .success(let bytes):
      return TranscriptJSON.read(bytes, name: path).map { transcript in
        GradedPath(transcript, zeroOnCritical: zeroOnCritical)
      }
    }
  }
}
