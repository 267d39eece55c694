/// One thing that happens between two answers, in the order in which it is shown. Beats name
/// things by index; words and names are put in when they are shown.
package enum Beat: Equatable, Sendable {
  /// A scene was entered, a chance scene too.
  case scene(Int)
  /// The line of this index in `Scenario.lines` is said, narrated or borne.
  case line(Int)
  /// A fact became known.
  case revealed(Int)
  /// The draw of a chance scene fell on the branch at this position of its list.
  case drew(scene: Int, branch: Int)
  /// The customer's patience ran out: the turn cap was reached.
  case patienceRanOut
  /// The encounter is over.
  case ended(Int)
}

/// One draw of a chance scene.
package struct Draw: Equatable, Sendable {
  package var scene: Int
  /// Position in the scene's `chance` list, from 0.
  package var branch: Int
}

/// Where an encounter stands.
package enum Position: Equatable, Sendable {
  /// A scene waits for an answer.
  case scene(Int)
  case ending(Int)
  /// A flaw of the file: nothing can be chosen, or the turn cap is reached without `patience`.
  case stuck(scene: Int)
}

/// A choice as it is offered to the trainee.
package struct Offer: Equatable, Sendable {
  /// Index in `Scenario.choices`.
  package var choice: Int
  /// False if it is shown with its reason but cannot be taken.
  package var isAvailable: Bool
}

/// One choice taken and everything that followed.
package struct Turn: Equatable, Sendable {
  /// From 1.
  package var number: Int
  package var scene: Int
  package var choice: Int
  /// The marks counted: the choice was taken for the first time.
  package var counted: Bool
  /// The money given away went above the limit in force.
  package var overspent: Bool
  package var draws: [Draw] = []
  /// Money given away so far, this turn included.
  package var spent: Money
  /// The meters after the turn with its draws.
  package var mood: [Int] = []
  /// The packed states at the choice, after it before any draw, and after all draws.
  var before: [UInt64]
  var after: [UInt64] = []
  var settled: [UInt64] = []
}

/// Why a choice could not be taken.
package enum Refusal: Error, Equatable, Sendable {
  /// The encounter is over or stuck.
  case over
  /// The scene has no such choice, or it is absent now.
  case notOffered
  /// It is shown but cannot be taken.
  case locked
}
