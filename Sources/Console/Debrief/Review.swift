import Reports
import Simulation

/// A graded attempt, as the debrief looks at it.
struct Review: Sendable {
  let attempt: Attempt
  let sheet: ScoreSheet
  let solution: Solution
  /// How the trainee stands in this scenario, this attempt included; nil if nobody knows.
  let standing: Standing?

  var scenario: Scenario { attempt.scenario }

  /// A text of the sheet with its names filled in.
  func filled(_ text: String) -> String { attempt.names.filled(text) }

  /// What was said or done in a turn.
  func spoken(_ turn: ScoreSheet.TurnResult) -> String {
    attempt.spoken(scenario.choices[turn.choiceIndex])
  }

  /// The same as a part of a sentence.
  func mentioned(_ turn: ScoreSheet.TurnResult) -> String {
    let choice = scenario.choices[turn.choiceIndex]
    guard choice.kind != .silent else { return "saying nothing" }
    let words = attempt.words(choice.text)
    return "\"\(words.hasSuffix(".") ? String(words.dropLast()) : words)\""
  }

  /// The first of the best choices of a turn, if something better was missed there.
  func better(_ turn: ScoreSheet.TurnResult) -> Choice? {
    guard let first = turn.bestIndices.first, !turn.bestIndices.contains(turn.choiceIndex),
      turn.label == .critical || (turn.regret ?? 0) > 0.05
    else { return nil }
    return scenario.choices[first]
  }

  /// The coach's sentence on a choice, or nil.
  func why(_ choice: Choice) -> String? {
    choice.why.isEmpty ? nil : attempt.words(choice.why)
  }

  /// The turn that gave away most, if any gave away what can be seen; the first of several.
  var decisive: ScoreSheet.TurnResult? {
    var most: ScoreSheet.TurnResult?
    for turn in sheet.turns {
      guard let regret = turn.regret, regret > 0.05 else { continue }
      if regret > (most?.regret ?? 0) + 1e-9 { most = turn }
    }
    return most
  }

  /// The best score still reachable: at the start, then after every turn with its draws.
  var reachable: [Double] {
    guard let expected = sheet.expected else { return [] }
    return [expected]
      + sheet.turns.map { ($0.after ?? expected) + ($0.luck ?? 0) }
  }

  /// The family of an error with its reason.
  func words(_ error: ScoreSheet.CriticalError) -> String {
    filled(error.why)
  }
}
