import Authoring
import Simulation

/// Goes over a scenario's values with the keys that lead to them.
struct NameFinder {
  let view: JSONView
  let bytes: [UInt8]
  let rubrics: [RubricNames]
  private(set) var found: [NamePlace] = []
  /// The object that is being looked at.
  private var object = 0

  /// Keys that are allowed everywhere and mean nothing.
  static let ignored = ["$schema", "$comment", "notes"]

  init(view: JSONView, bytes: [UInt8], rubrics: [RubricNames]) {
    self.view = view
    self.bytes = bytes
    self.rubrics = rubrics
  }

  mutating func visit(_ node: Int, _ keys: [String]) {
    if isText(node) { return visitText(node, keys) }
    let around = object
    defer { object = around }
    object = node
    var members: [(Int, Int)] = []
    view.forEachMember(of: node) { members.append(($0, $1)) }
    for (key, value) in members {
      let name = view.string(at: key)
      guard !Self.ignored.contains(name) else { continue }
      visitKey(key, name, keys)
      visit(value, keys + [name])
      object = node
    }
    var elements: [Int] = []
    view.forEachElement(of: node) { elements.append($0) }
    for element in elements { visit(element, keys + ["*"]) }
  }

  private func isText(_ node: Int) -> Bool {
    [.string, .escapedString, .bareString].contains(view.kind(node))
  }

  private mutating func add(
    _ kind: Named.Kind, _ node: Int, owner: String? = nil, _ role: NamePlace.Role = .use
  ) {
    let named = Named(kind: kind, name: view.string(at: node), owner: owner)
    var place = NamePlace(named: named, range: view.contents(of: node), role: role)
    if role != .use { place.whole = whole(node, kind) }
    found.append(place)
  }

  /// A key with its value; for a choice's id, the choice.
  private func whole(_ node: Int, _ kind: Named.Kind) -> Range<Int> {
    let first = view.range(of: node)
    guard kind != .choice else { return view.range(of: object) }
    return first.lowerBound..<view.range(of: node + 1).upperBound
  }

  private mutating func visitKey(_ key: Int, _ name: String, _ keys: [String]) {
    switch (keys.last, keys.count) {
    case ("scenes", 1): add(.place, key, .scene)
    case ("endings", 1): add(.place, key, .ending)
    case ("mood", 1): add(.state, key, .meter)
    case ("flags", 1): add(.state, key, .flag)
    case ("facts", 2): add(.fact, key, .other)
    case ("marks", _): addCriterion(key, name)
    case ("needs", 1): name.contains(".") ? addCriterion(key, name) : add(.rubric, key)
    case ("effects", _): add(.state, key)
    case ("voices", _), ("voice-effects", _), ("voice-marks", _): add(.voice, key)
    default:
      guard let owner = keys.dropLast().last else { return }
      if owner == "voice-effects" { add(.state, key) }
      if owner == "voice-marks" { addCriterion(key, name) }
    }
  }

  /// `criterion`, or `rubric.criterion`.
  private mutating func addCriterion(_ key: Int, _ name: String) {
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else {
      let owners = rubrics.filter { $0.criteria.contains(name) }
      return add(.criterion, key, owner: owners.count == 1 ? owners[0].id : nil)
    }
    let (rubric, id) = (String(name[..<dot]), String(name[name.utf8.index(after: dot)...]))
    let range = view.contents(of: key)
    let isExact = view.kind(key) != .escapedString
    let end = isExact ? range.lowerBound + rubric.utf8.count : range.upperBound
    let start = isExact ? end + 1 : range.lowerBound
    found.append(
      NamePlace(
        named: Named(kind: .rubric, name: rubric), range: range.lowerBound..<end, isExact: isExact))
    found.append(
      NamePlace(
        named: Named(kind: .criterion, name: id, owner: rubric), range: start..<range.upperBound,
        isExact: isExact))
  }

  private mutating func visitText(_ node: Int, _ keys: [String]) {
    let scene = keys.count > 1 && keys[0] == "scenes" ? keys[1] : nil
    switch keys.last {
    case "start" where keys.count == 1, "patience", "to": add(.place, node)
    case "choice" where keys.dropLast().last == "window": add(.choice, node, owner: scene)
    case "id" where keys.dropLast(2).last == "choices": add(.choice, node, owner: scene, .other)
    case "voice": add(.voice, node)
    case "file" where keys.first == "rubrics": add(.rubricFile, node)
    case "when", "basics": visitCondition(node)
    case "*" where keys.dropLast().last == "reveals": add(.fact, node)
    case "*" where keys == ["customer", "voices", "*"]: add(.voice, node)
    default: break
    }
  }

  /// The names in a condition.
  private mutating func visitCondition(_ node: Int) {
    let range = view.contents(of: node)
    guard view.kind(node) == .string else {
      for word in ConditionWords.of(Array(view.string(at: node).utf8)) {
        guard let named = word.named else { continue }
        found.append(NamePlace(named: named, range: range, isExact: false))
      }
      return
    }
    for word in ConditionWords.of(Array(bytes[range])) {
      guard let named = word.named else { continue }
      let start = range.lowerBound
      found.append(
        NamePlace(
          named: named, range: start + word.range.lowerBound..<start + word.range.upperBound))
    }
  }
}
