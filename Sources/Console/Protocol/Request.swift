import Authoring
import Reports

/// What another program asks for: one JSON object a line, with one of these keys.
enum Request: Equatable {
  case choose(id: String)
  /// From 1, in the order of the choices that were last sent.
  case chooseNumber(Int)
  case say(String)
  case note(String)
  case undo
  case hint
  case again
  case quit

  /// Reads a line, or says what is wrong with it.
  static func read(_ line: String) -> Result<Request, Problem> {
    var found = DiagnosticList(limit: 1)
    let source = SourceFile(name: "request", text: line)
    let document = JSONDocument.read(source, into: &found)
    if let first = found.kept.first(where: { $0.severity == .error }) {
      return .failure(Problem("this is not JSON: \(first.message)", exitCode: 65))
    }
    guard let document, document.nodes[0].kind == .object else {
      return .failure(Problem("a request is a JSON object", exitCode: 65))
    }
    return RequestReader(document: document).request
  }

  /// The keys, of which a request has one.
  static let keys = ["choose", "say", "note", "undo", "hint", "again", "quit"]
}

/// Reads a request off its document.
private struct RequestReader {
  let document: JSONDocument

  var request: Result<Request, Problem> {
    let known = Request.keys.filter { document.value(of: $0, in: 0) != nil }
    guard known.count == 1, let key = known.first, let node = document.value(of: key, in: 0) else {
      let keys = Figures.list(Request.keys, "or")
      return .failure(Problem("a request has exactly one of the keys \(keys)", exitCode: 65))
    }
    switch key {
    case "choose": return choice(node)
    case "say": return text(node, key).map(Request.say)
    case "note": return text(node, key).map(Request.note)
    default: return order(key, node)
    }
  }

  private func choice(_ node: Int) -> Result<Request, Problem> {
    if document.nodes[node].isString { return .success(.choose(id: document.string(at: node))) }
    if let number = Int(word(node)) { return .success(.chooseNumber(number)) }
    return .failure(Problem("`choose` names a choice by its id or its number", exitCode: 65))
  }

  private func text(_ node: Int, _ key: String) -> Result<String, Problem> {
    guard document.nodes[node].isString else {
      return .failure(Problem("`\(key)` is a text", exitCode: 65))
    }
    return .success(document.string(at: node))
  }

  private func order(_ key: String, _ node: Int) -> Result<Request, Problem> {
    guard word(node) == "true" else {
      return .failure(Problem("`\(key)` is true", exitCode: 65))
    }
    switch key {
    case "undo": return .success(.undo)
    case "hint": return .success(.hint)
    case "again": return .success(.again)
    default: return .success(.quit)
    }
  }

  private func word(_ node: Int) -> String {
    document.source.text(in: document.range(of: node))
  }
}
