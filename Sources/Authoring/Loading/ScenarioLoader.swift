import Simulation

/// Turns the document of a scenario into the model, checking all of `format.md` on the way.
///
/// It goes on after every mistake with whatever value does least harm; a scenario with errors is
/// thrown away at the end.
struct ScenarioLoader {
  var shape: ShapeReader
  var scenario: Scenario
  /// Scenes by their index and endings by the complement of theirs, as in `Destination`.
  var places = NameIndex()
  /// Reads conditions; its scope holds the meters, flags, facts and voices.
  var parser = ExpressionParser()
  /// Criteria by their index; by their own id (-1 if rubrics share it) and with the rubric's.
  var criteria = NameIndex()
  /// Whether a rubric could not be read, so that unknown criteria may stand in it.
  var lacksRubric = false
  /// Positions of the scenes' keys on the tape.
  var sceneNodes: [UInt32] = []
  /// Positions of the endings' keys on the tape.
  var endingNodes: [UInt32] = []
  /// The files of the rubrics, after the scenario's own.
  var rubricFiles: [SourceFile] = []

  var view: JSONView { shape.view }

  init(shape: ShapeReader) {
    self.shape = shape
    parser.scope.depth = shape.limits.depth
    parser.scope.integer = shape.limits.integer
    scenario = Scenario(
      customer: Customer(name: "", about: nil, voice: .harmonizer, voices: []))
  }

  /// Reads the whole scenario; `folder` and `access` find the rubrics.
  mutating func load(folder: String, access: FileAccess) {
    guard let fields = shape.fields(of: 0, as: ScenarioKey.self, "a scenario") else { return }
    readFormat(fields)
    readAbout(fields)
    readCustomer(fields)
    readMood(fields)
    readFlags(fields)
    collectPlaces(fields)
    readRubrics(fields, folder: folder, access: access)
    readAuthority(fields)
    readConditionsAndNeeds(fields)
    readScenes(fields)
    readEndings(fields)
    readStart(fields)
    reportChanceCycles()
    scenario.expressions = parser.nodes
  }

  private mutating func readFormat(_ fields: Fields<ScenarioKey>) {
    guard let node = fields[.format] else { return }
    shape.checkFormat(node, "undermat-scenario/1")
  }

  /// Numbers and words about the play as a whole that need other parts to be read.
  private mutating func readConditionsAndNeeds(_ fields: Fields<ScenarioKey>) {
    if let node = fields[.loss] { scenario.loss = shape.money(node) }
    if let node = fields[.basics] { scenario.basics = condition(node) }
    if fields[.basics] == nil, let gated = scenario.rubrics.first(where: \.rubric.gated) {
      reportMissingBasics(fields, gated.rubric)
    }
    if let node = fields[.pass] { scenario.pass = shape.integer(node, in: 0...100) ?? 70 }
    if let node = fields[.turns] { scenario.turnCap = shape.integer(node, in: 1...Int.max) ?? 40 }
    if let node = fields[.needs] { readNeeds(node) }
  }

  private mutating func reportMissingBasics(_ fields: Fields<ScenarioKey>, _ rubric: Rubric) {
    shape.report(
      .basicsMissing, "`basics` is missing, and the rubric `\(rubric.id)` is gated",
      at: fields.keyNode(.rubrics) ?? fields.node,
      help: "`basics` is a condition that holds when the customer's actual need is met")
  }

  private mutating func readNeeds(_ node: Int) {
    guard shape.isObject(node, "least percents by rubric or criterion") else { return }
    for key in view.members(of: node) {
      let percent = shape.integer(key + 1, in: 0...100) ?? 0
      if let need = need(named: view.string(at: key), percent: percent) {
        scenario.needs.append(need)
      } else if !lacksRubric {
        reportUnknownNeed(key)
      }
    }
  }

  private func need(named name: String, percent: Int) -> Need? {
    for (index, use) in scenario.rubrics.enumerated() where use.rubric.id == name {
      return Need(rubric: index, criterion: nil, percent: percent)
    }
    for (index, place) in scenario.criteria.enumerated() {
      let rubric = scenario.rubrics[place.rubric].rubric
      if name == "\(rubric.id).\(rubric.criteria[place.position].id)" {
        return Need(rubric: place.rubric, criterion: index, percent: percent)
      }
    }
    return nil
  }

  private mutating func reportUnknownNeed(_ key: Int) {
    let known = scenario.rubrics.flatMap { use in
      [use.rubric.id] + use.rubric.criteria.map { "\(use.rubric.id).\($0.id)" }
    }
    let name = VisibleText.of(view.string(at: key))
    let (help, fixes) = shape.suggestion(for: key, among: known)
    shape.report(
      .unknownCriterion, "there is no rubric or `rubric.criterion` called `\(name)`", at: key,
      help: help ?? "known are \(known.joined(separator: ", "))", fixes: fixes)
  }

  private mutating func readStart(_ fields: Fields<ScenarioKey>) {
    if let node = fields[.patience], let place = destination(node) {
      scenario.patience = place.ending
      if place.scene != nil {
        shape.report(.unknownPlace, "`patience` names an ending, and this is a scene", at: node)
      }
    }
    guard let node = fields[.start], let place = destination(node) else {
      return
    }
    guard let scene = place.scene else {
      shape.report(.unknownPlace, "`start` names a scene, and this is an ending", at: node)
      return
    }
    scenario.start = scene
    guard scene < scenario.scenes.count, scenario.scenes[scene].isChance else { return }
    let key = Int(sceneNodes[scene])
    let other = shape.label(key, "it is a chance scene")
    shape.report(
      .startIsChance, "a scenario does not start with a chance scene", at: node, others: [other])
  }
}

extension ShapeReader {
  /// Reports a `format` that is not the one expected.
  mutating func checkFormat(_ node: Int, _ format: String) {
    guard view.nodes[node].isString else {
      reportType("text", at: node)
      return
    }
    guard !view.withText(of: node, { $0.elementsEqual(format.utf8) }) else { return }
    let edit = Edit(file: file, range: view.contents(of: node), replacement: format)
    report(
      .wrongFormat, "the format read here is `\(format)`", at: node,
      fixes: [Fix("write `\(format)`", .suggested, edits: [edit])])
  }
}
