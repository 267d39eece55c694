import Authoring
package import JSONText

/// The language server: messages in, messages out (LSP 3.17). It reads and writes nothing itself.
package struct Server {
  private var isInitialized = false
  private var hasShutDown = false
  var workspace: Workspace
  var desks: [String: Desk] = [:]
  /// Files that are to be read, in the order in which they were changed.
  private var unread: [String] = []
  /// Files that the rules are to be asked about, likewise.
  private var unruled: [String] = []
  /// Set by `exit`: 0 after `shutdown`, else 1.
  package private(set) var exitCode: Int32?

  /// A server that was not greeted yet.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Answers what arrived.
  package mutating func handle(_ item: MessageStream.Item) -> [JSONValue] {
    switch item {
    case .message(let message): return handle(message)
    case .unreadable(let problem), .lost(let problem):
      return [Message.error(.null, .parse, problem)]
    }
  }

  private mutating func handle(_ message: JSONValue) -> [JSONValue] {
    guard message.members != nil else {
      return [Message.error(.null, .invalidRequest, "a message is an object")]
    }
    let id = message["id"]
    guard let method = message["method"]?.string else {
      // An answer to a question that was not asked is nobody's business.
      guard message["result"] == nil, message["error"] == nil else { return [] }
      return [Message.error(id ?? .null, .invalidRequest, "there is no method")]
    }
    let parameters = message["params"] ?? .null
    guard let id else {
      notify(method, parameters)
      return []
    }
    return [answer(id, method, parameters)]
  }

  private mutating func answer(
    _ id: JSONValue, _ method: String, _ parameters: JSONValue
  ) -> JSONValue {
    if method == "initialize" {
      isInitialized = true
      return Message.result(id, Message.greeting)
    }
    guard isInitialized else { return Message.error(id, .notInitialized, "initialize comes first") }
    if method == "shutdown" {
      hasShutDown = true
      return Message.result(id, .null)
    }
    guard !hasShutDown else { return Message.error(id, .invalidRequest, "the server is shut down") }
    return answerAboutFile(id, method, parameters)
  }
}

extension Server {
  // MARK: What the editor tells

  private mutating func notify(_ method: String, _ parameters: JSONValue) {
    if method == "exit" { exitCode = hasShutDown ? 0 : 1 }
    if method == "workspace/didChangeWatchedFiles" { forgetAll() }
    guard let document = parameters["textDocument"], let uri = document["uri"]?.string else {
      return
    }
    switch method {
    case "textDocument/didOpen":
      if let text = document["text"]?.string { show(uri, text, document) }
    case "textDocument/didChange":
      let last = parameters["contentChanges"]?.array?.last
      if let text = last?["text"]?.string { show(uri, text, document) }
    case "textDocument/didSave": if desks[uri] != nil { forgetAll() }
    case "textDocument/didClose": close(uri)
    default: break
    }
  }

  private mutating func show(_ uri: String, _ text: String, _ document: JSONValue) {
    let file = OpenFile(uri: uri, text: text)
    workspace.show(file.source, as: file.source.name)
    desks[uri] = Desk(file, version: document["version"]?.integer, after: desks[uri])
    queue(uri)
    queueScenarios(using: file)
  }

  private mutating func close(_ uri: String) {
    guard let desk = desks.removeValue(forKey: uri) else { return }
    workspace.show(nil, as: desk.file.source.name)
    unread.removeAll { $0 == uri }
    unruled.removeAll { $0 == uri }
    queueScenarios(using: desk.file)
  }

  /// A rubric that changes changes what there is to say about the scenarios that name it.
  private mutating func queueScenarios(using file: OpenFile) {
    let path = Workspace.plain(file.source.name)
    for uri in desks.keys.sorted() {
      guard var desk = desks[uri], desk.file.uri != file.uri else { continue }
      let rubrics = desk.analysis(workspace.access).rubricPaths
      guard rubrics.contains(path) else {
        desks[uri] = desk
        continue
      }
      desk.forget()
      desks[uri] = desk
      queue(uri)
    }
  }

  private mutating func forgetAll() {
    for uri in desks.keys.sorted() {
      desks[uri]?.forget()
      queue(uri)
    }
  }

  private mutating func queue(_ uri: String) {
    unread.removeAll { $0 == uri }
    unruled.removeAll { $0 == uri }
    unread.append(uri)
  }
}

extension Server {
  // MARK: What the editor is told

  /// Whether files wait to be read: a matter of milliseconds.
  package var hasUnread: Bool { !unread.isEmpty }

  /// Whether the rules wait to be asked: a matter of a second, for a moment when nobody types.
  package var hasUnruled: Bool { !unruled.isEmpty }

  /// Reads what was changed. Where there are mistakes, or were, the editor hears of it at once; else
  /// what it was told before stands until the rules were asked.
  package mutating func publish() -> [JSONValue] {
    let uris = unread
    unread = []
    var messages: [JSONValue] = []
    for uri in uris {
      guard var desk = desks[uri] else { continue }
      let findings = desk.findings(workspace.access)
      let analysis = desk.analysis(workspace.access)
      if !analysis.isOurs, desk.told == nil { continue }
      let isFinal = analysis.scenario == nil
      if !isFinal { unruled.append(uri) }
      let hadErrors = desk.told?.contains { $0.severity == .error } ?? false
      if isFinal || hadErrors { messages.append(tell(findings, &desk)) }
      desks[uri] = desk
    }
    return messages
  }

  /// Asks the rules about one file.
  /// - Parameter goOn: asked now and then; false stops, and the file waits on.
  package mutating func askRules(goOn: @escaping () -> Bool) -> [JSONValue] {
    guard let uri = unruled.first, var desk = desks[uri] else {
      unruled = Array(unruled.dropFirst())
      return []
    }
    let isDone = desk.askRules(workspace.access, goOn: goOn) || desk.ruled != nil
    defer { desks[uri] = desk }
    guard isDone else { return [] }
    unruled.removeFirst()
    return [tell(desk.findings(workspace.access), &desk)]
  }

  private func tell(_ findings: Findings, _ desk: inout Desk) -> JSONValue {
    desk.told = findings.diagnostics
    let told = ProtocolDiagnostics(file: desk.file, findings: findings).values
    var members: [JSONValue.Member] = [.init("uri", .string(desk.file.uri))]
    if let version = desk.version { members.append(.init("version", .integer(version))) }
    members.append(.init("diagnostics", .array(told)))
    return Message.notification("textDocument/publishDiagnostics", .object(members))
  }
}
