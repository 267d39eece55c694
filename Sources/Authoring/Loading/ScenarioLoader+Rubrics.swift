import Simulation

extension ScenarioLoader {
  /// Reads the rubrics that the scenario names. What is wrong inside a rubric is reported there;
  /// that it cannot be read, at the name.
  mutating func readRubrics(
    _ fields: Fields<ScenarioKey>, folder: String, access: FileAccess
  ) {
    guard let list = fields[.rubrics], shape.isList(list, "rubrics") else {
      lacksRubric = true
      return
    }
    for element in view.elements(of: list) { readUse(element, folder, access) }
    if view.count(of: list) == 0, !view.isDamaged(list) {
      shape.report(.empty, "there is no rubric", at: list)
      lacksRubric = true
    }
    nameCriteria()
  }

  private mutating func readUse(_ element: Int, _ folder: String, _ access: FileAccess) {
    guard let fields = shape.fields(of: element, as: RubricUseKey.self, "a rubric") else {
      lacksRubric = true
      return
    }
    let weight = fields[.weight].flatMap { shape.integer($0, in: 1...Int.max) } ?? 1
    guard let node = fields[.file], let file = shape.string(node),
      let source = open(file, at: node, folder, access),
      let rubric = read(source)
    else {
      lacksRubric = true
      return
    }
    if let same = scenario.rubrics.first(where: { $0.rubric.id == rubric.id }) {
      shape.report(
        .rubricTwice, "this rubric is called `\(rubric.id)`, like the one in `\(same.file)`",
        at: node, help: "every rubric of a scenario has an id of its own")
    }
    scenario.rubrics.append(RubricUse(file: file, weight: weight, rubric: rubric))
  }

  private mutating func open(
    _ file: String, at node: Int, _ folder: String, _ access: FileAccess
  ) -> SourceFile? {
    let path = folder + file
    guard PathText.staysInside(file) else {
      reportOutside(node)
      return nil
    }
    // A missing file has no real path; reading it says so.
    if let real = access.realPath(path), let home = access.realPath(folder.isEmpty ? "." : folder),
      !real.hasPrefix(home == "/" ? home : home + "/")
    {
      reportOutside(node)
      return nil
    }
    switch access.read(path, shape.limits.fileBytes) {
    case .success(let source): return source
    case .failure(let problem):
      shape.report(
        problem.code, "the rubric cannot be read: \(problem.message)", at: node,
        help: problem.help)
      return nil
    }
  }

  private mutating func reportOutside(_ node: Int) {
    shape.report(
      .leavesFolder, "this path leaves the scenario's folder", at: node,
      help: "put the rubric into the scenario's folder or one inside it")
  }

  /// Reads a rubric file, whose mistakes join those of the scenario.
  private mutating func read(_ source: SourceFile) -> Rubric? {
    rubricFiles.append(source)
    return RubricLoader.read(
      source, file: rubricFiles.count, limits: shape.limits, found: &shape.found,
      nearest: &shape.nearest)
  }

  /// Makes the names by which marks refer to criteria.
  private mutating func nameCriteria() {
    let all = scenario.criteria
    var seen = NameIndex(capacity: all.count)
    var isShared = [Bool](repeating: false, count: all.count)
    for (index, place) in all.enumerated() {
      if let first = seen.add(scenario.criterion(place).id, index) { isShared[first] = true }
    }
    for (index, place) in all.enumerated() {
      criteria.add(scenario.criterion(place).id, isShared[index] ? -1 : index)
    }
    for (index, place) in all.enumerated() {
      criteria.add(
        "\(scenario.rubrics[place.rubric].rubric.id).\(scenario.criterion(place).id)", index)
    }
  }
}

/// Reads rubric files.
enum RubricLoader {
  /// The rubric in `source`, or nil if it has errors; all mistakes are added to `found`.
  static func read(
    _ source: SourceFile, file: Int, limits: Limits, found: inout DiagnosticList,
    nearest: inout NearestName
  ) -> Rubric? {
    var own = DiagnosticList(limit: limits.mistakes)
    defer { found.add(all: own, file: file, endOfFile: source.bytes.count) }
    guard let document = JSONDocument.read(source, limits: limits, into: &own) else { return nil }
    let rubric = document.withView { view in
      var shape = ShapeReader(
        view: view, file: 0, limits: limits, found: own, nearest: nearest)
      let rubric = shape.rubric()
      (own, nearest) = (shape.found, shape.nearest)
      return rubric
    }
    return own.hasErrors ? nil : rubric
  }
}

extension ShapeReader {
  /// The rubric that the whole file is.
  fileprivate mutating func rubric() -> Rubric? {
    guard let fields = fields(of: 0, as: RubricKey.self, "a rubric") else { return nil }
    if let node = fields[.format] { checkFormat(node, "undermat-rubric/1") }
    var rubric = Rubric(id: "", version: "", title: "", about: "", gated: false, criteria: [])
    if let node = fields[.id], isId(node) { rubric.id = view.string(at: node) }
    if let node = fields[.version] { rubric.version = version(node) ?? "" }
    if let node = fields[.title] { rubric.title = string(node) ?? "" }
    if let node = fields[.about] { rubric.about = string(node) ?? "" }
    if let node = fields[.gated] { rubric.gated = boolean(node) ?? false }
    if let node = fields[.criteria], isObject(node, "criteria by id") {
      for key in view.members(of: node) { rubric.criteria.append(criterion(key)) }
      if rubric.criteria.isEmpty, !view.isDamaged(node) {
        report(.empty, "there is no criterion", at: node)
      }
    }
    return rubric
  }

  private mutating func criterion(_ key: Int) -> Criterion {
    _ = isId(key)
    var criterion = Criterion(id: view.string(at: key), title: "", weight: 1, levels: [])
    guard let fields = fields(of: key + 1, as: CriterionKey.self, "a criterion", named: key)
    else {
      return criterion
    }
    if let node = fields[.title] { criterion.title = string(node) ?? "" }
    if let node = fields[.weight] { criterion.weight = integer(node, in: 1...Int.max) ?? 1 }
    if let node = fields[.levels] { criterion.levels = levels(node) }
    return criterion
  }

  private mutating func levels(_ node: Int) -> [String] {
    guard let fields = fields(of: node, as: LevelKey.self, "anchors by level", named: node - 1)
    else { return [] }
    return [LevelKey.worst, .bad, .neutral, .good, .best].map { level in
      fields[level].flatMap { string($0) } ?? ""
    }
  }
}
