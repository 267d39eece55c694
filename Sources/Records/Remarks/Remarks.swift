package import Gradings

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
