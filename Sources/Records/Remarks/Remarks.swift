package import Gradings
package import Simulation

/// A level changed by hand. The sheet stays as it was graded; this stands beside it.
package struct KeptOverride: Equatable, Sendable {
  package var rubric: String
  package var criterion: String
  /// The level in force before, -2 ... 2.
  package var old: Int
  package var new: Int
  package var who: String
  package var why: String
  package var made: Timestamp

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
  package var who: String
  package var text: String
  package var made: Timestamp

  package init(who: String, text: String, made: Timestamp) {
    self.who = who
    self.text = text
    self.made = made
  }
}

/// A level that a person gave to compare eyes with another person. It changes no score.
package struct Rating: Equatable, Sendable {
  package var encounter: Int64
  package var rubric: String
  package var criterion: String
  package var who: String
  /// -2 ... 2.
  package var level: Int
}

/// A score as it would be with the levels that people changed.
package struct AdjustedScore: Equatable, Sendable {
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
