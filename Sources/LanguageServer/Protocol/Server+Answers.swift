import Authoring
import JSONText

extension Server {
  /// Answers a question about an open file.
  mutating func answerAboutFile(
    _ id: JSONValue, _ method: String, _ parameters: JSONValue
  ) -> JSONValue {
    guard let question = Question(rawValue: method) else {
      return Message.error(id, .noSuchMethod, "there is no method \(method)")
    }
    guard let uri = parameters["textDocument"]?["uri"]?.string, var desk = desks[uri] else {
      return Message.error(id, .invalidParameters, "this file is not open")
    }
    defer { desks[uri] = desk }
    let analysis = desk.analysis(workspace.access)
    guard analysis.isOurs else { return Message.result(id, .null) }
    switch question {
    case .symbols: return Message.result(id, analysis.symbols)
    case .formatting: return Message.result(id, analysis.formatting)
    case .actions:
      let told = ProtocolDiagnostics(file: desk.file, findings: desk.findings(workspace.access))
      return Message.result(id, told.actions(parameters["range"]))
    default: break
    }
    guard let offset = analysis.file.offset(parameters["position"]) else {
      return Message.error(id, .invalidParameters, "there is no position")
    }
    return answer(id, question, analysis, offset, parameters, &desk)
  }

  private func answer(
    _ id: JSONValue, _ question: Question, _ analysis: Analysis, _ offset: Int,
    _ parameters: JSONValue, _ desk: inout Desk
  ) -> JSONValue {
    switch question {
    case .completion:
      return Message.result(
        id, analysis.completions(at: offset, analysis.names ?? desk.lastNames))
    case .hover:
      let solution = analysis.names?.at(offset) == nil ? nil : desk.solution(workspace.access)
      let hover = Hover(analysis: analysis, solution: solution, workspace: workspace)
      return Message.result(id, hover.at(offset))
    case .definition: return Message.result(id, Places(analysis, workspace).definition(at: offset))
    case .references: return Message.result(id, Places(analysis, workspace).all(at: offset))
    case .prepareRename: return Message.result(id, Renaming(analysis, workspace).range(at: offset))
    default:
      let name = parameters["newName"]?.string ?? ""
      switch Renaming(analysis, workspace).edits(at: offset, to: name) {
      case .success(let edit): return Message.result(id, edit)
      case .failure(let refusal): return Message.error(id, .refused, refusal.words)
      }
    }
  }

  /// What may be asked about a file.
  private enum Question: String {
    case symbols = "textDocument/documentSymbol"
    case formatting = "textDocument/formatting"
    case actions = "textDocument/codeAction"
    case completion = "textDocument/completion"
    case hover = "textDocument/hover"
    case definition = "textDocument/definition"
    case references = "textDocument/references"
    case prepareRename = "textDocument/prepareRename"
    case rename = "textDocument/rename"
  }
}
