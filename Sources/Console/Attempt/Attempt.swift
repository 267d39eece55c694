package import Reports
package import Simulation

/// One attempt at a scenario: the encounter with its transcript, each entry kept before the next
/// prompt. What can be shown of it is the business of the dialogues and of the protocol.
package struct Attempt: Sendable {
  package let opened: OpenedScenario
  package let options: PlayOptions
  package let kind: Kind
  package private(set) var encounter: Encounter
  package private(set) var transcript: Transcript
  /// Nil if nothing could be begun in the records, and in a fork.
  package private(set) var ticket: EncounterTicket?
  /// Whether the records are still to hear of this attempt. They do once its first screen is shown,
  /// which waits for nothing, and before anything is answered.
  package private(set) var isUnannounced = false
  /// What the records said last, to be shown once; nil if all went well.
  package var remark: String?
  /// Whether what is kept outlasts the program.
  package private(set) var isLasting = false
  /// The encounter before each answer that counts.
  private var earlier: [Encounter] = []
  private(set) var proof: Solution

  /// What an encounter is played for.
  package enum Kind: Equatable, Sendable {
    /// For the record, if there is one.
    case attempt
    /// Out of a debrief, for its own sake: kept nowhere, with hints and undo.
    case fork
    /// To try one scene: kept nowhere, with hints and undo, scored from that scene on.
    case rehearsal
  }

  init(
    opened: OpenedScenario, options: PlayOptions, kind: Kind, encounter: Encounter,
    transcript: Transcript, proof: Solution
  ) {
    self.opened = opened
    self.options = options
    self.kind = kind
    self.encounter = encounter
    self.transcript = transcript
    self.proof = proof
  }

  package var scenario: Scenario { encounter.scenario }

  /// The names that stand in this attempt's texts.
  package var names: Placeholders {
    Placeholders(customer: scenario.customer.name, trainee: options.trainee)
  }

  /// A text of the scenario with its names filled in.
  package func words(_ text: Text) -> String { names.filled(scenario.string(text)) }

  /// Whether an answer is still waited for.
  package var isOpen: Bool {
    if case .scene = encounter.position { true } else { false }
  }

  /// Whether hints and undo are there.
  package var allowsHelp: Bool { options.mode == .practice || isFork }

  /// Whether it was forked out of a debrief.
  package var isFork: Bool { kind == .fork }

  /// Where a rehearsal began, for a person; nil for what is none.
  var rehearsed: String? {
    kind == .rehearsal ? options.rehearsal?.words(opened.scenario) : nil
  }

  /// The window of the scene that waits, if windows run.
  package var window: Window? {
    guard options.isTimed, case .scene(let scene) = encounter.position else { return nil }
    return scenario.scenes[scene].window
  }
}

extension Attempt {
  /// Takes a choice of the scene that waits.
  /// - Parameters:
  ///   - timedOut: the window ran out.
  ///   - waited: milliseconds since the prompt.
  package mutating func take(
    _ choice: Int, timedOut: Bool = false, waited: Int64? = nil, _ surroundings: Surroundings
  ) throws(Refusal) -> [Beat] {
    guard case .scene(let scene) = encounter.position else { throw .over }
    var next = encounter
    let beats = try next.take(choice)
    earlier.append(encounter)
    encounter = next
    let answer = Transcript.Answer(
      scene: scenario.string(scenario.scenes[scene].id),
      choice: scenario.string(scenario.choices[choice].id), timedOut: timedOut, waited: waited)
    add(.answer(answer), surroundings)
    return beats
  }

  /// Whether there is an answer to take back.
  package var canUndo: Bool { !earlier.isEmpty }

  /// Takes the last answer back; it stays in the transcript as undone.
  package mutating func undo(_ surroundings: Surroundings) {
    guard let before = earlier.popLast() else { return }
    encounter = before
    add(.undo, surroundings)
  }

  /// Counts a hint.
  package mutating func noteHint(_ surroundings: Surroundings) { add(.hint, surroundings) }

  /// Keeps what the trainee noted.
  package mutating func note(_ text: String, _ surroundings: Surroundings) {
    add(.note(text), surroundings)
  }

  /// How many hints were asked for since the last answer or undo.
  package var hintsHere: Int {
    transcript.entries.reversed().prefix { entry in
      switch entry {
      case .hint, .note: true
      case .answer, .undo: false
      }
    }.count { $0 == .hint }
  }

  private mutating func add(_ entry: Transcript.Entry, _ surroundings: Surroundings) {
    announce(surroundings)
    transcript.entries.append(entry)
    guard let ticket else { return }
    if let problem = surroundings.records.keep(ticket, entry) { lose(problem) }
  }

  /// After the first failure nothing more is sent: a record with a hole is worth less than one that
  /// ends.
  private mutating func lose(_ problem: Problem) {
    remark = "From here on nothing is kept: \(problem.words). The encounter goes on."
    ticket = nil
  }

  /// Leaves it to whoever shows the first screen to tell the records.
  mutating func awaitAnnouncement() { isUnannounced = true }

  /// Tells the records that this attempt begins, unless they know.
  package mutating func announce(_ surroundings: Surroundings) {
    guard isUnannounced else { return }
    isUnannounced = false
    isLasting = surroundings.records.isLasting
    let new = NewEncounter(
      opened: opened, origin: transcript.origin, trainee: options.trainee,
      startedAt: surroundings.now())
    switch surroundings.records.begin(new) {
    case .success(let ticket): self.ticket = ticket
    case .failure(let problem):
      remark = "This encounter is not kept: \(problem.words)."
    }
  }

  /// Does again what a transcript says, without keeping it a second time.
  mutating func replay(_ entry: Transcript.Entry) throws(ReplayProblem) {
    switch entry {
    case .answer(let answer):
      let before = encounter
      try encounter.take(answer)
      earlier.append(before)
    case .undo: if let before = earlier.popLast() { encounter = before }
    case .hint, .note: break
    }
    transcript.entries.append(entry)
  }

  mutating func carryOn(_ ticket: EncounterTicket, _ surroundings: Surroundings) {
    isLasting = surroundings.records.isLasting
    self.ticket = ticket
  }
}

extension Attempt {
  /// The proof as far as it went. It is made while the scenario opens, if that takes no noticeable
  /// time, and else when it is first needed.
  package mutating func solution(_ surroundings: Surroundings) -> Solution {
    if !proof.isExact {
      proof = surroundings.proving { Solution(encounter.program, effort: $0) }
    }
    return proof
  }

  /// The sheet of what was played, or why there is none.
  package mutating func graded(_ surroundings: Surroundings) -> Result<ScoreSheet, Problem> {
    guard !scenario.draft else {
      return .failure(Problem("this scenario is a draft, which is not graded", exitCode: 65))
    }
    let solution = solution(surroundings)
    if let problem = unscored(solution) { return .failure(problem) }
    guard solution.findings.isEmpty else {
      return .failure(
        Problem(opened.describe(solution.findings, encounter.program.voice), exitCode: 65))
    }
    return .success(Grader.grade(encounter, solution))
  }

  /// Why a rehearsal has no score: flaws that an attempt would be refused for are no hindrance to
  /// trying a scene.
  private func unscored(_ solution: Solution) -> Problem? {
    guard kind == .rehearsal, !solution.findings.isEmpty else { return nil }
    let isFlat = solution.findings.allSatisfy {
      $0.kind == .flatScore || $0.kind == .noApplicableCriterion
    }
    return Problem(
      isFlat
        ? "from here on every way comes to the same points"
        : "from here on the scenario has errors, which `check` names", exitCode: 65)
  }

  /// Hands the finished attempt to the records.
  package mutating func finish(_ sheet: ScoreSheet?, _ surroundings: Surroundings) {
    announce(surroundings)
    guard let ticket else { return }
    let finished = FinishedEncounter(
      opened: opened, transcript: transcript, sheet: sheet, endedAt: surroundings.now())
    if let problem = surroundings.records.finish(ticket, finished) {
      remark = "The score is not kept: \(problem.words)."
    }
  }

  /// A test or an exam that is left stays on record as an attempt, unfinished; practice may go on
  /// some other day.
  package mutating func abandon(_ surroundings: Surroundings) {
    guard options.mode != .practice, isOpen, !encounter.turns.isEmpty else { return }
    finish(try? graded(surroundings).get(), surroundings)
  }
}
