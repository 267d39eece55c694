/// One question of a compiled condition, with where to go on either answer.
///
/// A condition is a small decision graph: follow the answers until a verdict. That needs no stack,
/// asks nothing twice and stops as soon as the answer is known.
struct Test: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable { case fieldLiteral, fieldField, fieldLimit, limitLiteral }

  var kind: Kind
  var comparison: Comparison
  /// What is asked about; meaningless where the limit stands on the left.
  var left: Field
  var right: Int32
  var literal: Int64
  var ifTrue: Int32
  var ifFalse: Int32

  /// The verdicts, where a test's index could stand.
  static let yes: Int32 = -1
  static let no: Int32 = -2
}

/// Turns checked expressions into tests, for one voice.
struct ConditionCompiler {
  let expressions: [ExpressionNode]
  let layout: StateLayout
  let voice: Voice
  private(set) var tests: [Test] = []

  init(_ scenario: Scenario, _ layout: StateLayout, _ voice: Voice) {
    expressions = scenario.expressions
    self.layout = layout
    self.voice = voice
  }

  /// The entry of a condition's tests; an absent condition always holds.
  mutating func entry(_ condition: Condition?) -> Int32 {
    guard let condition else { return Test.yes }
    var known: [Key: Int32] = [:]
    return compile(condition.root, Test.yes, Test.no, &known)
  }

  /// A node with its two exits. Equality compiles its right side for both orders of the exits, so
  /// nested equalities would double without this memory.
  private struct Key: Hashable {
    var node: Int32
    var ifTrue: Int32
    var ifFalse: Int32
  }

  private mutating func compile(
    _ node: Int32, _ yes: Int32, _ no: Int32, _ known: inout [Key: Int32]
  ) -> Int32 {
    if yes == no { return yes }
    switch expressions[Int(node)] {
    case .constant(let value): return value ? yes : no
    case .voice(let named): return named == voice ? yes : no
    case .flag(let index): return add(flagTest(layout.flags + index, yes, no))
    case .knows(let index): return add(flagTest(layout.facts + index, yes, no))
    case .not(let child): return compile(child, no, yes, &known)
    case .and(let a, let b):
      return compile(a, compile(b, yes, no, &known), no, &known)
    case .or(let a, let b):
      return compile(a, yes, compile(b, yes, no, &known), &known)
    case .same(let a, let b):
      let key = Key(node: node, ifTrue: yes, ifFalse: no)
      if let entry = known[key] { return entry }
      let same = compile(b, yes, no, &known)
      let entry = compile(a, same, compile(b, no, yes, &known), &known)
      known[key] = entry
      return entry
    case .compare(let comparison, let a, let b):
      return compile(comparison, a, b, yes, no)
    }
  }

  private func flagTest(_ field: Int32, _ yes: Int32, _ no: Int32) -> Test {
    Test(
      kind: .fieldLiteral, comparison: .notEqual, left: layout.fields[Int(field)], right: 0,
      literal: 0, ifTrue: yes,
      ifFalse: no)
  }

  private mutating func compile(
    _ comparison: Comparison, _ a: Operand, _ b: Operand, _ yes: Int32, _ no: Int32
  ) -> Int32 {
    var test = Test(
      kind: .fieldLiteral, comparison: comparison, left: layout.fields[0], right: 0, literal: 0,
      ifTrue: yes,
      ifFalse: no)
    switch (a, b) {
    case (.literal(let x), .literal(let y)):
      return comparison.holds(x, y) ? yes : no
    case (.limit, .limit):
      return comparison.holds(0, 0) ? yes : no
    case (.literal, _):
      return compile(comparison.flipped, b, a, yes, no)
    case (.limit, .literal(let y)):
      test.kind = .limitLiteral
      test.literal = y
    case (.limit, _):
      return compile(comparison.flipped, b, a, yes, no)
    case (_, .literal(let y)):
      test.left = layout.fields[Int(field(a))]
      test.literal = y
    case (_, .limit):
      test.kind = .fieldLimit
      test.left = layout.fields[Int(field(a))]
    case (_, _):
      test.kind = .fieldField
      test.left = layout.fields[Int(field(a))]
      test.right = field(b)
    }
    return add(test)
  }

  private func field(_ operand: Operand) -> Int32 {
    switch operand {
    case .meter(let index): layout.meters + index
    case .turns: layout.turns
    case .seconds: layout.seconds
    case .spent: layout.spent
    case .literal, .limit: preconditionFailure("neither a literal nor the limit is a field")
    }
  }

  private mutating func add(_ test: Test) -> Int32 {
    tests.append(test)
    return Int32(tests.count - 1)
  }
}

extension Comparison {
  /// The comparison that says the same with its sides exchanged.
  var flipped: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }
}
