import Authoring
import JSONText

/// Findings as the protocol has them: diagnostics, and their fixes as code actions.
struct ProtocolDiagnostics {
  let file: OpenFile
  /// About the open file and those that it names.
  let findings: Findings

  var values: [JSONValue] { findings.diagnostics.map(value) }

  private func value(_ diagnostic: Diagnostic) -> JSONValue {
    let help = diagnostic.help.map { "\n\($0)" } ?? ""
    let others = diagnostic.others.compactMap(related)
    return [
      "range": file.range(range(diagnostic.primary)),
      "severity": JSONValue(Self.number(of: diagnostic.severity)),
      "code": .string(diagnostic.code.description), "source": "undermat",
      "message": .string(VisibleText.of(place(diagnostic) + diagnostic.message) + help),
      "relatedInformation": .array(others),
    ]
  }

  /// What is found in another file is shown where the open one names that.
  private func range(_ label: Label) -> Range<Int> {
    guard label.file > 0 else { return label.range }
    let name = findings.files[label.file].name
    let own = Workspace.folder(of: file.source.name)
    guard let document = Analysis.document(file.source),
      let list = document.value(of: "rubrics", in: 0)
    else { return 0..<0 }
    let uses = document.children(of: list).compactMap { document.value(of: "file", in: $0) }
    let use = uses.first { own + document.string(at: $0) == name }
    return use.map(document.range(of:)) ?? 0..<0
  }

  private func place(_ diagnostic: Diagnostic) -> String {
    guard diagnostic.primary.file > 0 else { return "" }
    let other = other(diagnostic.primary.file)
    let line = other.position(diagnostic.primary.range.lowerBound)["line"]?.integer ?? 0
    return "in \(other.source.name), line \(line + 1): "
  }

  private func other(_ index: Int) -> OpenFile {
    let source = findings.files[index]
    return OpenFile(uri: FileURI.of(Workspace.plain(source.name)), source: source)
  }

  private func related(_ label: Label) -> JSONValue? {
    let place = label.file == 0 ? file : other(label.file)
    guard !label.text.isEmpty else { return nil }
    return [
      "location": ["uri": .string(place.uri), "range": place.range(label.range)],
      "message": .string(VisibleText.of(label.text)),
    ]
  }

  private static func number(of severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  /// The fixes of the findings that touch a range; all, if there is none.
  func actions(_ range: JSONValue?) -> JSONValue {
    let start = file.offset(range?["start"]) ?? 0
    let end = file.offset(range?["end"]) ?? file.source.bytes.count
    let touched = findings.diagnostics.filter { diagnostic in
      let place = self.range(diagnostic.primary)
      return place.lowerBound <= end && start <= place.upperBound
    }
    return .array(
      touched.flatMap { diagnostic in diagnostic.fixes.map { action($0, diagnostic) } })
  }

  private func action(_ fix: Fix, _ diagnostic: Diagnostic) -> JSONValue {
    var changes: [JSONValue.Member] = []
    for index in findings.files.indices {
      let place = index == 0 ? file : other(index)
      let edits = fix.edits.filter { $0.file == index }.map { edit -> JSONValue in
        ["range": place.range(edit.range), "newText": .string(edit.replacement)]
      }
      if !edits.isEmpty { changes.append(.init(place.uri, .array(edits))) }
    }
    return [
      "title": .string(VisibleText.of(fix.title)), "kind": "quickfix",
      "diagnostics": [value(diagnostic)], "isPreferred": .bool(fix == diagnostic.fixes.first),
      "edit": ["changes": .object(changes)],
    ]
  }
}
