/// A checked boolean expression of a scenario: the index of its root in `Scenario.expressions`.
package struct Condition: Equatable, Sendable {
  package var root: Int32

  package init(root: Int) {
    self.root = Int32(truncatingIfNeeded: root)
  }
}

/// One node of a checked expression. Children stand before their parents in the table, and are
/// named by index. Types were checked when the file was loaded, so a node cannot go wrong.
package enum ExpressionNode: Equatable, Sendable {
  case constant(Bool)
  /// The flag of this index is set.
  case flag(Int32)
  /// The fact of this index is known.
  case knows(Int32)
  /// The customer speaks in this voice.
  case voice(Voice)
  case not(Int32)
  case and(Int32, Int32)
  case or(Int32, Int32)
  /// Both sides are true or both are false.
  case same(Int32, Int32)
  /// Both operands are of one kind: integers, or money in hundredths.
  case compare(Comparison, Operand, Operand)
}

/// The six comparisons of the expression language.
package enum Comparison: UInt8, CaseIterable, Equatable, Sendable, BitwiseCopyable {
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual

  package func holds(_ a: Int64, _ b: Int64) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    case .notEqual: a != b
    }
  }
}

/// What a comparison compares.
package enum Operand: Equatable, Sendable {
  /// An integer, or money in hundredths where the other side is money.
  case literal(Int64)
  /// The meter of this index.
  case meter(Int32)
  /// Choices taken so far.
  case turns
  /// Handling time so far, in seconds.
  case seconds
  /// Money given away so far, in hundredths.
  case spent
  /// The limit in force, in hundredths.
  case limit
}
