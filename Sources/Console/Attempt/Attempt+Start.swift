import Simulation
import Reports

extension Attempt {
  /// Begins an attempt, or says why this scenario cannot be played like that. The records hear of
  /// it with the first `announce`, which the dialogue at the prompt calls when its
  /// first screen is shown; the protocol, whose first line names the record, before that.
  package static func start(
    _ opened: OpenedScenario, _ options: PlayOptions, _ surroundings: Surroundings
  ) -> Result<Attempt, Problem> {
    if let rehearsal = options.rehearsal {
      return rehearse(rehearsal, opened, options, surroundings)
    }
    let scenario = opened.scenario
    let voice = options.voice ?? scenario.customer.voice
    if let problem = unsupported(voice, scenario) { return .failure(problem) }
    let program = Program(scenario, voice: voice)
    let proof: Solution
    switch prove(opened, program, options.mode, surroundings) {
    case .success(let solution): proof = solution
    case .failure(let problem): return .failure(problem)
    }
    var attempt = made(opened, options, .attempt, program, proof, surroundings)
    attempt.awaitAnnouncement()
    return .success(attempt)
  }

  /// An attempt at its start, of which no record knows.
  private static func made(
    _ opened: OpenedScenario, _ options: PlayOptions, _ kind: Kind, _ program: Program,
    _ proof: Solution, _ surroundings: Surroundings
  ) -> Attempt {
    var resolved = options
    resolved.voice = program.voice
    let seed = options.seed ?? newSeed(options.mode, surroundings)
    resolved.seed = seed
    let encounter = Encounter(program, seed: seed, mode: options.mode)
    return Attempt(
      opened: opened, options: resolved, kind: kind, encounter: encounter,
      transcript: Transcript(origin: origin(opened, encounter, resolved)), proof: proof)
  }

  /// Begins where a rehearsal asks for. Nothing is proven before: one tries a scene while others
  /// are not finished.
  private static func rehearse(
    _ rehearsal: Rehearsal, _ opened: OpenedScenario, _ options: PlayOptions,
    _ surroundings: Surroundings
  ) -> Result<Attempt, Problem> {
    guard options.mode == .practice else {
      return .failure(
        Problem(
          "a rehearsal is practice, not \(options.mode.name == "exam" ? "an" : "a") "
            + "\(options.mode.name)", exitCode: 64))
    }
    let voice = options.voice ?? opened.scenario.customer.voice
    if let problem = unsupported(voice, opened.scenario) { return .failure(problem) }
    return rehearsal.applied(to: opened.scenario).map { scenario in
      let program = Program(scenario, voice: voice)
      return made(opened, options, .rehearsal, program, unproven(program), surroundings)
    }
  }

  /// Continues an attempt where its transcript ends.
  package static func resume(
    _ resumed: ResumedEncounter, isCoached: Bool, _ surroundings: Surroundings
  ) -> Result<Attempt, Problem> {
    let origin = resumed.transcript.origin
    let options = PlayOptions(
      mode: origin.mode, voice: origin.voice, seed: origin.seed, trainee: resumed.trainee,
      isTimed: origin.isTimed, isCoached: isCoached)
    let program = Program(resumed.opened.scenario, voice: origin.voice)
    var attempt = Attempt(
      opened: resumed.opened, options: options, kind: .attempt,
      encounter: Encounter(program, seed: origin.seed, mode: origin.mode),
      transcript: Transcript(origin: origin), proof: unproven(program))
    do throws(ReplayProblem) {
      for entry in resumed.transcript.entries { try attempt.replay(entry) }
    } catch {
      return .failure(
        Problem("the record does not fit the scenario it was made with", exitCode: 65))
    }
    attempt.carryOn(resumed.ticket, surroundings)
    attempt.remark = resumed.remark
    return .success(attempt)
  }

  /// A fork that stands before a turn (from 1) of this attempt.
  func fork(before turn: Int) -> Attempt {
    var options = options
    options.isTimed = false
    options.isCoached = true
    var start = Encounter(
      encounter.program, seed: encounter.seed, mode: encounter.mode)
    for past in encounter.turns.prefix(turn - 1) { _ = try? start.take(past.choice) }
    return Attempt(
      opened: opened, options: options, kind: .fork, encounter: start,
      transcript: Transcript(origin: transcript.origin), proof: proof)
  }

  /// What happened since the last answer that counts.
  var lastBeats: [Beat] {
    guard let last = encounter.turns.last else { return encounter.opening }
    var before = fork(before: last.number).encounter
    return (try? before.take(last.choice)) ?? []
  }

  private static func unsupported(_ voice: Voice, _ scenario: Scenario) -> Problem? {
    let voices = scenario.customer.voices
    guard !voices.contains(voice) else { return nil }
    let supported = Figures.list(voices.map(\.name), "or")
    return Problem(
      "\(scenario.about.id) is not written for the voice \(voice.name); choose \(supported)",
      exitCode: 64)
  }

  /// A proof that was not made yet.
  private static func unproven(_ program: Program) -> Solution { Solution(program, budget: 0) }

  /// Proves the scenario in every supported voice, unless that was done before, or says what forbids
  /// to play it.
  private static func prove(
    _ opened: OpenedScenario, _ program: Program, _ mode: Mode, _ surroundings: Surroundings
  ) -> Result<Solution, Problem> {
    if let known = surroundings.proofs.recall(opened.digests) {
      if let problem = unfair(opened.scenario, mode, isProven: known == .sound) {
        return .failure(problem)
      }
      return .success(unproven(program))
    }
    let proof = surroundings.proving { VoiceProofs(opened, playing: program, $0) }
    if !proof.described.isEmpty { return .failure(Problem(proof.described, exitCode: 65)) }
    if !surroundings.isInterrupted() {
      surroundings.proofs.keep(opened.digests, proof.isExact ? .sound : .tooLarge)
    }
    if let problem = unfair(opened.scenario, mode, isProven: proof.isExact) {
      return .failure(problem)
    }
    return .success(proof.played ?? unproven(program))
  }

  /// Why there can be no exam, if one is asked for.
  private static func unfair(_ scenario: Scenario, _ mode: Mode, isProven: Bool) -> Problem? {
    guard mode == .exam else { return nil }
    if scenario.draft {
      return Problem(
        "\(scenario.about.id) is a draft: it is not graded, so it is no exam", exitCode: 65)
    }
    guard !isProven else { return nil }
    return Problem(
      "\(scenario.about.id) has too many states to be proven, so an exam would not be fair; "
        + "play it in test mode", exitCode: 65)
  }

  /// Six digits: enough luck for anybody, and short enough to be typed again.
  private static func newSeed(_ mode: Mode, _ surroundings: Surroundings) -> UInt64 {
    mode == .exam ? 0 : surroundings.newSeed() % 1_000_000
  }

  private static func origin(
    _ opened: OpenedScenario, _ encounter: Encounter, _ options: PlayOptions
  ) -> Transcript.Origin {
    Transcript.Origin(
      scenarioID: opened.scenario.about.id, scenarioVersion: opened.scenario.about.version,
      digest: opened.digests.scenario, rubricsDigest: opened.digests.rubrics,
      voice: encounter.program.voice, seed: encounter.seed, mode: encounter.mode,
      isTimed: options.isTimed)
  }
}
