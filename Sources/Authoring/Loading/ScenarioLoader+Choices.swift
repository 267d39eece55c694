import Simulation

extension ScenarioLoader {
  /// Reads the choices of a scene.
  mutating func choices(_ list: Int) -> Extent {
    guard shape.isList(list, "choices") else { return .none }
    let first = scenario.choices.count
    for element in view.elements(of: list) {
      if scenario.choices.count - first == 9 {
        shape.report(.tooMany, "a scene has at most 9 choices", at: element)
      }
      readChoice(element)
    }
    if scenario.choices.count == first, !view.isDamaged(list) {
      shape.report(.empty, "there is no choice", at: list)
    }
    reportSameIds(from: first, in: list)
    return Extent(from: first, to: scenario.choices.count)
  }

  private mutating func reportSameIds(from first: Int, in list: Int) {
    // More than nine were reported, and comparing each with each is for few.
    for one in 1..<max(1, min(scenario.choices.count - first, 9)) {
      for other in 0..<one where isSameId(first + one, first + other) {
        let nodes = Array(view.elements(of: list))
        let id = shape.characters(of: scenario.choices[first + one].id)
        let here = document(nodes[one], key: "id") ?? nodes[one]
        let there = document(nodes[other], key: "id") ?? nodes[other]
        let label = shape.label(there, "it is here already")
        shape.report(
          .idTwice, "two choices of this scene are called `\(VisibleText.of(id))`", at: here,
          others: [label])
        break
      }
    }
  }

  private func isSameId(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (scenario.choices[one].id, scenario.choices[other].id)
    guard one.length == other.length, !one.isEmpty else { return false }
    return shape.withBytes(of: one) { one in
      shape.withBytes(of: other) { one.isSame(as: $0) }
    }
  }

  /// The value of a key in the object at `node`.
  private func document(_ node: Int, key: StaticString) -> Int? {
    view.members(of: node).first { member in
      view.withText(of: member) { $0.isSame(as: key) }
    }.map { $0 + 1 }
  }

  private mutating func readChoice(_ node: Int) {
    guard let fields = shape.fields(of: node, as: ChoiceKey.self, "a choice") else {
      scenario.choices.append(Choice(id: .empty, kind: .silent, text: .empty))
      return
    }
    var choice = Choice(id: .empty, kind: .silent, text: .empty)
    if let node = fields[.id], shape.isId(node) {
      choice.id = shape.plainText(node)
    }
    readWords(fields, &choice)
    readAvailability(fields, &choice)
    readConsequences(fields, &choice)
    readGrading(fields, &choice)
    if let node = fields[.to] { choice.routes = routes(node) }
    scenario.choices.append(choice)
  }

  private mutating func readWords(_ fields: Fields<ChoiceKey>, _ choice: inout Choice) {
    if let node = fields[.say] {
      choice.kind = .say
      choice.text = shape.text(node) ?? .empty
    }
    if let node = fields[.act] {
      choice.kind = .act
      choice.text = shape.text(node) ?? .empty
    }
    if let node = fields[.silent], shape.boolean(node) == false {
      shape.report(.outOfRange, "`silent` can only be true", at: node)
    }
    reportForms(fields)
    if let node = fields[.examples] { choice.examples = examples(node) }
  }

  private mutating func reportForms(_ fields: Fields<ChoiceKey>) {
    // Nearly always there is exactly one, and that is seen without making a list.
    let count =
      (fields[.say] == nil ? 0 : 1) + (fields[.act] == nil ? 0 : 1)
      + (fields[.silent] == nil ? 0 : 1)
    if count == 1 || count == 0 && view.isDamaged(fields.node) { return }
    let forms = [fields.keyNode(.say), fields.keyNode(.act), fields.keyNode(.silent)]
      .compactMap { $0 }.sorted()
    let label = forms.count > 1 ? [shape.label(forms[0], "one is here")] : []
    shape.report(
      .notOneForm,
      forms.isEmpty ? "the choice says and does nothing" : "the choice has two forms",
      at: forms.count > 1 ? forms[1] : fields.node, others: label,
      help: "it has exactly one of `say`, `do` and `\"silent\": true`")
  }

  private mutating func examples(_ list: Int) -> Extent {
    guard shape.isList(list, "texts") else { return .none }
    let first = scenario.examples.count
    for element in view.elements(of: list) {
      if let text = shape.text(element) { scenario.examples.append(text) }
    }
    return Extent(from: first, to: scenario.examples.count)
  }

  private mutating func readAvailability(_ fields: Fields<ChoiceKey>, _ choice: inout Choice) {
    choice.when = fields[.when].flatMap { condition($0) }
    // What could not be read is still a condition.
    if fields[.when] != nil, choice.when == nil { choice.when = Condition(root: 0) }
    if let node = fields[.once] { choice.once = shape.boolean(node) ?? false }
    guard let node = fields[.otherwise] else { return }
    choice.otherwise = shape.text(node) ?? .empty
    if fields[.when] == nil, !view.isDamaged(fields.node) {
      shape.report(
        .otherwiseWithoutWhen, "`otherwise` needs a `when`", at: node - 1,
        help: "it is the reason shown when `when` does not hold")
    }
  }

  private mutating func readConsequences(_ fields: Fields<ChoiceKey>, _ choice: inout Choice) {
    if let node = fields[.effects] { choice.effects = effects(node) }
    if let node = fields[.voiceEffects] { choice.voiceEffects = voiceEffects(node) }
    if let node = fields[.spend] { choice.spend = shape.money(node) ?? .zero }
    if let node = fields[.seconds] {
      choice.seconds = Int32(clamping: shape.integer(node, in: 0...Int.max) ?? 10)
    }
    if let node = fields[.reveals] { choice.reveals = reveals(node) }
  }

  private mutating func reveals(_ list: Int) -> Extent {
    guard shape.isList(list, "fact ids") else { return .none }
    let first = scenario.reveals.count
    for element in view.elements(of: list) {
      guard view.nodes[element].isString else {
        shape.reportType("the id of a fact", at: element)
        continue
      }
      if let fact = view.withText(of: element, { parser.scope.facts.number(of: $0) }) {
        scenario.reveals.append(Int32(truncatingIfNeeded: fact))
      } else {
        reportUnknownFact(element)
      }
    }
    return Extent(from: first, to: scenario.reveals.count)
  }

  private mutating func reportUnknownFact(_ node: Int) {
    let (help, fixes) = shape.suggestion(for: node, among: parser.scope.facts)
    let name = VisibleText.of(view.string(at: node))
    shape.report(
      .unknownFact, "there is no fact `\(name)`", at: node,
      help: help ?? "facts stand under `customer`, `facts`", fixes: fixes)
  }

  private mutating func readGrading(_ fields: Fields<ChoiceKey>, _ choice: inout Choice) {
    if let node = fields[.marks] { choice.marks = marks(node) }
    if let node = fields[.voiceMarks] { choice.voiceMarks = voiceMarks(node) }
    if let node = fields[.critical] { choice.critical = critical(node) }
    if let node = fields[.why] { choice.why = shape.text(node) ?? .empty }
    guard fields[.why] == nil, !scenario.draft, !view.isDamaged(fields.node) else { return }
    let hasMarks = !choice.marks.isEmpty || !choice.voiceMarks.isEmpty
    guard hasMarks || fields[.critical] != nil else { return }
    let reason = fields.keyNode(.marks) ?? fields.keyNode(.voiceMarks) ?? fields.keyNode(.critical)
    shape.report(
      .reasonMissing, "the choice is \(hasMarks ? "marked" : "critical") and does not say why",
      at: reason ?? fields.node,
      help: "add `why`, the coach's sentence; a `draft` may leave it out")
  }

  private mutating func critical(_ node: Int) -> Critical? {
    guard let fields = shape.fields(of: node, as: CriticalKey.self, "a critical error") else {
      return nil
    }
    let family = fields[.family].flatMap {
      shape.word($0, of: Critical.Family.allCases.map(\.name), "a family")
    }
    let why = fields[.why].flatMap { shape.text($0) }
    return Critical(family: Critical.Family.allCases[family ?? 0], why: why ?? .empty)
  }

  private mutating func routes(_ node: Int) -> Extent {
    let first = scenario.routes.count
    if view.kind(node) == .array {
      for element in view.elements(of: node) { readRoute(element) }
      reportConditions(of: node)
    } else if let place = destination(node) {
      scenario.routes.append(Route(when: nil, to: place))
    }
    return Extent(from: first, to: scenario.routes.count)
  }

  private mutating func readRoute(_ element: Int) {
    guard let fields = shape.fields(of: element, as: RouteKey.self, "a destination") else { return }
    let when = fields[.when].flatMap { condition($0) }
    guard let node = fields[.to], let place = destination(node) else { return }
    scenario.routes.append(Route(when: when, to: place))
  }

  /// All destinations of a list but the last have a `when`, and the last has none.
  private mutating func reportConditions(of list: Int) {
    guard !view.isDamaged(list) else { return }
    var previous: (element: Int, when: Int?)?
    for element in view.elements(of: list) {
      if let before = previous, before.when == nil, view.kind(before.element) == .object {
        let label = shape.label(element, "this is never looked at")
        shape.report(
          .conditionOnLast, "only the last destination has no `when`", at: before.element,
          others: [label])
      }
      previous = (element, document(element, key: "when"))
    }
    guard let previous else {
      shape.report(.empty, "there is no destination", at: list)
      return
    }
    guard let when = previous.when else { return }
    shape.report(
      .conditionOnLast, "the last destination has a `when`, so there may be none", at: when - 1,
      help: "the last one has only `to`: it is taken when nothing before it holds")
  }
}
