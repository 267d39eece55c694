import ArgumentParser
import Console
import JSONText
import Reports
import Simulation
import Terminal

/// `undermat walk FILE`
struct WalkCommand: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk",
    abstract: "Prove a scenario: every scene, choice and ending, and what every path is worth.")

  @Argument(help: "A scenario: its id or its file.")
  var scenario: String

  @Option(help: "The customer's voice, or all.")
  var voice: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @Option(help: "Adds so many random plays.")
  var plays: Int?

  @Option(help: "What decides the random plays.")
  var seed: UInt64 = 0

  @OptionGroup var lookArguments: LookArguments

  /// Some minutes' work; nobody learns more from more.
  private static let mostPlays = 1_000_000_000

  func validate() throws {
    if let plays, !(1...Self.mostPlays).contains(plays) {
      throw ValidationError("--plays is a number from 1 to \(Self.mostPlays).")
    }
    if let voice, voice != "all" { _ = try VoiceOption.voice(voice) }
  }

  func result(in shell: Shell) -> CommandResult {
    switch shell.scenarios.open(scenario).flatMap({ opened in
      voices(opened).map { (opened, $0) }
    }) {
    case .failure(let problem): return CommandResult(problem)
    case .success((let opened, let voices)): return walk(opened, voices, shell)
    }
  }

  private func voices(_ opened: OpenedScenario) -> Result<[Voice], Problem> {
    if voice == "all" { return .success(opened.scenario.customer.voices) }
    return GradedPath.voice(voice, opened).map { [$0] }
  }

  private func walk(
    _ opened: OpenedScenario, _ voices: [Voice], _ shell: Shell
  ) -> CommandResult {
    var walks: [Walk] = []
    var randomPlays: [RandomPlays] = []
    var described = ""
    for voice in voices {
      let program = Program(opened.scenario, voice: voice)
      let walk = shell.proving { Walk(Solution(program, effort: $0), goOn: $0.goOn) }
      described += opened.describe(walk.solution.findings, voice)
      walks.append(walk)
      guard let plays else { continue }
      randomPlays.append(
        shell.proving {
          RandomPlays(program, solution: walk.solution, count: plays, seed: seed, effort: $0)
        })
    }
    let code: Int32 = described.isEmpty ? 0 : 1
    if !randomPlays.allSatisfy(\.isComplete) {
      randomPlays = []
      described += "Random plays were stopped before they were done: nothing is said of them.\n"
    }
    let notice = StyledText(described)
    let digest = opened.digests.scenario
    guard format == .json else {
      let lines = WalkText.lines(
        walks, digest: digest, plays: randomPlays, shell.screen.pageSetting)
      return CommandResult(shell.lines(lines), notice: notice, exitCode: code)
    }
    let values = walks.indices.map { index in
      WalkJSON(
        walks[index], digest: digest, plays: randomPlays.isEmpty ? nil : randomPlays[index]
      ).value
    }
    return CommandResult(
      data: voice == "all" ? .array(values) : values[0], notice: notice, exitCode: code)
  }
}
