/// A graded transcript: every number with what it is made of. Names are those of the JSON in
/// grading.md; texts keep their placeholders, so that no person's name is in a sheet.
package struct ScoreSheet: Equatable, Sendable {
  /// Whether the play passes.
  package enum Verdict: Equatable, Sendable {
    case fail, pass, notYet, unfinished

    /// The word for this verdict in files and on sheets.
    package var name: String {
      switch self {
      case .fail: "fail"
      case .pass: "pass"
      case .notYet: "not-yet"
      case .unfinished: "unfinished"
      }
    }
  }

  /// A critical error that was made.
  package struct CriticalError: Equatable, Sendable {
    package var turn: Int
    package var family: Critical.Family
    package var why: String
  }

  /// One criterion's part of the score.
  package struct CriterionResult: Equatable, Sendable {
    package var id: String
    /// As applied; all weights sum to 1.
    package var weight: Double
    package var isApplicable: Bool
    /// The sum of the marks that counted.
    package var total: Int
    package var lowest: Int
    package var highest: Int
    /// Nil if not applicable.
    package var percent: Double?
  }

  /// One rubric's part of the score.
  package struct RubricResult: Equatable, Sendable {
    package var id: String
    /// The weighted mean percent; nil if nothing in it applies.
    package var score: Double?
    package var criteria: [CriterionResult]
  }

  /// How a choice compares with the best.
  package enum Label: String, Equatable, Sendable, CaseIterable {
    case critical, best, excellent, good, slip, mistake, blunder

    /// By regret, in points of score (grading.md 6).
    package init(regret: Double, isCritical: Bool) {
      guard !isCritical else {
        self = .critical
        return
      }
      switch regret - tolerance {
      case ...0: self = .best
      case ...2: self = .excellent
      case ...5: self = .good
      case ...10: self = .slip
      case ...20: self = .mistake
      default: self = .blunder
      }
    }
  }

  /// A mark that a choice or ending gave.
  package struct GivenMark: Equatable, Sendable {
    /// Index in `Scenario.criteria`.
    package var criterion: Int
    /// The criterion's id, with its rubric's where two rubrics share it.
    package var id: String
    /// As given, before stakes.
    package var level: Int
    /// Whether it counted: a waiting mark does only if the gates held.
    package var counted: Bool
    /// Level times stakes.
    package var points: Int
  }

  /// One turn of the play. Values and regrets are null where nothing was proven.
  package struct TurnResult: Equatable, Sendable {
    package var turn: Int
    package var scene: String
    package var choice: String
    package var text: String
    package var regret: Double?
    package var here: Double?
    package var later: Double?
    package var label: Label?
    package var onlyMove: Bool
    package var unexpected: Bool
    /// Ids of the best choices, in file order.
    package var best: [String]
    /// V* before the choice and after it, on the score's scale.
    package var before: Double?
    package var after: Double?
    package var luck: Double?
    package var draws: [(scene: String, branch: Int)]
    package var marks: [GivenMark]
    package var spend: Money
    package var spent: Money
    package var seconds: Int
    /// Meter values after the turn, in file order.
    package var mood: [Int]
    /// Indices in `Scenario.choices`, for showing more: the choice and the best ones.
    package var choiceIndex: Int
    package var bestIndices: [Int]

    package static func == (a: TurnResult, b: TurnResult) -> Bool {
      a.turn == b.turn && a.scene == b.scene && a.choice == b.choice && a.text == b.text
        && a.regret == b.regret && a.here == b.here && a.later == b.later && a.label == b.label
        && a.onlyMove == b.onlyMove && a.unexpected == b.unexpected && a.best == b.best
        && a.before == b.before && a.after == b.after && a.luck == b.luck
        && a.draws.elementsEqual(b.draws, by: ==) && a.marks == b.marks && a.spend == b.spend
        && a.spent == b.spent && a.seconds == b.seconds && a.mood == b.mood
    }
  }

  /// Where the play stopped.
  package struct EndingResult: Equatable, Sendable {
    package var id: String
    package var outcome: Ending.Outcome
    package var marks: [GivenMark]
    /// Index in `Scenario.endings`.
    package var index: Int
  }

  /// Whether points that waited were let through.
  package struct Gates: Equatable, Sendable {
    package var basics: Bool
    package var authority: Bool
    package var proportion: Bool
    package var clean: Bool

    package var hold: Bool { basics && authority && proportion && clean }
  }

  package var scenario: Scenario.About
  package var voice: Voice
  package var seed: UInt64
  package var mode: Mode
  package var isExact: Bool
  package var score: Double?
  package var raw: Double?
  package var rawBest: Double?
  package var rawWorst: Double?
  package var verdict: Verdict?
  package var critical: [CriticalError]
  package var random: Double?
  package var expected: Double?
  package var luck: Double?
  package var skill: Double?
  package var rubrics: [RubricResult]
  package var turns: [TurnResult]
  /// Nil if unfinished.
  package var ending: EndingResult?
  package var gates: Gates
  /// Scenes in which something unexpected was offered, and those in which it was done and counted.
  package var offered: Int
  package var taken: Int
  package var spent: Money
  package var seconds: Int
  package var simulated: CustomerMemory?
}
