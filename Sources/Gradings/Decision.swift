package import Simulation

/// One turn of a graded play, as far as tables and class reports need it.
package struct Decision: Equatable, Sendable {
  /// The turn's number, from 1.
  package var turn: Int
  /// What was chosen.
  package var choice: KnownChoice
  /// The first best choice of the scene at that moment; nil where nothing was proven.
  package var best: KnownChoice?
  /// What the choice gave away, in points of score (grading.md 5); nil where nothing was proven.
  package var regret: Double?
  /// The part of the regret that was lost at once, in points of score (grading.md 5); nil where
  /// nothing was proven.
  package var here: Double?
  /// The rest of the regret: the doors closed, in points of score (grading.md 5); nil where nothing
  /// was proven.
  package var later: Double?
  /// What the draws after the choice gave, in points of score (grading.md 5): 0 without draws, nil
  /// where nothing was proven.
  package var luck: Double?
  /// How the choice compares with the best (grading.md 6); nil where nothing was proven.
  package var label: ScoreSheet.Label?
  /// The choice was best and every other clean one, of which there was at least one, gave away 10
  /// points or more (grading.md 6); false where nothing was proven.
  package var onlyMove: Bool
  /// A positive gated mark that counted at the end, at a regret of at most 2 (grading.md 6); false
  /// where nothing was proven.
  package var unexpected: Bool
  /// The window ran out.
  package var timedOut: Bool
  /// Money given away by this choice alone.
  package var spend: Money
  /// Handling time of this turn.
  package var seconds: Int
  /// Milliseconds from the prompt to the answer; nil if nobody measured.
  package var waited: Int64?

  /// Takes every value as it is; nothing is computed.
  package init(
    turn: Int, choice: KnownChoice, best: KnownChoice?, regret: Double?, here: Double?,
    later: Double?, luck: Double?, label: ScoreSheet.Label?, onlyMove: Bool, unexpected: Bool,
    timedOut: Bool, spend: Money, seconds: Int, waited: Int64?
  ) {
    self.turn = turn
    self.choice = choice
    self.best = best
    self.regret = regret
    self.here = here
    self.later = later
    self.luck = luck
    self.label = label
    self.onlyMove = onlyMove
    self.unexpected = unexpected
    self.timedOut = timedOut
    self.spend = spend
    self.seconds = seconds
    self.waited = waited
  }
}

extension Decision {
  /// As far as counting goes: what was chosen, and what it gave away. Nothing else is known of it.
  package init(turn: Int, choice: KnownChoice, regret: Double?) {
    self.init(
      turn: turn, choice: choice, best: nil, regret: regret, here: nil, later: nil, luck: nil,
      label: nil, onlyMove: false, unexpected: false, timedOut: false, spend: .zero, seconds: 0,
      waited: nil)
  }
}

/// A choice of a pinned scenario. A class, so that a hundred thousand plays share one value and
/// handing it on costs one reference; it never changes.
package final class KnownChoice: Equatable, Sendable {
  /// The scene's id; empty if the choice is unknown.
  package let scene: String
  /// The choice's id, unique in its scene; empty if the choice is unknown.
  package let choice: String
  /// What is said or done, with its placeholders; empty if the text that was played is not at hand.
  package let text: String

  /// A choice by the ids of its scene and of itself, with its words.
  package init(scene: String, choice: String, text: String) {
    self.scene = scene
    self.choice = choice
    self.text = text
  }

  /// Equal ids and words; one value shared by both sides is found equal without comparing them.
  package static func == (a: KnownChoice, b: KnownChoice) -> Bool {
    a === b || (a.scene == b.scene && a.choice == b.choice && a.text == b.text)
  }
}

extension Decision {
  /// A turn of a sheet.
  /// - Parameters:
  ///   - scenario: the one that was played, for the words of the better choice; nil if its text is
  ///     not at hand.
  ///   - answer: the one that counts, for how long it took.
  package init(
    _ turn: ScoreSheet.TurnResult, _ scenario: Scenario?, _ answer: Transcript.Answer?
  ) {
    let best = turn.best.first.map { id in
      KnownChoice(scene: turn.scene, choice: id, text: turn.wordsOfBest(in: scenario) ?? "")
    }
    self.init(
      turn: turn.turn,
      choice: KnownChoice(scene: turn.scene, choice: turn.choice, text: turn.text), best: best,
      regret: turn.regret, here: turn.here, later: turn.later, luck: turn.luck, label: turn.label,
      onlyMove: turn.onlyMove, unexpected: turn.unexpected, timedOut: answer?.timedOut ?? false,
      spend: turn.spend, seconds: turn.seconds, waited: answer?.waited)
  }
}

extension ScoreSheet.TurnResult {
  /// A sheet from elsewhere may name a choice that this text does not have: its index is -1.
  fileprivate func wordsOfBest(in scenario: Scenario?) -> String? {
    guard let scenario, let index = bestIndices.first, scenario.choices.indices.contains(index)
    else { return nil }
    return scenario.words(of: scenario.choices[index])
  }
}
