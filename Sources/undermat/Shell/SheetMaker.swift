import Authoring
import Console
import Gradings
import Records
import Reports
import Simulation

/// Grades plays on record again, from the pinned texts and the moves alone. What repeats from play to
/// play, the proof of a scenario, is kept at hand.
struct SheetMaker {
  private struct Key: Hashable {
    var texts: [String]
    var voice: Voice
  }

  private struct Proven {
    var opened: OpenedScenario
    var solution: Solution
  }

  private var proven: [Key: Proven] = [:]
  private let effort: Effort

  /// - Parameter effort: who proves a scenario, and who hears of it.
  init(effort: Effort = Effort(workers: .cores)) {
    self.effort = effort
  }

  /// The graded play.
  /// - Parameter documents: the scenario's text, then those of its rubrics in order.
  mutating func play(
    _ kept: KeptEncounter, _ documents: [PinnedDocument], zeroOnCritical: Bool = false
  ) -> Result<GradedPlay, Problem> {
    let number = kept.key.number
    return proof(kept, documents).flatMap { proven in
      do throws(ReplayProblem) {
        let encounter = try Encounter(proven.solution.program, replaying: kept.transcript)
        var record = SheetRecord(kept, digests: proven.opened.digests)
        record.rubricDigests = documents.dropFirst().map(\.digest)
        return .success(
          GradedPlay(
            sheet: Grader.grade(encounter, proven.solution), record: record,
            program: proven.solution.program, zeroOnCritical: zeroOnCritical))
      } catch {
        return .failure(
          Problem(
            "the moves of encounter \(number) do not fit the scenario it was played with",
            exitCode: 65))
      }
    }
  }

  private mutating func proof(
    _ kept: KeptEncounter, _ documents: [PinnedDocument]
  ) -> Result<Proven, Problem> {
    let key = Key(texts: documents.map(\.digest), voice: kept.origin.voice)
    if let known = proven[key] { return .success(known) }
    let made = PinnedScenario.open(kept, documents).flatMap { opened -> Result<Proven, Problem> in
      guard !opened.scenario.draft else {
        return .failure(
          Problem("\(opened.scenario.about.id) is a draft, which is not graded", exitCode: 65))
      }
      let program = Program(opened.scenario, voice: kept.origin.voice)
      let solution = Solution(program, effort: effort)
      guard solution.findings.isEmpty else {
        return .failure(Problem(opened.describe(solution.findings, program.voice), exitCode: 65))
      }
      return .success(Proven(opened: opened, solution: solution))
    }
    // A proof can be large: a handful is at hand at a time.
    if proven.count >= 16 { proven.removeAll() }
    if case .success(let made) = made { proven[key] = made }
    return made
  }
}

extension SheetRecord {
  /// What the records know about a play besides its grading.
  init(_ kept: KeptEncounter, digests: Digests) {
    self.init(digests: digests)
    encounter = kept.key.uuid
    traineeID = kept.trainee.code
    trainee = kept.trainee.name ?? kept.trainee.account ?? ""
    group = kept.trainee.group
    attempt = kept.key.attempt
    started = kept.started
    ended = kept.ended
    hints = kept.transcript.hints
    undos = kept.transcript.undos
    isPlain = kept.isPlain
    hasTimer = kept.origin.isTimed
    comments = kept.comments
    overrides = kept.overrides
    title = kept.title
    grader = kept.grading?.grader ?? ""
    graded = kept.grading?.graded
    moves = kept.moves
  }
}
