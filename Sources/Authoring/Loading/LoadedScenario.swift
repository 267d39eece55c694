package import Simulation

/// A scenario file and what came of reading it.
package struct LoadedScenario: Sendable {
  /// The model; nil if the file has errors.
  package let scenario: Scenario?
  /// Where the parts of the scenario stand in its file; nil if there is no JSON in it.
  package let map: SourceMap?
  /// What was found, in the order of the text. Labels index `files`.
  package let diagnostics: [Diagnostic]
  /// The scenario's file, then those of the rubrics that could be read, in the order in which the
  /// scenario names them; digests are made of their bytes.
  package let files: [SourceFile]

  /// What was found, with the files that it was found in.
  package var findings: Findings { Findings(files: files, diagnostics: diagnostics) }
}

extension LoadedScenario {
  /// Reads and checks the scenario in the file at `path` and the rubrics that it names. Throws only
  /// if that file itself cannot be read; everything else is a diagnostic.
  package static func load(
    path: String, limits: Limits = .standard, access: FileAccess = .disk
  ) throws(SourceProblem) -> LoadedScenario {
    let source = try access.read(path, limits.fileBytes).get()
    return load(source, limits: limits, access: access)
  }

  /// Checks a scenario that is already in memory. Rubrics are looked for in the folder of
  /// `source.name`.
  package static func load(
    _ source: SourceFile, limits: Limits = .standard, access: FileAccess = .disk
  ) -> LoadedScenario {
    var found = DiagnosticList(limit: limits.mistakes)
    guard let document = JSONDocument.read(source, limits: limits, into: &found) else {
      let diagnostics = found.sorted(endOfFile: source.bytes.count)
      return LoadedScenario(scenario: nil, map: nil, diagnostics: diagnostics, files: [source])
    }
    var loader = document.withView { view in
      var loader = ScenarioLoader(
        shape: ShapeReader(
          view: view, file: 0, limits: limits, found: found, nearest: NearestName()))
      loader.load(folder: PathText.folder(of: source.name), access: access)
      return loader
    }
    loader.scenario.text = TextPool(bytes: source.bytes, added: loader.shape.extra)
    return LoadedScenario(
      scenario: loader.shape.found.hasErrors ? nil : loader.scenario,
      map: SourceMap(
        document: document, scenes: loader.sceneNodes, endings: loader.endingNodes),
      diagnostics: loader.shape.found.sorted(endOfFile: source.bytes.count),
      files: [source] + loader.rubricFiles)
  }
}

/// A rubric file and what came of reading it by itself.
package struct LoadedRubric: Sendable {
  /// The model; nil if the file has errors.
  package let rubric: Rubric?
  /// What was found; labels index `files`.
  package let diagnostics: [Diagnostic]
  /// The rubric's file alone.
  package let files: [SourceFile]

  /// What was found, with the file that it was found in.
  package var findings: Findings { Findings(files: files, diagnostics: diagnostics) }

  /// Checks a rubric that is already in memory.
  package static func load(_ source: SourceFile, limits: Limits = .standard) -> LoadedRubric {
    var found = DiagnosticList(limit: limits.mistakes)
    var nearest = NearestName()
    let rubric = RubricLoader.read(
      source, file: 0, limits: limits, found: &found, nearest: &nearest)
    return LoadedRubric(
      rubric: rubric, diagnostics: found.sorted(endOfFile: source.bytes.count), files: [source])
  }
}
