import Authoring
import JSONText

/// Where names stand, across a scenario and its rubrics.
struct Places {
  let analysis: Analysis
  let workspace: Workspace

  init(_ analysis: Analysis, _ workspace: Workspace) {
    self.analysis = analysis
    self.workspace = workspace
  }

  /// A name's places in one file.
  struct InFile {
    var file: OpenFile
    var names: NamePlaces
    var places: [NamePlace]
  }

  /// All places of a name, file by file; the open file first.
  func all(of named: Named) -> [InFile] {
    let others = reachesOut(named) ? family.filter { $0.uri != analysis.file.uri } : []
    var found: [InFile] = []
    if let names = analysis.names { found.append(inFile(analysis.file, names, named)) }
    for file in others {
      guard let names = Self.names(file.source, workspace) else { continue }
      found.append(inFile(file, names, named))
    }
    return found.filter { !$0.places.isEmpty }
  }

  private func inFile(_ file: OpenFile, _ names: NamePlaces, _ named: Named) -> InFile {
    InFile(file: file, names: names, places: names.places(of: named))
  }

  private func reachesOut(_ named: Named) -> Bool {
    named.kind == .criterion || named.kind == .rubric
  }

  /// The names of a file, be it a rubric or a scenario.
  static func names(_ source: SourceFile, _ workspace: Workspace) -> NamePlaces? {
    Analysis(OpenFile(uri: "", source: source), workspace.access).names
  }

  /// The files that share names with the open one: the rubrics that it names, and every scenario
  /// that names one of them.
  private var family: [OpenFile] {
    let rubrics =
      analysis.isRubric ? [analysis.file.source] : analysis.files.dropFirst().map { $0 }
    var seen: Set<String> = []
    var files: [OpenFile] = []
    for rubric in rubrics {
      for source in [rubric] + workspace.scenarios(using: rubric.name)
      where seen.insert(Workspace.plain(source.name)).inserted {
        let path = Workspace.plain(source.name)
        files.append(OpenFile(uri: FileURI.of(path), source: source))
      }
    }
    return files
  }

  /// Where the name at a byte is given.
  func definition(at offset: Int) -> JSONValue {
    guard let place = analysis.names?.at(offset) else { return .null }
    guard place.named.kind != .rubricFile else {
      let path = Workspace.folder(of: analysis.file.source.name) + place.named.name
      return [
        "uri": .string(FileURI.of(Workspace.plain(path))), "range": analysis.file.range(0..<0),
      ]
    }
    for found in all(of: place.named) {
      guard let place = found.places.first(where: \.isDefinition) else { continue }
      return Self.location(found.file, place)
    }
    return .null
  }

  /// All places of the name at a byte.
  func all(at offset: Int) -> JSONValue {
    guard let place = analysis.names?.at(offset) else { return [] }
    return .array(
      all(of: place.named).flatMap { found in
        found.places.map { Self.location(found.file, $0) }
      })
  }

  private static func location(_ file: OpenFile, _ place: NamePlace) -> JSONValue {
    ["uri": .string(file.uri), "range": file.range(place.range)]
  }
}
