import Authoring
import JSONText

extension Analysis {
  /// The diagnostics of the file, as the protocol has them.
  var protocolDiagnostics: [JSONValue] { diagnostics.map(protocolDiagnostic) }

  private func protocolDiagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    let isHere = diagnostic.primary.file == 0
    let range = file.range(isHere ? diagnostic.primary.range : 0..<0)
    let place = isHere ? "" : "in \(files[diagnostic.primary.file].name): "
    let help = diagnostic.help.map { "\n\($0)" } ?? ""
    let others = diagnostic.others.filter { $0.file == 0 }.map { label -> JSONValue in
      [
        "location": ["uri": .string(file.uri), "range": file.range(label.range)],
        "message": .string(label.text),
      ]
    }
    return [
      "range": range, "severity": JSONValue(Self.number(of: diagnostic.severity)),
      "code": .string(diagnostic.code.description), "source": "undermat",
      "message": .string(VisibleText.of(place + diagnostic.message) + help),
      "relatedInformation": .array(others),
    ]
  }

  private static func number(of severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  /// The fixes of the diagnostics that touch a range; all, if there is none.
  func codeActions(_ range: JSONValue?) -> JSONValue {
    let start = file.offset(range?["start"]) ?? 0
    let end = file.offset(range?["end"]) ?? file.source.bytes.count
    let touched = diagnostics.filter { diagnostic in
      let place = diagnostic.primary.range
      return diagnostic.primary.file == 0 && place.lowerBound <= end && start <= place.upperBound
    }
    return .array(
      touched.flatMap { diagnostic in diagnostic.fixes.compactMap { action($0, diagnostic) } })
  }

  private func action(_ fix: Fix, _ diagnostic: Diagnostic) -> JSONValue? {
    guard fix.edits.allSatisfy({ $0.file == 0 }) else { return nil }
    let edits = fix.edits.map { edit -> JSONValue in
      ["range": file.range(edit.range), "newText": .string(edit.replacement)]
    }
    return [
      "title": .string(VisibleText.of(fix.title)), "kind": "quickfix",
      "diagnostics": [protocolDiagnostic(diagnostic)],
      "isPreferred": .bool(fix == diagnostic.fixes.first),
      "edit": ["changes": .object([.init(file.uri, .array(edits))])],
    ]
  }

  /// The edits that put the file into the canonical layout; none if it has mistakes in its JSON.
  var formatting: JSONValue {
    var found = DiagnosticList()
    guard let document = JSONDocument.read(file.source, into: &found), !found.hasErrors else {
      return []
    }
    let text = String(decoding: CanonicalLayout.bytes(of: document), as: UTF8.self)
    return [["range": file.range(0..<file.source.bytes.count), "newText": .string(text)]]
  }
}
