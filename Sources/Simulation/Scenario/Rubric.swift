/// What is graded: criteria with anchored levels.
package struct Rubric: Equatable, Sendable {
  package var id: String
  package var version: String
  package var title: String
  package var about: String
  /// Positive marks count only if the gates hold at the ending.
  package var gated: Bool
  package var criteria: [Criterion]

  package init(
    id: String, version: String, title: String, about: String, gated: Bool, criteria: [Criterion]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.about = about
    self.gated = gated
    self.criteria = criteria
  }
}

/// One thing that a rubric looks at.
package struct Criterion: Equatable, Sendable {
  package var id: String
  package var title: String
  /// A positive integer.
  package var weight: Int
  /// The anchors of the levels -2, -1, 0, 1, 2 in this order: what one would see or hear.
  package var levels: [String]

  package init(id: String, title: String, weight: Int, levels: [String]) {
    self.id = id
    self.title = title
    self.weight = weight
    self.levels = levels
  }

  /// The anchor of a level, -2 ... 2; sums outside are clamped to the nearest level.
  package func anchor(level: Int) -> String {
    levels[min(max(level, -2), 2) + 2]
  }
}

/// A rubric as a scenario uses it.
package struct RubricUse: Equatable, Sendable {
  /// The path as written in the scenario file.
  package var file: String
  /// A positive integer.
  package var weight: Int
  package var rubric: Rubric

  package init(file: String, weight: Int, rubric: Rubric) {
    self.file = file
    self.weight = weight
    self.rubric = rubric
  }
}

/// A least percent that a play must reach to pass.
package struct Need: Equatable, Sendable {
  /// Index in `Scenario.rubrics`.
  package var rubric: Int
  /// Index in `Scenario.criteria`, or nil for the whole rubric.
  package var criterion: Int?
  /// 0 ... 100.
  package var percent: Int

  package init(rubric: Int, criterion: Int?, percent: Int) {
    self.rubric = rubric
    self.criterion = criterion
    self.percent = percent
  }
}
