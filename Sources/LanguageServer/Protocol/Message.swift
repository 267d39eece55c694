import JSONText

/// Makes messages of the protocol (JSON-RPC 2.0).
enum Message {
  /// What an editor may be told to do about a message that cannot be answered.
  enum Failure: Int64 {
    case parse = -32700
    case invalidRequest = -32600
    case noSuchMethod = -32601
    case invalidParameters = -32602
    case notInitialized = -32002
    case refused = -32803
  }

  /// The answer to `initialize`: what the server can do.
  static let greeting: JSONValue = [
    "capabilities": [
      "positionEncoding": "utf-16",
      "textDocumentSync": ["openClose": true, "change": 1, "save": true],
      "completionProvider": ["triggerCharacters": ["\"", ".", " "]],
      "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
      "renameProvider": ["prepareProvider": true], "documentSymbolProvider": true,
      "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      "documentFormattingProvider": true,
    ],
    "serverInfo": ["name": "undermat"],
  ]

  static func result(_ id: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  static func error(_ id: JSONValue, _ failure: Failure, _ message: String) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": JSONValue(failure.rawValue), "message": .string(message)],
    ]
  }

  static func notification(_ method: String, _ parameters: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }
}
