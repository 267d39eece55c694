@testable import Authoring

/// What a test says about a diagnostic: its code, where it starts, its message.
struct Finding: Equatable, CustomStringConvertible {
  var code: DiagnosticCode
  var offset: Int
  var message: String

  init(_ code: DiagnosticCode, _ offset: Int, _ message: String) {
    self.code = code
    self.offset = offset
    self.message = message
  }

  init(_ diagnostic: Diagnostic) {
    self.init(diagnostic.code, diagnostic.primary.range.lowerBound, diagnostic.message)
  }

  var description: String { "\(code) at \(offset): \(message)" }
}

/// Reads a text as JSON and returns the document and what was found.
func readJSON(_ text: String, limits: Limits = .standard) -> (JSONDocument?, [Diagnostic]) {
  readJSON(Array(text.utf8), limits: limits)
}

/// Reads bytes as JSON and returns the document and what was found.
func readJSON(_ bytes: [UInt8], limits: Limits = .standard) -> (JSONDocument?, [Diagnostic]) {
  var found = DiagnosticList(limit: limits.mistakes)
  let source = SourceFile(name: "test.json", bytes: bytes)
  let document = JSONDocument.read(source, limits: limits, into: &found)
  return (document, found.sorted(endOfFile: bytes.count))
}
