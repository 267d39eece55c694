import Simulation

extension ScenarioLoader {
  /// The condition at `node`; its mistakes are reported at their places inside the text. In a
  /// `raise` the limit has no name.
  mutating func condition(_ node: Int, mayNameLimit: Bool = true) -> Condition? {
    guard view.nodes[node].isString else {
      shape.reportType("a condition (text)", at: node)
      return nil
    }
    guard view.nodes[node].extent <= shape.limits.textBytes else {
      let most = shape.limits.textBytes
      shape.report(
        .textTooLong, "this condition is longer than \(most) bytes (\(most >> 10) KiB)", at: node)
      return nil
    }
    let view = view
    let root = view.withText(of: node) { parser.parse($0, isRaise: !mayNameLimit) }
    for problem in parser.problems { report(problem, in: node) }
    return root.map { Condition(root: $0) }
  }

  private mutating func report(_ problem: ExpressionProblem, in node: Int) {
    let range = shape.range(problem.range, in: node)
    switch problem.kind {
    case .syntax(let message, let help):
      let fixes = rewording(help, range)
      shape.report(.expressionSyntax, message, range: range, help: help, fixes: fixes)
    case .literal(let message): shape.report(.badLiteral, message, range: range)
    case .unknownName(let name): reportUnknown(name, range)
    case .noLimit(let inRaise):
      shape.report(
        .noLimit,
        inRaise ? "`limit` cannot be named where it is raised" : "there is no `limit`",
        range: range,
        help: inRaise ? nil : "give the trainee one under `authority`, `limit`")
    case .voice(let voice): reportUnsupported(voice, range: range)
    case .type(let message): shape.report(.expressionType, message, range: range)
    case .notCondition(let words):
      shape.report(
        .notCondition, "this is \(words), not a yes/no condition", range: range,
        help: "compare it with something, for instance with `>`")
    }
  }

  /// A fix for a sign that another language writes, if the help says what to write.
  private func rewording(_ help: String?, _ range: Range<Int>) -> [Fix] {
    let parts = help?.split(separator: "`") ?? []
    guard let help, parts.count == 2, parts[0] == "write " else { return [] }
    let edit = Edit(file: shape.file, range: range, replacement: " \(parts[1]) ")
    return [Fix(help, .suggested, edits: [edit])]
  }

  private mutating func reportUnknown(_ name: String, _ range: Range<Int>) {
    guard !shape.found.isFull else {
      shape.report(.unknownName, "", range: range)
      return
    }
    let (help, fixes) = shape.suggestion(for: name, range: range, among: parser.scope.names)
    shape.report(
      .unknownName, "`\(VisibleText.of(name))` is not known here", range: range,
      help: help ?? "names are meters, flags, `knows.FACT`, turns, seconds, spent, limit and voice",
      fixes: fixes)
  }
}
