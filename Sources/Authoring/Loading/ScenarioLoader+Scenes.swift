import Simulation

extension ScenarioLoader {
  /// Learns the ids of all scenes and endings, before anything refers to them.
  mutating func collectPlaces(_ fields: Fields<ScenarioKey>) {
    if let node = fields[.scenes], shape.isObject(node, "scenes by id") {
      let count = view.count(of: node)
      places = NameIndex(capacity: count)
      sceneNodes.reserveCapacity(count)
      scenario.scenes.reserveCapacity(count)
      for key in view.members(of: node) { collectScene(key) }
      reportCount(of: node)
    }
    if let node = fields[.endings], shape.isObject(node, "endings by id") {
      for key in view.members(of: node) { collectEnding(key) }
      if endingNodes.isEmpty, !view.isDamaged(node) {
        shape.report(.empty, "there is no ending", at: node)
      }
    }
  }

  private mutating func collectScene(_ key: Int) {
    _ = shape.isId(key)
    _ = view.withText(of: key) { places.add($0, sceneNodes.count) }
    sceneNodes.append(UInt32(truncatingIfNeeded: key))
  }

  private mutating func collectEnding(_ key: Int) {
    _ = shape.isId(key)
    let before = view.withText(of: key) { places.add($0, ~endingNodes.count) }
    endingNodes.append(UInt32(truncatingIfNeeded: key))
    guard let before, before >= 0 else { return }
    let name = view.string(at: key)
    let other = shape.label(Int(sceneNodes[before]), "the scene")
    shape.report(
      .idTwice, "`\(VisibleText.of(name))` is a scene already", at: key, others: [other],
      help: "scenes and endings share one set of ids")
  }

  private mutating func reportCount(of node: Int) {
    let (count, most) = (sceneNodes.count, shape.limits.scenes)
    if count == 0, !view.isDamaged(node) { shape.report(.empty, "there is no scene", at: node) }
    if count > most {
      shape.report(
        .tooMany, "there are \(count) scenes; at most \(most) are read",
        at: Int(sceneNodes[most]))
    }
  }

  /// Reads all scenes, in file order.
  mutating func readScenes(_: Fields<ScenarioKey>) {
    for index in 0..<min(sceneNodes.count, shape.limits.scenes) {
      readScene(Int(sceneNodes[index]))
      if index == Self.sample { reserveTables() }
    }
  }

  /// How many scenes are read before the sizes of the tables are guessed from them.
  private static let sample = 1_000

  /// Makes room for what the rest of a large file will probably need: tables that grow by doubling
  /// are copied again and again, and touch twice the memory.
  private mutating func reserveTables() {
    let scale = Double(sceneNodes.count) / Double(Self.sample) * 1.1
    func room(_ count: Int) -> Int { Int(Double(count) * scale) }
    scenario.choices.reserveCapacity(room(scenario.choices.count))
    scenario.branches.reserveCapacity(room(scenario.branches.count))
    scenario.lines.reserveCapacity(room(scenario.lines.count))
    scenario.wordings.reserveCapacity(room(scenario.wordings.count))
    scenario.effects.reserveCapacity(room(scenario.effects.count))
    scenario.voiceEffects.reserveCapacity(room(scenario.voiceEffects.count))
    scenario.marks.reserveCapacity(room(scenario.marks.count))
    scenario.voiceMarks.reserveCapacity(room(scenario.voiceMarks.count))
    scenario.reveals.reserveCapacity(room(scenario.reveals.count))
    scenario.examples.reserveCapacity(room(scenario.examples.count))
    scenario.routes.reserveCapacity(room(scenario.routes.count))
    parser.reserve(room(parser.nodes.count))
    shape.extra.reserveCapacity(room(shape.extra.count))
  }

  private mutating func readScene(_ key: Int) {
    var scene = Scene(id: shape.plainText(key))
    defer { scenario.scenes.append(scene) }
    guard let fields = shape.fields(of: key + 1, as: SceneKey.self, "a scene", named: key)
    else { return }
    let isChance = fields[.chance] != nil
    if let node = fields[.lines] {
      scene.lines = lines(node)
      if scene.lines.isEmpty, !isChance, view.kind(node) == .array, !view.isDamaged(node) {
        shape.report(
          .empty, "there is no line", at: node, help: "only a chance scene may say nothing")
      }
    }
    if let node = fields[.effects] { scene.effects = effects(node) }
    if let node = fields[.stakes] {
      scene.stakes = UInt8(clamping: shape.integer(node, in: 1...5) ?? 1)
    }
    if let node = fields[.fixedOrder] { scene.fixedOrder = shape.boolean(node) ?? false }
    if let node = fields[.chance] {
      scene.branches = branches(node)
      reportBesideChance(fields)
    } else if let node = fields[.choices] {
      scene.choices = choices(node)
      if let node = fields[.window] { scene.window = window(node, scene.choices) }
    }
  }

  private mutating func reportBesideChance(_ fields: Fields<SceneKey>) {
    for other in [SceneKey.choices, .window] {
      guard let key = fields.keyNode(other), let chance = fields.keyNode(.chance) else { continue }
      let label = shape.label(chance, "here the draw decides")
      shape.report(
        .chanceAndChoices, "a chance scene has no `\(other.name)`", at: key, others: [label])
    }
  }

  private mutating func window(_ node: Int, _ choices: Extent) -> Window? {
    guard let fields = shape.fields(of: node, as: WindowKey.self, "a window") else { return nil }
    let seconds = fields[.seconds]
      .flatMap { shape.integer($0, in: 1...Int.max) }
    guard let name = fields[.choice] else { return nil }
    guard view.nodes[name].isString else {
      shape.reportType("the id of a choice", at: name)
      return nil
    }
    let ids = choices.range.map { shape.characters(of: scenario.choices[$0].id) }
    guard let position = ids.firstIndex(of: view.string(at: name)) else {
      reportUnknownChoice(name, ids)
      return nil
    }
    let choice = choices.range.lowerBound + position
    reportIfNotAlways(choice, name)
    return seconds.map { Window(seconds: $0, choice: choice) }
  }

  private mutating func reportUnknownChoice(_ node: Int, _ ids: [String]) {
    let (help, fixes) = shape.suggestion(for: node, among: ids)
    let name = VisibleText.of(view.string(at: node))
    shape.report(
      .unknownChoice, "this scene has no choice `\(name)`", at: node,
      help: help ?? "its choices are \(ids.joined(separator: ", "))", fixes: fixes)
  }

  private mutating func reportIfNotAlways(_ choice: Int, _ node: Int) {
    let isConditional = scenario.choices[choice].when != nil
    guard isConditional || scenario.choices[choice].once else { return }
    shape.report(
      .windowNotAlwaysThere,
      "this choice may be gone when time runs out: it has `\(isConditional ? "when" : "once")`",
      at: node, help: "name a choice that has neither `when` nor `once`")
  }

  private mutating func branches(_ list: Int) -> Extent {
    guard shape.isList(list, "branches") else { return .none }
    let first = scenario.branches.count
    var hasCertain = false
    for element in view.elements(of: list) {
      guard let fields = shape.fields(of: element, as: BranchKey.self, "a branch") else {
        hasCertain = true
        continue
      }
      hasCertain = hasCertain || fields[.when] == nil
      let branch = branch(fields)
      scenario.branches.append(branch)
    }
    let extent = Extent(from: first, to: scenario.branches.count)
    if !hasCertain, !view.isDamaged(list) { reportNoCertain(list, isEmpty: extent.isEmpty) }
    return extent
  }

  private mutating func reportNoCertain(_ list: Int, isEmpty: Bool) {
    if isEmpty {
      shape.report(.empty, "there is no branch", at: list)
    } else {
      shape.report(
        .conditionOnEveryBranch, "every branch has a `when`, so there may be none to draw",
        at: list, help: "at least one branch has no `when`")
    }
  }

  private mutating func branch(_ fields: Fields<BranchKey>) -> Branch {
    var branch = Branch(to: .ending(0))
    if let node = fields[.to] { branch.to = destination(node) ?? .ending(0) }
    if let node = fields[.weight] {
      branch.weight = Int32(clamping: shape.integer(node, in: 1...Int.max) ?? 1)
    }
    if let node = fields[.lines] { branch.lines = lines(node) }
    if let node = fields[.effects] { branch.effects = effects(node) }
    branch.when = fields[.when].flatMap { condition($0) }
    if let node = fields[.adverse] { branch.adverse = shape.boolean(node) ?? false }
    return branch
  }

  /// Reads all endings, in file order.
  mutating func readEndings(_: Fields<ScenarioKey>) {
    for key in endingNodes { readEnding(Int(key)) }
  }

  private mutating func readEnding(_ key: Int) {
    var ending = Ending(id: shape.plainText(key), outcome: .lost)
    defer { scenario.endings.append(ending) }
    guard let fields = shape.fields(of: key + 1, as: EndingKey.self, "an ending", named: key)
    else { return }
    if let node = fields[.outcome] {
      let index = shape.word(node, of: Ending.Outcome.allCases.map(\.name), "an outcome")
      ending.outcome = Ending.Outcome.allCases[index ?? 0]
    }
    if let node = fields[.lines] { ending.lines = lines(node) }
    if let node = fields[.marks] { ending.marks = marks(node) }
    if let node = fields[.why] { ending.why = shape.text(node) ?? .empty }
  }
}
