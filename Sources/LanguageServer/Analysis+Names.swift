import Authoring
import JSONText

/// Why a name cannot be changed.
struct RenameRefusal: Error, Equatable {
  var words: String
}

extension Analysis {
  /// Where the name at a byte is given.
  func definition(at offset: Int) -> JSONValue {
    guard let names, let place = names.at(offset) else { return .null }
    switch place.named.kind {
    case .rubricFile:
      let path = Self.folder(of: file.source.name) + place.named.name
      return ["uri": .string(FileURI.of(path)), "range": file.range(0..<0)]
    case .criterion: return criterionDefinition(place.named.name)
    default:
      guard let definition = names.definition(of: place.named) else { return .null }
      return location(definition)
    }
  }

  private func criterionDefinition(_ name: String) -> JSONValue {
    let id = name.split(separator: ".").last.map(String.init) ?? name
    for rubric in files.dropFirst() {
      var found = DiagnosticList()
      guard let document = JSONDocument.read(rubric, into: &found),
        let criteria = document.value(of: "criteria", in: 0),
        let criterion = document.value(of: id, in: criteria)
      else { continue }
      let rubricFile = OpenFile(
        uri: FileURI.of(rubric.name), text: rubric.text(in: 0..<rubric.bytes.count))
      let key = document.range(of: criterion - 1)
      return ["uri": .string(rubricFile.uri), "range": rubricFile.range(key)]
    }
    return .null
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private func location(_ place: NamePlace) -> JSONValue {
    ["uri": .string(file.uri), "range": file.range(place.range)]
  }

  /// All places of the name at a byte.
  func references(at offset: Int) -> JSONValue {
    guard let names, let place = names.at(offset) else { return [] }
    return .array(names.places(of: place.named).map(location))
  }

  /// What would be replaced by a new name, or null where nothing can be renamed.
  func renameRange(at offset: Int) -> JSONValue {
    guard let names, let place = names.at(offset), Self.isOwn(place.named.kind) else {
      return .null
    }
    return ["range": file.range(place.range), "placeholder": .string(place.named.name)]
  }

  /// Whether the name is given in the scenario's own file.
  private static func isOwn(_ kind: Named.Kind) -> Bool {
    switch kind {
    case .place, .choice, .state, .fact: true
    case .criterion, .voice, .rubricFile: false
    }
  }

  /// The edits that give another name.
  func rename(at offset: Int, to name: String) -> Result<JSONValue, RenameRefusal> {
    guard let names, let place = names.at(offset) else {
      return .failure(RenameRefusal(words: "there is no name here"))
    }
    guard Self.isOwn(place.named.kind), names.definition(of: place.named) != nil else {
      return .failure(
        RenameRefusal(words: "\(place.named.name) is not named in this file, so it stays"))
    }
    guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,63}/) != nil else {
      return .failure(
        RenameRefusal(
          words: "an id starts with a-z, goes on with a-z, 0-9 and -, and has at most 64 characters"
        ))
    }
    guard !ConditionWords.own.contains(name), name != "notes", !Words.voices.contains(name) else {
      return .failure(RenameRefusal(words: "\(name) is a word of the format"))
    }
    let taken = names.names(place.named.kind, in: place.named.scene)
    guard name == place.named.name || !taken.contains(name) else {
      return .failure(RenameRefusal(words: "there is a \(name) already"))
    }
    let edits = names.places(of: place.named).map { place -> JSONValue in
      ["range": file.range(place.range), "newText": .string(name)]
    }
    return .success(["changes": .object([.init(file.uri, .array(edits))])])
  }

  /// Scenes with their choices, endings, moods, flags and facts.
  var symbols: JSONValue {
    guard let names else { return [] }
    let kinds: [(Named.Kind, Int)] = [(.place, 5), (.state, 13), (.fact, 14)]
    var symbols: [JSONValue] = []
    for definition in names.all where definition.isDefinition {
      guard let kind = kinds.first(where: { $0.0 == definition.named.kind }) else { continue }
      let choices = names.all.filter {
        $0.isDefinition && $0.named.kind == .choice && $0.named.scene == definition.named.name
          && definition.named.kind == .place
      }
      symbols.append(symbol(definition, kind.1, choices.map { symbol($0, 9, []) }))
    }
    return .array(symbols)
  }

  private func symbol(_ place: NamePlace, _ kind: Int, _ children: [JSONValue]) -> JSONValue {
    let range = file.range(place.range)
    return [
      "name": .string(place.named.name.isEmpty ? "(no name)" : place.named.name),
      "kind": JSONValue(kind), "range": range, "selectionRange": range,
      "children": .array(children),
    ]
  }
}
