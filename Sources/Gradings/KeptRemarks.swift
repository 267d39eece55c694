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

  /// `rubric.criterion`, as people and statements call it.
  package var name: String { "\(rubric).\(criterion)" }

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
  /// The comment as written; may have several lines.
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
