/// The record of one encounter: which scenario it was, what decides its draws, and what was done.
/// Everything else follows from it: replaying a transcript gives an equal encounter.
package struct Transcript: Equatable, Sendable {
  /// What was played, and what decides its draws and the order of its choices.
  package struct Origin: Equatable, Sendable {
    package var scenarioID: String
    package var scenarioVersion: String
    /// Lower-case hexadecimal SHA-256 of the scenario file's bytes.
    package var digest: String
    /// That of the rubrics' hexadecimal digests, one after the other in the scenario's order.
    package var rubricsDigest: String
    package var voice: Voice
    /// 0 ... 2^53 - 1.
    package var seed: UInt64
    package var mode: Mode
    /// Whether windows ran out. In an exam, false is an accommodation, which the sheet states.
    package var isTimed: Bool

    package init(
      scenarioID: String, scenarioVersion: String, digest: String, rubricsDigest: String,
      voice: Voice, seed: UInt64, mode: Mode, isTimed: Bool
    ) {
      self.scenarioID = scenarioID
      self.scenarioVersion = scenarioVersion
      self.digest = digest
      self.rubricsDigest = rubricsDigest
      self.voice = voice
      self.seed = seed
      self.mode = mode
      self.isTimed = isTimed
    }
  }

  /// A choice that was taken.
  package struct Answer: Equatable, Sendable {
    /// Ids, not positions, are recorded.
    package var scene: String
    package var choice: String
    /// The window ran out and the authored silence was played.
    package var timedOut: Bool
    /// Milliseconds from the prompt to the answer, 0 or more; nil if nobody measured.
    package var waited: Int64?

    package init(scene: String, choice: String, timedOut: Bool = false, waited: Int64? = nil) {
      self.scene = scene
      self.choice = choice
      self.timedOut = timedOut
      self.waited = waited
    }
  }

  /// One thing that was done, in order. Nothing is ever taken away: an undo is an entry too.
  package enum Entry: Equatable, Sendable {
    case answer(Answer)
    /// The last answer that was not undone yet does not count.
    case undo
    /// The trainee asked for a hint.
    case hint
    /// The trainee noted something.
    case note(String)
  }

  package var origin: Origin
  package var entries: [Entry]

  package init(origin: Origin, entries: [Entry] = []) {
    self.origin = origin
    self.entries = entries
  }

  /// How many answers were undone.
  package var undos: Int { entries.count { $0 == .undo } }
  /// How many hints were asked for.
  package var hints: Int { entries.count { $0 == .hint } }

  /// The notes, in order.
  package var notes: [String] {
    entries.compactMap { if case .note(let text) = $0 { text } else { nil } }
  }

  /// The answers that count: those that were not undone.
  package var answers: [Answer] {
    entries.reduce(into: []) { answers, entry in
      switch entry {
      case .answer(let answer): answers.append(answer)
      case .undo: _ = answers.popLast()
      case .hint, .note: break
      }
    }
  }
}

/// Why a list of choices could not be played.
package struct ReplayProblem: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// The encounter was already over.
    case over
    /// The scene has no choice of this id.
    case unknown
    /// The choice is in the scene but cannot be taken now.
    case unavailable
    /// The transcript says that this answer was given in another scene.
    case elsewhere(recorded: String)
  }

  package var kind: Kind
  /// From 1.
  package var turn: Int
  /// The id that was to be taken.
  package var choice: String
  /// Where it was to be taken: a scene's index, or nil after the end.
  package var scene: Int?
}

extension Encounter {
  /// Takes the choice of this id in the scene that waits for an answer.
  @discardableResult
  package mutating func take(id: String) throws(ReplayProblem) -> [Beat] {
    guard case .scene(let scene) = position else {
      throw ReplayProblem(kind: .over, turn: turns.count + 1, choice: id, scene: nil)
    }
    let choices = scenario.scenes[scene].choices.range
    guard let choice = choices.first(where: { scenario.string(scenario.choices[$0].id) == id })
    else {
      throw ReplayProblem(kind: .unknown, turn: turns.count + 1, choice: id, scene: scene)
    }
    do throws(Refusal) {
      return try take(choice)
    } catch {
      throw ReplayProblem(kind: .unavailable, turn: turns.count + 1, choice: id, scene: scene)
    }
  }

  /// Takes a recorded answer, which must have been given in the scene that waits.
  @discardableResult
  package mutating func take(_ answer: Transcript.Answer) throws(ReplayProblem) -> [Beat] {
    if case .scene(let scene) = position,
      scenario.string(scenario.scenes[scene].id) != answer.scene
    {
      throw ReplayProblem(
        kind: .elsewhere(recorded: answer.scene), turn: turns.count + 1, choice: answer.choice,
        scene: scene)
    }
    return try take(id: answer.choice)
  }

  /// The encounter that a transcript records.
  package init(_ program: Program, replaying transcript: Transcript) throws(ReplayProblem) {
    self.init(program, seed: transcript.origin.seed, mode: transcript.origin.mode)
    for answer in transcript.answers { try take(answer) }
  }
}
