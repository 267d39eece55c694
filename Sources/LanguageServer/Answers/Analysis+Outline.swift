import Authoring
import JSONText

extension Analysis {
  /// The rubrics that the scenario names and that could be read.
  var rubricPaths: [String] { files.dropFirst().map { Workspace.plain($0.name) } }

  /// Scenes with their choices, endings, moods, flags and facts; in a rubric its criteria.
  var symbols: JSONValue {
    guard let names else { return [] }
    var symbols: [JSONValue] = []
    for definition in names.all where definition.isDefinition {
      guard let kind = Self.symbolKind(definition.role, definition.named.kind) else { continue }
      let choices = names.definitions(.choice, in: definition.named.name)
      let children = definition.role == .scene ? choices.map { symbol($0, 9, []) } : []
      symbols.append(symbol(definition, kind, children))
    }
    return .array(symbols)
  }

  /// Of the protocol: 5 class, 6 method, 8 field, 13 variable, 14 constant, 17 boolean.
  private static func symbolKind(_ role: NamePlace.Role, _ kind: Named.Kind) -> Int? {
    switch (role, kind) {
    case (.scene, _): 5
    case (.ending, _): 6
    case (.meter, _): 13
    case (.flag, _): 17
    case (_, .fact): 14
    case (_, .criterion): 8
    default: nil
    }
  }

  private func symbol(_ place: NamePlace, _ kind: Int, _ children: [JSONValue]) -> JSONValue {
    return [
      "name": .string(place.named.name.isEmpty ? "(no name)" : VisibleText.of(place.named.name)),
      "kind": JSONValue(kind), "range": file.range(place.whole ?? place.range),
      "selectionRange": file.range(place.range),
      "children": .array(children),
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
