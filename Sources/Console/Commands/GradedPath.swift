import Authoring
package import Reports
package import Simulation

/// A path to be graded without being played.
package struct GradedPath: Sendable {
  package var voice: Voice
  package var seed: UInt64
  package var mode: Mode
  /// The ids of the choices, from the start to an ending.
  package var ids: [String]
  package var hints = 0
  package var undos = 0
  package var isTimed = true
  package var zeroOnCritical: Bool

  package init(
    voice: Voice, seed: UInt64, mode: Mode, ids: [String], zeroOnCritical: Bool = false
  ) {
    self.voice = voice
    self.seed = seed
    self.mode = mode
    self.ids = ids
    self.zeroOnCritical = zeroOnCritical
  }

  /// The path that a transcript records.
  package init(_ transcript: Transcript, zeroOnCritical: Bool = false) {
    self.init(
      voice: transcript.origin.voice, seed: transcript.origin.seed, mode: transcript.origin.mode,
      ids: transcript.answers.map(\.choice), zeroOnCritical: zeroOnCritical)
    hints = transcript.hints
    undos = transcript.undos
    isTimed = transcript.origin.isTimed
  }

  /// The voice that was asked for, if the scenario is written for it.
  package static func voice(_ name: String?, _ opened: OpenedScenario) -> Result<Voice, Problem> {
    let customer = opened.scenario.customer
    guard let name else { return .success(customer.voice) }
    if let voice = Voice(name: name), customer.voices.contains(voice) { return .success(voice) }
    let supported = Figures.list(customer.voices.map(\.name), "or")
    return .failure(
      Problem(
        "\(opened.scenario.about.id) is not written for the voice "
          + "\(SafeText.shownOnOneLine(name)); choose \(supported).", exitCode: 64))
  }
}

/// Grades paths, as `grade` does.
package struct Grading {
  private let opened: OpenedScenario
  private let effort: Effort

  /// - Parameter effort: who proves the voices, and who hears of it.
  package init(_ opened: OpenedScenario, effort: Effort = Effort()) {
    self.opened = opened
    self.effort = effort
  }

  /// The graded play, or why there is none.
  package func grade(_ path: GradedPath) -> Result<GradedPlay, Problem> {
    guard !opened.scenario.draft else {
      return .failure(
        Problem(
          "\(opened.scenario.about.id) is a draft: marks and reasons may still be missing, so it "
            + "can be played but is not graded. Take `draft` out of the file when it is complete.",
          exitCode: 65))
    }
    guard opened.scenario.customer.voices.contains(path.voice) else {
      return GradedPath.voice(path.voice.name, opened).flatMap { _ in
        .failure(Problem("the voice cannot be played", exitCode: 64))
      }
    }
    return solution(path.voice).flatMap { solution in
      encounter(path, solution.program).map { play($0, path, solution) }
    }
  }

  /// The proof in the voice played, if it and those of the other voices show no flaw.
  private func solution(_ voice: Voice) -> Result<Solution, Problem> {
    let proof = VoiceProofs(opened, playing: Program(opened.scenario, voice: voice), effort)
    guard let solution = proof.played, proof.described.isEmpty else {
      return .failure(Problem(proof.described, exitCode: 65))
    }
    return .success(solution)
  }

  private func encounter(_ path: GradedPath, _ program: Program) -> Result<Encounter, Problem> {
    var encounter = Encounter(program, seed: path.seed, mode: path.mode)
    do throws(ReplayProblem) {
      for id in path.ids { try encounter.take(id: id) }
    } catch {
      return .failure(Problem(words(error), exitCode: 65))
    }
    guard case .scene(let scene) = encounter.position else { return .success(encounter) }
    return .failure(
      Problem(
        "turn \(encounter.turns.count + 1): the path ends before an ending; the scene "
          + "\(id(scene)) still asks. It offers \(available(encounter)).", exitCode: 65))
  }

  private func id(_ scene: Int) -> String {
    opened.scenario.string(opened.scenario.scenes[scene].id)
  }

  private func available(_ encounter: Encounter) -> String {
    let ids = encounter.available.map { opened.scenario.string(opened.scenario.choices[$0].id) }
    return Figures.list(ids, "or")
  }

  private func words(_ problem: ReplayProblem) -> String {
    let choice = SafeText.shownOnOneLine(problem.choice)
    switch (problem.kind, problem.scene) {
    case (.over, _), (_, nil):
      return "turn \(problem.turn): there is nothing left to choose, the encounter is over, but "
        + "\(choice) follows"
    case (.unknown, let scene?):
      var nearest = NearestName()
      let ids = opened.scenario.scenes[scene].choices.range.map {
        opened.scenario.string(opened.scenario.choices[$0].id)
      }
      let guess = nearest.find(problem.choice, in: ids).map { "did you mean \($0)?" }
      return "turn \(problem.turn): the scene \(id(scene)) has no choice \(choice); "
        + (guess ?? "it has \(Figures.list(ids))")
    case (.unavailable, let scene?):
      return "turn \(problem.turn): \(choice) cannot be taken in the scene \(id(scene)) now"
    case (.elsewhere(let recorded), let scene?):
      return "turn \(problem.turn): \(choice) was taken in the scene "
        + "\(SafeText.shownOnOneLine(recorded)), but here the scene \(id(scene)) asks"
    }
  }

  private func play(
    _ encounter: Encounter, _ path: GradedPath, _ solution: Solution
  ) -> GradedPlay {
    var record = SheetRecord(digests: opened.digests)
    record.rubricDigests = opened.documents.dropFirst().map(\.digest)
    record.hints = path.hints
    record.undos = path.undos
    record.hasTimer = path.isTimed
    return GradedPlay(
      sheet: Grader.grade(encounter, solution), record: record, program: solution.program,
      zeroOnCritical: path.zeroOnCritical)
  }
}
