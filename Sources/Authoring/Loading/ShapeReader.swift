/// Reads the values of one file, checks their types and ranges, and reports what is wrong with
/// them. It knows nothing of what they mean.
struct ShapeReader {
  let view: JSONView
  /// Position of the file in the list of files that diagnostics refer to.
  let file: Int
  let limits: Limits
  var found: DiagnosticList
  var nearest: NearestName
  /// Texts that had escapes, resolved. They are thought of as standing after the file's own bytes.
  var extra: [UInt8] = []

  /// Adds a finding about a range of bytes.
  mutating func report(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, range: Range<Int>,
    others: @autoclosure () -> [Label] = [], help: @autoclosure () -> String? = nil,
    fixes: @autoclosure () -> [Fix] = [], severity: Severity = .error
  ) {
    let file = file
    found.add(
      severity,
      Diagnostic(
        code, message(), severity: severity, at: Label(file: file, range: range),
        others: others(), help: help(), fixes: fixes()))
  }

  /// Adds a finding about the value or key at a node.
  mutating func report(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, at node: Int,
    others: @autoclosure () -> [Label] = [], help: @autoclosure () -> String? = nil,
    fixes: @autoclosure () -> [Fix] = [], severity: Severity = .error
  ) {
    report(
      code, message(), range: markedRange(of: node), others: others(), help: help(),
      fixes: fixes(), severity: severity)
  }

  /// What is marked for a node: for an object or list only its opening bracket.
  func markedRange(of node: Int) -> Range<Int> {
    let range = view.range(of: node)
    switch view.kind(node) {
    case .object, .array: return range.lowerBound..<range.lowerBound + 1
    default: return range
    }
  }

  /// A label at a node of this file.
  func label(_ node: Int, _ text: String) -> Label {
    Label(file: file, range: markedRange(of: node), text: text)
  }

  /// A help and a fix for the name at `node`, which nobody knows, if one that somebody knows is
  /// near.
  mutating func suggestion(
    for node: Int, among candidates: some Sequence<String>
  ) -> (help: String?, fixes: [Fix]) {
    guard !found.isFull else { return (nil, []) }
    return suggestion(
      for: view.string(at: node), range: view.contents(of: node), among: candidates)
  }

  /// The same among the names of an index, which may be very many.
  mutating func suggestion(
    for node: Int, among candidates: NameIndex
  ) -> (help: String?, fixes: [Fix]) {
    guard !found.isFull else { return (nil, []) }
    let near = nearest.find(view.string(at: node), in: candidates)
    return suggestion(near, range: view.contents(of: node))
  }

  /// The same for a name in a range of bytes.
  mutating func suggestion(
    for name: String, range: Range<Int>, among candidates: some Sequence<String>
  ) -> (help: String?, fixes: [Fix]) {
    found.isFull ? (nil, []) : suggestion(nearest.find(name, in: candidates), range: range)
  }

  /// The same for the name that was probably meant, if there is one.
  func suggestion(_ near: String?, range: Range<Int>) -> (help: String?, fixes: [Fix]) {
    guard let near else { return (nil, []) }
    let edit = Edit(file: file, range: range, replacement: near)
    return ("did you mean `\(near)`?", [Fix("write `\(near)`", .suggested, edits: [edit])])
  }

  /// Reports that something of another type was expected; stays silent if what is there could not
  /// be read at all.
  /// - Parameter quoted: whether a text would be right without its quotes.
  mutating func reportType(
    _ expected: @autoclosure () -> String, at node: Int, quoted: (String) -> Bool = { _ in false }
  ) {
    let kind = view.kind(node)
    guard kind != .invalid else { return }
    let text = found.isFull ? "" : view.string(at: node)
    let isQuoted = quoted(text)
    let fixes = isQuoted ? rewriting(node, as: text, .suggested) : []
    report(
      .wrongType, "expected \(expected()), found \(Self.name(of: kind))", at: node,
      help: isQuoted ? "write it without quotes: \(text)" : nil,
      fixes: fixes)
  }

  /// What a value is called.
  private static func name(of kind: JSONNode.Kind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string, .escapedString, .bareString: "text"
    case .number: "a number"
    case .true: "true"
    case .false: "false"
    case .null: "null"
    case .invalid, .close: "nothing"
    }
  }
}
