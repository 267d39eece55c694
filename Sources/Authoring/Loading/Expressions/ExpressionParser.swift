import Simulation

/// Reads conditions by the grammar of `format.md` and checks their types, appending their nodes to
/// one table.
struct ExpressionParser {
  var scope = ExpressionScope()
  /// The nodes of all conditions read so far.
  private(set) var nodes: [ExpressionNode] = []
  /// What is wrong with the last condition.
  private(set) var problems: [ExpressionProblem] = []
  private var isRaise = false
  /// Set at the first mistake of syntax: what follows cannot be judged.
  private var hasFailed = false

  /// Reads one condition. The result is the position of its root in `nodes`, or nil if there are
  /// problems.
  mutating func parse(
    _ text: UnsafeBufferPointer<UInt8>, isRaise: Bool = false
  ) -> Int? {
    problems.removeAll(keepingCapacity: true)
    self.isRaise = isRaise
    hasFailed = false
    var lexer = ExpressionLexer(text)
    let term = disjunction(&lexer, depth: 0)
    if !hasFailed, lexer.token != .end { fail(lexer) }
    let root = boolean(term)
    return problems.isEmpty ? root.map(Int.init) : nil
  }

  /// Makes room for that many nodes.
  mutating func reserve(_ count: Int) {
    nodes.reserveCapacity(count)
  }

  private mutating func disjunction(_ lexer: inout ExpressionLexer, depth: Int) -> ExpressionTerm {
    var left = conjunction(&lexer, depth: depth)
    while !hasFailed, lexer.token == .or {
      lexer.advance()
      let right = conjunction(&lexer, depth: depth)
      left = join(left, right) { .or($0, $1) }
    }
    return left
  }

  private mutating func conjunction(_ lexer: inout ExpressionLexer, depth: Int) -> ExpressionTerm {
    var left = negation(&lexer, depth: depth)
    while !hasFailed, lexer.token == .and {
      lexer.advance()
      let right = negation(&lexer, depth: depth)
      left = join(left, right) { .and($0, $1) }
    }
    return left
  }

  private mutating func negation(_ lexer: inout ExpressionLexer, depth: Int) -> ExpressionTerm {
    let start = lexer.range.lowerBound
    var count = 0
    while lexer.token == .not {
      count += 1
      lexer.advance()
    }
    let term = comparison(&lexer, depth: depth)
    guard count > 0, !hasFailed else { return term }
    let range = start..<term.range.upperBound
    guard let node = boolean(term) else { return ExpressionTerm(kind: .broken, range: range) }
    guard count % 2 == 1 else { return ExpressionTerm(kind: .boolean(node), range: range) }
    return append(.not(node), range)
  }

  private mutating func comparison(_ lexer: inout ExpressionLexer, depth: Int) -> ExpressionTerm {
    let left = term(&lexer, depth: depth)
    guard !hasFailed, case .comparison(let sign) = lexer.token else { return left }
    let signRange = lexer.range
    lexer.advance()
    let right = term(&lexer, depth: depth)
    if !hasFailed, case .comparison = lexer.token {
      fail(at: lexer.range, "a comparison has two sides", help: "join two comparisons with `and`")
    }
    guard !hasFailed else { return right }
    return compare(left, sign, signRange, right)
  }

  private mutating func term(_ lexer: inout ExpressionLexer, depth: Int) -> ExpressionTerm {
    let range = lexer.range
    let kind: ExpressionTerm.Kind
    switch lexer.token {
    case .number(let value): kind = .number(value)
    case .amount(let hundredths): kind = .amount(hundredths)
    case .name: kind = meaning(of: lexer)
    case .open: return parenthesis(&lexer, depth: depth)
    default:
      fail(lexer)
      return ExpressionTerm(kind: .broken, range: range)
    }
    lexer.advance()
    return ExpressionTerm(kind: kind, range: range)
  }

  private mutating func parenthesis(
    _ lexer: inout ExpressionLexer, depth: Int
  ) -> ExpressionTerm {
    let start = lexer.range.lowerBound
    guard depth < scope.depth else {
      fail(at: lexer.range, "parentheses are nested more than \(scope.depth) deep", help: nil)
      return ExpressionTerm(kind: .broken, range: lexer.range)
    }
    lexer.advance()
    let inner = disjunction(&lexer, depth: depth + 1)
    guard !hasFailed else { return inner }
    guard lexer.token == .close else {
      if lexer.token == .end {
        fail(at: start..<start + 1, "this parenthesis is never closed", help: nil)
      } else {
        fail(lexer)
      }
      return inner
    }
    let range = start..<lexer.range.upperBound
    lexer.advance()
    guard let node = boolean(inner) else { return ExpressionTerm(kind: .broken, range: range) }
    return ExpressionTerm(kind: .boolean(node), range: range)
  }
}

extension ExpressionParser {
  /// Adds a problem.
  private mutating func report(_ kind: ExpressionProblem.Kind, at range: Range<Int>) {
    problems.append(ExpressionProblem(kind: kind, range: range))
  }

  /// Adds a mistake of syntax; reading stops there.
  private mutating func fail(at range: Range<Int>, _ message: String, help: String?) {
    if !hasFailed { report(.syntax(message, help: help), at: range) }
    hasFailed = true
  }

  /// Reports that the lexer's token does not belong where it is.
  private mutating func fail(_ lexer: ExpressionLexer) {
    switch lexer.token {
    case .end:
      let message =
        lexer.range.lowerBound == 0 ? "the condition is empty" : "something is missing here"
      fail(at: lexer.range, message, help: nil)
    case .badNumber(let message):
      if !hasFailed { report(.literal(message), at: lexer.range) }
      hasFailed = true
    case .odd(let help): fail(at: lexer.range, "this is not expected here", help: help)
    case .not:
      fail(
        at: lexer.range, "`not` is not expected here", help: "put `(not ...)` into parentheses")
    default: fail(at: lexer.range, "this is not expected here", help: nil)
    }
  }

  private mutating func append(
    _ node: ExpressionNode, _ range: Range<Int>
  ) -> ExpressionTerm {
    nodes.append(node)
    return ExpressionTerm(kind: .boolean(Int32(truncatingIfNeeded: nodes.count - 1)), range: range)
  }

  /// The node of a term that must be true or false; reported if it is not.
  private mutating func boolean(_ term: ExpressionTerm) -> Int32? {
    switch term.kind {
    case .boolean(let node): return node
    case .broken: return nil
    default:
      if !hasFailed { report(.notCondition(term.words), at: term.range) }
      return nil
    }
  }

  private mutating func join(
    _ left: ExpressionTerm, _ right: ExpressionTerm, _ make: (Int32, Int32) -> ExpressionNode
  ) -> ExpressionTerm {
    let range = left.range.lowerBound..<max(left.range.lowerBound, right.range.upperBound)
    let (one, other) = (boolean(left), boolean(right))
    guard let one, let other else { return ExpressionTerm(kind: .broken, range: range) }
    return append(make(one, other), range)
  }

  /// What a name means, as a term.
  private mutating func meaning(of lexer: ExpressionLexer) -> ExpressionTerm.Kind {
    let word = UnsafeBufferPointer(rebasing: lexer.text[lexer.range])
    if let state = scope.states.number(of: word) {
      if state >= 0 { return .integer(.meter(Int32(truncatingIfNeeded: state))) }
      return leaf(.flag(Int32(truncatingIfNeeded: ~state)))
    }
    if word.count > 6, word.starts(with: "knows.".utf8) {
      let fact = UnsafeBufferPointer(rebasing: word[6...])
      if let index = scope.facts.number(of: fact) {
        return leaf(.knows(Int32(truncatingIfNeeded: index)))
      }
    }
    return meaning(ofReserved: lexer.word, at: lexer.range)
  }

  private mutating func meaning(
    ofReserved word: String, at range: Range<Int>
  ) -> ExpressionTerm.Kind {
    switch word {
    case "true": return leaf(.constant(true))
    case "false": return leaf(.constant(false))
    case "turns": return .integer(.turns)
    case "seconds": return .integer(.seconds)
    case "spent": return .money(.spent)
    case "voice": return .voice
    case "limit":
      if scope.hasLimit, !isRaise { return .money(.limit) }
      report(.noLimit(inRaise: scope.hasLimit), at: range)
    default:
      if let voice = Voice(name: word) {
        if scope.voices.contains(voice) { return .voiceName(voice) }
        report(.voice(voice), at: range)
      } else {
        report(.unknownName(word), at: range)
      }
    }
    return .broken
  }

  private mutating func leaf(_ node: ExpressionNode) -> ExpressionTerm.Kind {
    append(node, 0..<0).kind
  }

  /// Compares two terms, if that has a meaning (the table in `format.md`).
  private mutating func compare(
    _ left: ExpressionTerm, _ sign: Comparison, _ signRange: Range<Int>, _ right: ExpressionTerm
  ) -> ExpressionTerm {
    let range = left.range.lowerBound..<max(left.range.lowerBound, right.range.upperBound)
    let broken = ExpressionTerm(kind: .broken, range: range)
    switch (left.kind, right.kind) {
    case (.broken, _), (_, .broken): return broken
    case (.boolean(let one), .boolean(let other)):
      guard isEquality(sign, signRange, "yes/no conditions") else { return broken }
      return negated(.same(one, other), if: sign == .notEqual, range)
    case (.voice, .voiceName(let voice)), (.voiceName(let voice), .voice):
      guard isEquality(sign, signRange, "voices") else { return broken }
      return negated(.voice(voice), if: sign == .notEqual, range)
    default: break
    }
    if let one = integer(left), let other = integer(right) {
      checkSize(left)
      checkSize(right)
      return append(.compare(sign, one, other), range)
    }
    if let one = money(left), let other = money(right) {
      return append(.compare(sign, one, other), range)
    }
    report(.type("\(left.words) and \(right.words) cannot be compared"), at: range)
    return broken
  }

  private mutating func isEquality(
    _ sign: Comparison, _ range: Range<Int>, _ what: StaticString
  ) -> Bool {
    if sign == .equal || sign == .notEqual { return true }
    report(.type("\(what) are compared with `==` and `!=` only"), at: range)
    return false
  }

  private mutating func negated(
    _ node: ExpressionNode, if isNegated: Bool, _ range: Range<Int>
  ) -> ExpressionTerm {
    let term = append(node, range)
    guard isNegated else { return term }
    return append(.not(Int32(truncatingIfNeeded: nodes.count - 1)), range)
  }

  /// Literals of money may be larger than those of integers.
  private mutating func checkSize(_ term: ExpressionTerm) {
    let most = scope.integer
    guard case .number(let value) = term.kind, abs(Int(value)) > most else { return }
    report(.literal("an integer is from -\(most) to \(most)"), at: term.range)
  }

  private func integer(_ term: ExpressionTerm) -> Operand? {
    switch term.kind {
    case .integer(let operand): operand
    case .number(let value): .literal(value)
    default: nil
    }
  }

  private func money(_ term: ExpressionTerm) -> Operand? {
    switch term.kind {
    case .money(let operand): operand
    case .amount(let hundredths): .literal(hundredths)
    case .number(let units): .literal(units * 100)
    default: nil
    }
  }
}
