/// What a criterion can come to in a scenario, and how much of it counts (grading.md 2 and 3).
package struct CriterionRange: Equatable, Sendable, BitwiseCopyable {
  /// The least total over all complete plays.
  package var lowest: Int
  /// The greatest total over the clean complete plays.
  package var highest: Int
  /// The weight as applied: all weights sum to 1; 0 if not applicable.
  package var weight: Double = 0

  /// Nobody can walk away from a criterion: this is a property of the scenario.
  package var isApplicable: Bool { lowest != highest }

  /// 0 ... 100 for clean plays; a play with a critical error can lie above.
  package func percent(_ total: Int) -> Double? {
    guard isApplicable else { return nil }
    return 100 * Double(total - lowest) / Double(highest - lowest)
  }
}

extension Scenario {
  /// Spreads each rubric's weight over its applicable criteria in proportion to theirs and scales
  /// all to sum to 1. A rubric without an applicable criterion drops out (grading.md 3).
  func applyWeights(to ranges: inout [CriterionRange]) {
    let places = criteria
    var ofCriteria = [Double](repeating: 0, count: rubrics.count)
    for (place, range) in zip(places, ranges) where range.isApplicable {
      ofCriteria[place.rubric] += Double(criterion(place).weight)
    }
    var ofRubrics = 0.0
    for rubric in rubrics.indices where ofCriteria[rubric] > 0 {
      ofRubrics += Double(rubrics[rubric].weight)
    }
    for (index, place) in places.enumerated() where ranges[index].isApplicable {
      let share = Double(rubrics[place.rubric].weight) / ofRubrics
      ranges[index].weight = share * Double(criterion(place).weight) / ofCriteria[place.rubric]
    }
  }
}

/// Turns totals into raw points and raw points into scores.
struct Scale {
  /// Raw points per point of a criterion; 0 where it does not apply.
  let perPoint: [Double]
  /// Raw points of a play whose totals are all 0.
  let base: Double
  /// The highest raw of all clean complete plays.
  var rawBest = 100.0
  /// The lowest raw of all complete plays.
  var rawWorst = 0.0

  init(_ ranges: [CriterionRange]) {
    var base = 0.0
    perPoint = ranges.map { range in
      guard range.isApplicable else { return 0 }
      let points = range.weight * 100 / Double(range.highest - range.lowest)
      base -= points * Double(range.lowest)
      return points
    }
    self.base = base
  }

  /// Score points per raw point.
  var factor: Double { 100 / (rawBest - rawWorst) }

  func score(raw: Double) -> Double { (raw - rawWorst) * factor }
}
