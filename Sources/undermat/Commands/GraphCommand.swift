import ArgumentParser
import Authoring
import Console
import Simulation
import Terminal

/// `undermat graph FILE`: the scenes, choices and endings as a picture.
struct GraphCommand: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw a scenario: scenes, choices, endings, and the best score of every way.",
    discussion: """
      The figure at a choice is the best score of all plays in which it is taken. Ways that no play \
      goes are dashed. A play can be drawn over it: a transcript, or choices by their ids.
      """)

  /// The forms of a picture.
  enum PictureFormat: String, ExpressibleByArgument, CaseIterable {
    case dot, mermaid, svg
  }

  @Argument(help: "A scenario: its id or its file.")
  var scenario: String

  @Option(help: "svg, which a browser shows; dot, for Graphviz; or mermaid.")
  var format: PictureFormat = .svg

  @Option(help: "The customer's voice whose scores are shown.")
  var voice: String?

  @Option(help: "A transcript: the play that is drawn over it.")
  var transcript: String?

  @Option(help: "The ids of the choices of the play that is drawn, with commas between them.")
  var choices: String?

  @Option(help: "What decides that play's draws: 0 to 9007199254740991 (2^53 - 1).")
  var seed: UInt64 = 0

  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    guard choices == nil || transcript == nil else {
      throw ValidationError("One play is drawn: --choices or --transcript, not both.")
    }
    guard seed <= DrawSeed.largestSeed else {
      throw ValidationError("--seed is a number from 0 to \(DrawSeed.largestSeed).")
    }
    if let voice { _ = try VoiceOption.voice(voice) }
  }

  func result(in shell: Shell) -> CommandResult {
    let picture = shell.scenarios.open(scenario).flatMap { opened in
      path(opened, shell).flatMap { graph(opened, $0, shell) }
    }
    switch picture {
    case .failure(let problem): return CommandResult(problem)
    case .success(let graph): return CommandResult(StyledText(text(graph)))
    }
  }

  private func text(_ graph: ScenarioGraph) -> String {
    switch format {
    case .dot: graph.dot
    case .mermaid: graph.mermaid
    case .svg: graph.svg
    }
  }

  private func graph(
    _ opened: OpenedScenario, _ path: GradedPath, _ shell: Shell
  ) -> Result<ScenarioGraph, Problem> {
    let program = Program(opened.scenario, voice: path.voice)
    let solution = shell.proving { Solution(program, effort: $0) }
    guard choices != nil || transcript != nil else { return .success(ScenarioGraph(solution)) }
    var play = Encounter(program, seed: path.seed, mode: path.mode)
    do throws(ReplayProblem) {
      for id in path.ids { try play.take(id: id) }
    } catch {
      return .failure(
        Problem(
          "turn \(error.turn): \(SafeText.shownOnOneLine(error.choice)) cannot be taken there",
          exitCode: 65))
    }
    return .success(ScenarioGraph(solution, play: play))
  }

  /// The play that is drawn, or a path without choices.
  private func path(_ opened: OpenedScenario, _ shell: Shell) -> Result<GradedPath, Problem> {
    if let transcript {
      switch shell.world.readFile(transcript, 64 << 20) {
      case .failure(let failure):
        return .failure(Problem(failure.words, exitCode: failure.exitCode))
      case .success(let bytes):
        return TranscriptJSON.read(bytes, name: transcript).flatMap { read in
          GradedPath.voice(read.origin.voice.name, opened).map { _ in GradedPath(read) }
        }
      }
    }
    let ids = (choices ?? "").split(separator: ",").map { String($0).trimmedOfSpaces }
    return GradedPath.voice(voice, opened).map {
      GradedPath(voice: $0, seed: seed, mode: .practice, ids: ids)
    }
  }
}
