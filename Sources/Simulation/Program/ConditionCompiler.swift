/// One question of a compiled condition, with where to go on either answer.
///
/// A condition is a small decision graph: follow the answers until a verdict. That needs no stack,
/// asks nothing twice and stops as soon as the answer is known.
struct Test: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// The field's bits lie within a range: every comparison with a literal, said in one way.
    case fieldInRange
    case fieldField, fieldLimit, limitLiteral
  }

  let kind: Kind
  /// Meaningless for `fieldInRange`.
  let comparison: Comparison
  /// Where the field on the left stands, as in `Field`; small, because tests are read at random.
  private let shift: UInt8
  private let width: UInt8
  private let word: Int32
  /// `fieldInRange`: the least bits; `limitLiteral`: those of the literal.
  private let low: UInt64
  /// How far the range goes on from there.
  private let span: UInt64
  /// Indices of `Tables.fields`; meaningless where the limit or a literal stands there.
  let left: Int32
  let right: Int32
  let ifTrue: Int32
  let ifFalse: Int32

  /// The verdicts, where a test's index could stand.
  static let yes: Int32 = -1
  static let no: Int32 = -2

  /// What a limit is compared with, in hundredths.
  var literal: Int64 { Int64(bitPattern: low) }

  /// The answer of a test of kind `fieldInRange`.
  @inline(__always)
  func isInRange(_ words: UnsafePointer<UInt64>) -> Bool {
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    let bits = (words[Int(word)] &>> UInt64(shift)) & mask
    return bits &- low <= span
  }

  /// Whether a field's bits lie in a range of bits.
  static func inRange(
    _ index: Int32, _ field: Field, _ range: ClosedRange<UInt64>, _ ifTrue: Int32, _ ifFalse: Int32
  ) -> Test {
    Test(
      kind: .fieldInRange, comparison: .equal, shift: UInt8(field.shift),
      width: UInt8(field.mask.nonzeroBitCount), word: field.word, low: range.lowerBound,
      span: range.upperBound - range.lowerBound, left: index, right: 0, ifTrue: ifTrue,
      ifFalse: ifFalse)
  }

  /// Two fields, or a field and the limit in force.
  static func fields(
    _ kind: Kind, _ comparison: Comparison, _ left: Int32, _ right: Int32, _ ifTrue: Int32,
    _ ifFalse: Int32
  ) -> Test {
    Test(
      kind: kind, comparison: comparison, shift: 0, width: 0, word: 0, low: 0, span: 0, left: left,
      right: right, ifTrue: ifTrue, ifFalse: ifFalse)
  }

  /// The limit in force and a literal.
  static func limit(
    _ comparison: Comparison, _ literal: Int64, _ ifTrue: Int32, _ ifFalse: Int32
  ) -> Test {
    Test(
      kind: .limitLiteral, comparison: comparison, shift: 0, width: 0, word: 0,
      low: UInt64(bitPattern: literal), span: 0, left: 0, right: 0, ifTrue: ifTrue,
      ifFalse: ifFalse)
  }
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
    .inRange(field, layout.fields[Int(field)], 1...1, yes, no)
  }

  private mutating func compile(
    _ comparison: Comparison, _ a: Operand, _ b: Operand, _ yes: Int32, _ no: Int32
  ) -> Int32 {
    switch (a, b) {
    case (.literal(let x), .literal(let y)):
      return comparison.holds(x, y) ? yes : no
    case (.limit, .limit):
      return comparison.holds(0, 0) ? yes : no
    case (.literal, _):
      return compile(comparison.flipped, b, a, yes, no)
    case (.limit, .literal(let y)):
      return add(.limit(comparison, y, yes, no))
    case (.limit, _):
      return compile(comparison.flipped, b, a, yes, no)
    case (_, .literal(let y)):
      return compile(comparison, field: field(a), y, yes, no)
    case (_, .limit):
      return add(.fields(.fieldLimit, comparison, field(a), 0, yes, no))
    case (_, _):
      return add(.fields(.fieldField, comparison, field(a), field(b), yes, no))
    }
  }

  /// A comparison with a literal, as a range of the field's bits. Where no value or every value
  /// satisfies it there is nothing to ask.
  private mutating func compile(
    _ comparison: Comparison, field index: Int32, _ literal: Int64, _ yes: Int32, _ no: Int32
  ) -> Int32 {
    let field = layout.fields[Int(index)]
    let most = Int64(field.mask)
    let bits = literal - field.bias
    let (low, high): (Int64, Int64) =
      switch comparison {
      case .less: (0, bits - 1)
      case .lessOrEqual: (0, bits)
      case .greater: (bits + 1, most)
      case .greaterOrEqual: (bits, most)
      case .equal, .notEqual: (bits, bits)
      }
    let (isIn, isOut) = comparison == .notEqual ? (no, yes) : (yes, no)
    let first = max(low, 0)
    let last = min(high, most)
    if first > last { return isOut }
    if first == 0, last == most { return isIn }
    return add(.inRange(index, field, UInt64(first)...UInt64(last), isIn, isOut))
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
