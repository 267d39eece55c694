import Authoring
import JSONText

/// Why a name cannot be changed.
struct RenameRefusal: Error, Equatable {
  var words: String
}

/// Gives another name to something, wherever it is named: in the open file and, for a rubric or a
/// criterion, in the rubric and in every scenario that uses it.
struct Renaming {
  let analysis: Analysis
  let workspace: Workspace

  init(_ analysis: Analysis, _ workspace: Workspace) {
    self.analysis = analysis
    self.workspace = workspace
  }

  /// What would be replaced at a byte, or null where nothing can be renamed.
  func range(at offset: Int) -> JSONValue {
    guard let place = analysis.names?.at(offset), place.isExact,
      place.named.kind != .rubricFile
    else { return .null }
    return [
      "range": analysis.file.range(place.range), "placeholder": .string(place.named.name),
    ]
  }

  /// The edits that give another name.
  func edits(at offset: Int, to name: String) -> Result<JSONValue, RenameRefusal> {
    guard let place = analysis.names?.at(offset) else { return refuse("there is no name here") }
    let named = place.named
    if let words = objection(to: name, for: named) { return refuse(words) }
    let found = Places(analysis, workspace).all(of: named)
    guard
      named.kind == .voice || found.contains(where: { $0.places.contains(where: \.isDefinition) })
    else { return refuse("\(named.name) is not named anywhere, so it stays") }
    for file in found {
      if let words = objection(to: name, for: named, in: file) { return refuse(words) }
    }
    return .success([
      "changes": .object(found.map { .init($0.file.uri, edits($0, name)) })
    ])
  }

  private func refuse(_ words: String) -> Result<JSONValue, RenameRefusal> {
    .failure(RenameRefusal(words: words))
  }

  private func edits(_ found: Places.InFile, _ name: String) -> JSONValue {
    .array(
      found.places.map { place in
        ["range": found.file.range(place.range), "newText": .string(name)]
      })
  }

  /// Why something cannot be called so at all.
  private func objection(to name: String, for named: Named) -> String? {
    if named.kind == .rubricFile { return "rename the file itself, then its name here" }
    if named.kind == .voice {
      guard Words.voices.contains(name) else {
        return "a voice is one of \(Words.voices.joined(separator: ", "))"
      }
      return nil
    }
    guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,63}/) != nil else {
      return "an id starts with a-z, goes on with a-z, 0-9 and -, and has at most 64 characters"
    }
    guard !ConditionWords.own.contains(name), name != "notes", !Words.voices.contains(name) else {
      return "\(name) is a word of the format"
    }
    return nil
  }

  /// Why something cannot be called so in a file.
  private func objection(
    to name: String, for named: Named, in found: Places.InFile
  ) -> String? {
    if let hidden = found.places.first(where: { !$0.isExact }) {
      let line = found.file.position(hidden.range.lowerBound)["line"]?.integer ?? 0
      return "\(named.name) is written with escapes in \(found.file.source.name), line "
        + "\(line + 1): write it plainly first"
    }
    guard name != named.name, isTaken(name, named, found) else { return nil }
    return "there is a \(name) already in \(found.file.source.name)"
  }

  private func isTaken(_ name: String, _ named: Named, _ found: Places.InFile) -> Bool {
    switch named.kind {
    // A mark that says only `name` has to mean one criterion.
    case .criterion:
      found.names.all.contains { $0.named.kind == .criterion && $0.named.name == name }
        || rubricsBeside(found).contains { $0.criteria.contains(name) }
    case .rubric: rubricsBeside(found).contains { $0.id == name }
    case .voice: found.names.all.contains { $0.named.kind == .voice && $0.named.name == name }
    default: found.names.names(named.kind, in: named.owner).contains(name)
    }
  }

  /// The rubrics of a scenario.
  private func rubricsBeside(_ found: Places.InFile) -> [RubricNames] {
    let other = Analysis(found.file, workspace.access)
    return other.files.dropFirst().compactMap(Analysis.rubricNames)
  }
}
