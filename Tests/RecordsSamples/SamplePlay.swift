package import Gradings
package import Records
package import Simulation

/// Plays that look like real ones, made without a scenario.
package enum SamplePlay {
  /// The facts of an encounter of the scenario with this id.
  package static func facts(
    _ scenario: String = "cash-only", seed: UInt64 = 7, mode: Mode = .practice,
    started: Timestamp = Timestamp(milliseconds: 1_790_000_000_000)
  ) -> EncounterFacts {
    let text = PinnedDocument(bytes: Array("{\"id\":\"\(scenario)\"}".utf8))
    let rubrics = ["empowerment", "do-the-unexpected"].map {
      PinnedDocument(bytes: Array("{\"id\":\"\($0)\"}".utf8))
    }
    return EncounterFacts(
      origin: Transcript.Origin(
        scenarioID: scenario, scenarioVersion: "1.0.0", digest: text.digest,
        rubricsDigest: PinnedDocument.rubricsDigest(rubrics), voice: .promoter, seed: seed,
        mode: mode, isTimed: true),
      title: "The $8 glass of wine", path: "scenarios/\(scenario).json", scenario: text,
      rubrics: rubrics, started: started, isPlain: false)
  }

  /// The answer of a turn, from 1.
  package static func answer(_ turn: Int) -> Transcript.Entry {
    .answer(
      Transcript.Answer(
        scene: "scene-\(turn)", choice: "see-what-i-can-do-\(turn % 3)", timedOut: turn % 5 == 0,
        waited: Int64(1000 + turn)))
  }

  /// A grading of so many turns.
  package static func grading(
    turns: Int, score: Double = 64.705882353, verdict: ScoreSheet.Verdict = .notYet
  ) -> KeptGrading {
    KeptGrading(
      grader: "1", rubricsDigest: facts().origin.rubricsDigest,
      graded: Timestamp(milliseconds: 1_790_000_060_000), isExact: true, score: score, raw: 70,
      rawBest: 100, rawWorst: 15, verdict: verdict, random: 32.9, expected: 100, luck: 0,
      skill: 0.474, customerErrors: 0, businessErrors: 0, complianceErrors: 0, ending: "won",
      outcome: "kept", offered: 2, done: 1, spent: Money(hundredths: 800), seconds: 10 * turns,
      satisfaction: 3.5, recommend: 6, decisions: (0..<turns).map { decision($0 + 1) },
      criteria: criteria)
  }

  private static func decision(_ turn: Int) -> Decision {
    let scene = "scene-\(turn)"
    return Decision(
      turn: turn,
      choice: choice(scene, turn % 3), best: choice(scene, 0),
      regret: 3.5, here: 1.5, later: 2, luck: -0.25, label: .good, onlyMove: turn == 1,
      unexpected: turn == 2, timedOut: turn % 5 == 0, spend: .zero, seconds: 10,
      waited: Int64(1000 + turn))
  }

  private static func choice(_ scene: String, _ number: Int) -> KnownChoice {
    KnownChoice(
      scene: scene, choice: "see-what-i-can-do-\(number)",
      text: ["It is on us.", "Let me see, {customer}.", "(say nothing)"][number])
  }

  private static var criteria: [CriterionScore] {
    [("empowerment", "ownership", 0.4, 75.0), ("do-the-unexpected", "fitting", 0.6, 50.0)].map {
      CriterionScore(
        rubric: $0.0, criterion: $0.1, weight: $0.2, total: 1, lowest: -3, highest: 3,
        percent: $0.3)
    }
  }
}
