import Authoring
package import JSONText

/// The language server: messages in, messages out (LSP 3.17). It reads and writes nothing itself.
package struct Server {
  /// What an editor may be told to do about a message that cannot be answered.
  enum Failure: Int64 {
    case parse = -32700
    case invalidRequest = -32600
    case noSuchMethod = -32601
    case invalidParameters = -32602
    case notInitialized = -32002
    case refused = -32803
  }

  private var isInitialized = false
  private var hasShutDown = false
  private(set) var files: [String: OpenFile] = [:]
  private var analyses: [String: Analysis] = [:]
  /// The last analysis that knew the names, for files that are half written.
  private var lastNames: [String: NamePlaces] = [:]
  /// Files whose diagnostics are to be published, in the order in which they were changed.
  private var waiting: [String] = []
  /// Set by `exit`: 0 after `shutdown`, else 1.
  package private(set) var exitCode: Int32?

  /// A server that was not greeted yet.
  package init() {}

  /// Whether diagnostics wait to be published when no further message does.
  package var hasWork: Bool { !waiting.isEmpty }

  /// Looks at the files that were changed.
  package mutating func publish() -> [JSONValue] {
    let uris = waiting
    waiting = []
    return uris.compactMap { uri in
      guard let analysis = analysis(of: uri) else { return nil }
      return Self.notification(
        "textDocument/publishDiagnostics",
        ["uri": .string(uri), "diagnostics": .array(analysis.protocolDiagnostics)])
    }
  }

  /// Answers what arrived.
  package mutating func handle(_ item: MessageStream.Item) -> [JSONValue] {
    switch item {
    case .message(let message): return handle(message)
    case .unreadable(let problem), .lost(let problem):
      return [Self.error(.null, .parse, problem)]
    }
  }

  private mutating func handle(_ message: JSONValue) -> [JSONValue] {
    guard message.members != nil else {
      return [Self.error(.null, .invalidRequest, "a message is an object")]
    }
    let id = message["id"]
    guard let method = message["method"]?.string else {
      // An answer to a question that was not asked is nobody's business.
      guard message["result"] == nil, message["error"] == nil else { return [] }
      return [Self.error(id ?? .null, .invalidRequest, "there is no method")]
    }
    let parameters = message["params"] ?? .null
    guard let id else {
      notify(method, parameters)
      return []
    }
    return [answer(id, method, parameters)]
  }

  private mutating func notify(_ method: String, _ parameters: JSONValue) {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      if method == "exit" { exitCode = hasShutDown ? 0 : 1 }
      return
    }
    switch method {
    case "textDocument/didOpen":
      guard let text = parameters["textDocument"]?["text"]?.string else { return }
      open(uri, text)
    case "textDocument/didChange":
      guard let text = parameters["contentChanges"]?.array?.last?["text"]?.string else { return }
      open(uri, text)
    case "textDocument/didSave": if files[uri] != nil { markChanged(uri) }
    case "textDocument/didClose":
      files[uri] = nil
      analyses[uri] = nil
      lastNames[uri] = nil
      waiting.removeAll { $0 == uri }
    default: break
    }
  }

  private mutating func open(_ uri: String, _ text: String) {
    files[uri] = OpenFile(uri: uri, text: text)
    markChanged(uri)
  }

  private mutating func markChanged(_ uri: String) {
    analyses[uri] = nil
    waiting.removeAll { $0 == uri }
    waiting.append(uri)
  }

  private mutating func analysis(of uri: String) -> Analysis? {
    if let known = analyses[uri] { return known }
    guard let file = files[uri] else { return nil }
    let analysis = Analysis(file)
    analyses[uri] = analysis
    if let names = analysis.names { lastNames[uri] = names }
    return analysis
  }

  private mutating func answer(
    _ id: JSONValue, _ method: String, _ parameters: JSONValue
  ) -> JSONValue {
    if method == "initialize" {
      isInitialized = true
      return Self.result(id, Self.greeting)
    }
    guard isInitialized else { return Self.error(id, .notInitialized, "initialize comes first") }
    if method == "shutdown" {
      hasShutDown = true
      return Self.result(id, .null)
    }
    guard !hasShutDown else { return Self.error(id, .invalidRequest, "the server is shut down") }
    return answerAboutFile(id, method, parameters)
  }

  private mutating func answerAboutFile(
    _ id: JSONValue, _ method: String, _ parameters: JSONValue
  ) -> JSONValue {
    guard Self.methods.contains(method) else {
      return Self.error(id, .noSuchMethod, "there is no method \(method)")
    }
    guard let uri = parameters["textDocument"]?["uri"]?.string, let analysis = analysis(of: uri)
    else { return Self.error(id, .invalidParameters, "this file is not open") }
    switch method {
    case "textDocument/documentSymbol": return Self.result(id, analysis.symbols)
    case "textDocument/formatting": return Self.result(id, analysis.formatting)
    case "textDocument/codeAction":
      return Self.result(id, analysis.codeActions(parameters["range"]))
    default: break
    }
    guard let offset = analysis.file.offset(parameters["position"]) else {
      return Self.error(id, .invalidParameters, "there is no position")
    }
    switch method {
    case "textDocument/completion":
      let names = analysis.names ?? lastNames[uri]
      return Self.result(id, analysis.completions(at: offset, names))
    case "textDocument/hover": return Self.result(id, analysis.hover(at: offset))
    case "textDocument/definition": return Self.result(id, analysis.definition(at: offset))
    case "textDocument/references": return Self.result(id, analysis.references(at: offset))
    case "textDocument/prepareRename": return Self.result(id, analysis.renameRange(at: offset))
    default:
      switch analysis.rename(at: offset, to: parameters["newName"]?.string ?? "") {
      case .success(let edit): return Self.result(id, edit)
      case .failure(let refusal): return Self.error(id, .refused, refusal.words)
      }
    }
  }

  private static let methods = [
    "textDocument/documentSymbol", "textDocument/formatting", "textDocument/codeAction",
    "textDocument/completion", "textDocument/hover", "textDocument/definition",
    "textDocument/references", "textDocument/prepareRename", "textDocument/rename",
  ]

  private static let greeting: JSONValue = [
    "capabilities": [
      "textDocumentSync": ["openClose": true, "change": 1, "save": true],
      "completionProvider": ["triggerCharacters": ["\"", ".", " "]],
      "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
      "renameProvider": ["prepareProvider": true], "documentSymbolProvider": true,
      "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      "documentFormattingProvider": true,
    ],
    "serverInfo": ["name": "undermat"],
  ]

  private static func result(_ id: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  private static func error(_ id: JSONValue, _ failure: Failure, _ message: String) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": JSONValue(failure.rawValue), "message": .string(message)],
    ]
  }

  private static func notification(_ method: String, _ parameters: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }
}
