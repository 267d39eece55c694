package import Simulation

/// What one criterion came to.
package struct CriterionScore: Equatable, Sendable {
  /// The id of its rubric.
  package var rubric: String
  /// Its id within the rubric.
  package var criterion: String
  /// As applied; 0 if not applicable.
  package var weight: Double
  /// The sum of the marks that counted, each times its stakes (grading.md 1).
  package var total: Int
  /// The least total over all complete plays (grading.md 2); 0 where nothing was proven.
  package var lowest: Int
  /// The greatest total over the clean complete plays (grading.md 2); 0 where nothing was proven.
  package var highest: Int
  /// Nil if not applicable.
  package var percent: Double?

  /// The level whose place on a scale of 0 to 100 is nearest to the percent, -2 ... 2, halves
  /// upwards; nil if not applicable. This is what a person's level is compared with.
  package var level: Int? {
    percent.map { Int(($0 / 25 + 0.5).rounded(.down)) - 2 }
  }

  /// Takes every number as it is; nothing is computed.
  package init(
    rubric: String, criterion: String, weight: Double, total: Int, lowest: Int, highest: Int,
    percent: Double?
  ) {
    self.rubric = rubric
    self.criterion = criterion
    self.weight = weight
    self.total = total
    self.lowest = lowest
    self.highest = highest
    self.percent = percent
  }
}

extension CriterionScore {
  /// A criterion's part of a sheet.
  package init(_ result: ScoreSheet.CriterionResult, rubric: String) {
    self.init(
      rubric: rubric, criterion: result.id, weight: result.weight, total: result.total,
      lowest: result.lowest, highest: result.highest, percent: result.percent)
  }
}
