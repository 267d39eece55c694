/// How much of what there is was looked at, and why not all of it.
package enum Coverage: Equatable, Sendable {
  case whole
  /// There are more states than were allowed.
  case overBudget
  /// Whoever was asked whether to go on said no.
  case stopped

  /// That of two pieces of work together: the reason not to have the whole is kept, and that somebody
  /// stopped one of them before all.
  package func and(_ other: Coverage) -> Coverage {
    if self == .stopped || other == .stopped { return .stopped }
    return self == .whole ? other : self
  }
}
