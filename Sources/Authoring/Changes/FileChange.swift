/// One thing that is different in a newer file.
package struct FileChange: Equatable, Sendable {
  /// What a change can do.
  package enum Kind: Equatable, Sendable {
    /// Only what is read: wordings, reasons, anchors.
    case words
    /// What happens or what is shown, but not what a play is worth: time windows, the pass mark.
    case play
    /// What a play is worth, or where it can go.
    case scores
  }

  /// Where it is: `scene order`, `choice keep-it`, `marks`, `ownership`.
  package var place: [String]
  package var kind: Kind
  /// In one line; nil if there was nothing.
  package var old: String?
  package var new: String?
}

/// Compares two files part by part: objects by their keys, choices by their ids, other lists by what
/// is common to both.
struct FileComparison {
  private(set) var changes: [FileChange] = []
  /// The keys on the way to where it stands.
  private var keys: [String] = []
  private var place: [String] = []

  init(_ old: FileTree, _ new: FileTree) {
    compare(old, new)
  }

  private mutating func compare(_ old: FileTree, _ new: FileTree) {
    guard old != new else { return }
    switch (old, new) {
    case (.object(let one), .object(let other)): compareMembers(one, other)
    case (.list(let one), .list(let other)) where keys.last == "choices":
      compareChoices(one, other)
    case (.list(let one), .list(let other)): compareLists(one, other)
    default: report(old, new)
    }
  }

  private mutating func compareMembers(
    _ old: [(key: String, value: FileTree)], _ new: [(key: String, value: FileTree)]
  ) {
    for (key, value) in old {
      let newer = new.first { $0.key == key }?.value
      at(key) { comparison in
        if let newer { comparison.compare(value, newer) } else { comparison.report(value, nil) }
      }
    }
    for (key, value) in new where !old.contains(where: { $0.key == key }) {
      at(key) { $0.report(nil, value) }
    }
  }

  private mutating func compareChoices(_ old: [FileTree], _ new: [FileTree]) {
    func members(_ choices: [FileTree]) -> [(key: String, value: FileTree)] {
      choices.enumerated().map {
        ($0.element["id"]?.string ?? "number \($0.offset + 1)", $0.element)
      }
    }
    let (one, other) = (members(old), members(new))
    compareMembers(one, other)
    let kept = other.map(\.key).filter { id in one.contains { $0.key == id } }
    let before = one.map(\.key).filter { kept.contains($0) }
    guard kept != before else { return }
    let order = "order of the choices"
    changes.append(
      FileChange(
        place: place + [order], kind: .play, old: before.joined(separator: ", "),
        new: kept.joined(separator: ", ")))
  }

  private mutating func compareLists(_ old: [FileTree], _ new: [FileTree]) {
    // Two elements at the same place are one that was changed.
    if old.count == new.count, old.allSatisfy(\.isContainer), new.allSatisfy(\.isContainer) {
      for (index, pair) in zip(old, new).enumerated() {
        at("\(index + 1)") { $0.compare(pair.0, pair.1) }
      }
      return
    }
    let difference = new.difference(from: old)
    for case .remove(let offset, let element, _) in difference {
      at("\(offset + 1)") { $0.report(element, nil) }
    }
    for case .insert(let offset, let element, _) in difference {
      at("\(offset + 1)") { $0.report(nil, element) }
    }
  }

  private mutating func report(_ old: FileTree?, _ new: FileTree?) {
    let (old, new) = (old?.shown, new?.shown)
    changes.append(
      FileChange(place: place, kind: ChangeKinds.kind(of: keys), old: old, new: new))
  }

  private mutating func at(_ key: String, _ body: (inout FileComparison) -> Void) {
    let isNumber = key.allSatisfy(\.isNumber)
    keys.append(key)
    let name = ChangeKinds.name(of: key, under: keys.dropLast())
    if let name { place.append(isNumber ? "\(name) \(key)" : name) }
    body(&self)
    if name != nil { place.removeLast() }
    keys.removeLast()
  }
}

/// What the keys of a scenario and of a rubric have to do with scores.
enum ChangeKinds {
  private static let words: Set<String> = [
    "title", "summary", "briefing", "language", "industry", "tags", "minutes", "level", "source",
    "author", "licence", "name", "about", "text", "policy", "say", "do", "narrate", "pause", "by",
    "why", "otherwise", "examples", "levels", "version", "currency",
  ]
  private static let play: Set<String> = [
    "pass", "needs", "window", "fixed-order", "adverse", "outcome", "good", "silent",
  ]

  /// What a change under these keys can do.
  static func kind(of keys: [String]) -> FileChange.Kind {
    let steps = keys.filter { !$0.allSatisfy(\.isNumber) }
    if steps.first == "mood", steps.count == 3, steps[2] == "words" { return .words }
    // A line's `when` and its voices decide only what is read.
    if let line = keys.firstIndex(of: "lines"), isLines(keys, line) { return .words }
    guard let last = steps.last else { return .scores }
    if isNamed(keys) { return .scores }
    if words.contains(last) || steps.contains("levels") { return .words }
    if play.contains(last) || steps.contains("window") || steps.contains("needs") { return .play }
    if steps.count > 1, steps[steps.count - 2] == "critical", last == "why" { return .words }
    return .scores
  }

  /// Whether `lines` at this position is the key of a scene, an ending or a branch and not an id.
  private static func isLines(_ keys: [String], _ position: Int) -> Bool {
    position >= 2 && ["scenes", "endings"].contains(keys[0])
      && !(position == 1) && (position == 2 || keys[2] == "chance")
  }

  /// Whether the last key is an id that the author chose: one that reads like a key of ours must not
  /// be taken for it.
  private static func isNamed(_ keys: [String]) -> Bool {
    guard keys.count >= 2 else { return false }
    let owners: Set<String> = [
      "scenes", "endings", "mood", "flags", "facts", "effects", "marks", "criteria", "choices",
    ]
    return owners.contains(keys[keys.count - 2])
      || keys.contains { ["voice-effects", "voice-marks"].contains($0) }
  }

  /// How a step of the way is called, or nil if it says nothing.
  static func name(of key: String, under keys: ArraySlice<String>) -> String? {
    switch (keys.last, keys.count) {
    case (nil, _):
      return ["scenes", "endings", "customer", "authority", "criteria"].contains(key) ? nil : key
    case ("scenes", 1): return "scene \(key)"
    case ("endings", 1): return "ending \(key)"
    case ("criteria", 1): return "criterion \(key)"
    case ("facts", 2): return "fact \(key)"
    case ("choices", _): return "choice \(key)"
    case ("lines", _): return "line"
    case ("chance", _): return "branch"
    case ("to", _): return "way"
    case (_, _) where key == "choices" || key == "facts" || key == "lines" || key == "chance":
      return nil
    case (let owner?, _) where key.allSatisfy(\.isNumber):
      return owner == "rubrics" ? "rubric" : "number"
    default: return key
    }
  }
}
