import Authoring
import Simulation

/// What is known about an open file from reading it. What plays show takes longer and comes later.
struct Analysis: Sendable {
  let file: OpenFile
  /// Nil for a rubric.
  let loaded: LoadedScenario?
  /// The reader's, for a rubric and for a scenario with mistakes all that there is to say.
  let diagnostics: [Diagnostic]
  /// The open file, then the rubrics that could be read.
  let files: [SourceFile]
  /// Nil if there is no JSON in the file.
  let names: NamePlaces?
  /// Whether it says that it is a scenario or a rubric. Editors send all JSON files; nothing is said
  /// about others.
  let isOurs: Bool

  init(_ file: OpenFile, _ access: FileAccess) {
    self.file = file
    isOurs = Self.isOurs(file.source)
    guard isOurs else {
      loaded = nil
      diagnostics = []
      files = [file.source]
      names = nil
      return
    }
    if Self.isRubric(file.source) {
      let rubric = LoadedRubric.load(file.source)
      loaded = nil
      diagnostics = rubric.diagnostics
      files = rubric.files
      names = Self.document(file.source).map { NamePlaces(rubric: $0) }
      return
    }
    let loaded = LoadedScenario.load(file.source, access: access)
    self.loaded = loaded
    diagnostics = loaded.diagnostics
    files = loaded.files
    names = loaded.map.map { map in
      NamePlaces(scenario: map.document, loaded.files.dropFirst().compactMap(Self.rubricNames))
    }
  }

  /// The scenario, if the file has no errors.
  var scenario: Scenario? { loaded?.scenario }

  /// Whether the open file is a rubric.
  var isRubric: Bool { loaded == nil }

  private static func isOurs(_ source: SourceFile) -> Bool {
    let head = source.text(in: 0..<min(4096, source.bytes.count))
    return head.contains("\"undermat-") || head.contains("/scenario.schema.json\"")
      || head.contains("/rubric.schema.json\"")
  }

  static func isRubric(_ source: SourceFile) -> Bool {
    source.text(in: 0..<min(2048, source.bytes.count)).contains("\"undermat-rubric/")
  }

  static func document(_ source: SourceFile) -> JSONDocument? {
    var found = DiagnosticList(limit: 1)
    return JSONDocument.read(source, into: &found)
  }

  /// The names of a rubric, also of one with mistakes.
  static func rubricNames(_ source: SourceFile) -> RubricNames? {
    guard let document = document(source) else { return nil }
    let names = NamePlaces(rubric: document)
    guard let id = names.names(.rubric).first else { return nil }
    return RubricNames(id: id, criteria: names.names(.criterion, in: id))
  }
}
