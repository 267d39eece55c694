package import Gradings
package import Simulation

/// A level changed by hand. The sheet stays as it was graded; this stands beside it.
package struct KeptOverride: Equatable, Sendable {
  /// The id of the criterion's rubric.
  package var rubric: String
  /// The criterion's id within its rubric.
  package var criterion: String
  /// The level in force before, -2 ... 2.
  package var old: Int
  /// The level that the person gave, -2 ... 2.
  package var new: Int
  /// The name of the one who changed it; `forgotten` once that person is erased.
  package var who: String
  /// The reason given for the change.
  package var why: String
  /// When it was changed.
  package var made: Timestamp

  /// A change as it is; nothing is checked.
  package init(
    rubric: String, criterion: String, old: Int, new: Int, who: String, why: String,
    made: Timestamp
  ) {
    self.rubric = rubric
    self.criterion = criterion
    self.old = old
    self.new = new
    self.who = who
    self.why = why
    self.made = made
  }
}

/// What a trainer wrote about a play.
package struct Comment: Equatable, Sendable {
  /// The name of the one who wrote it; `forgotten` once that person is erased.
  package var who: String
  /// The comment as written.
  package var text: String
  /// When it was written.
  package var made: Timestamp

  /// A comment as it is.
  package init(who: String, text: String, made: Timestamp) {
    self.who = who
    self.text = text
    self.made = made
  }
}

/// A level that a person gave to compare eyes with another person. It changes no score.
package struct Rating: Equatable, Sendable {
  /// The encounter's number in this file, from 1.
  package var encounter: Int64
  /// The id of the criterion's rubric.
  package var rubric: String
  /// The criterion's id within its rubric.
  package var criterion: String
  /// The name of the one who gave it; `forgotten` once that person is erased.
  package var who: String
  /// -2 ... 2.
  package var level: Int
}

/// A score as it would be with the levels that people changed.
package struct AdjustedScore: Equatable, Sendable {
  /// The weighted sum of the criteria's percents, with those of the changed levels in place of the
  /// sheet's (grading.md 3).
  package var raw: Double
  /// 0 ... 100.
  package var score: Double
}

extension KeptGrading {
  /// The score with overrides: an overridden criterion's percent is that of its new level (-2 is 0,
  /// +2 is 100), the rest of the arithmetic is the sheet's (grading.md 3). Of several overrides of
  /// one criterion the last counts.
  /// - Returns: nil without overrides, or where the sheet has no score.
  package func adjusted(by overrides: [KeptOverride]) -> AdjustedScore? {
    guard let rawBest, let rawWorst, rawBest > rawWorst, score != nil, !overrides.isEmpty else {
      return nil
    }
    var raw = 0.0
    for criterion in criteria {
      guard let percent = criterion.percent else { continue }
      let change = overrides.last {
        $0.rubric == criterion.rubric && $0.criterion == criterion.criterion
      }
      raw += criterion.weight * (change.map { Double($0.new + 2) * 25 } ?? percent)
    }
    let score = 100 * (raw - rawWorst) / (rawBest - rawWorst)
    return AdjustedScore(raw: raw, score: min(max(score, 0), 100))
  }
}
