import Authoring
import Reports
import Simulation

/// Changes a scenario's beginning, and collects what cannot be.
struct RehearsalStage {
  private(set) var scenario: Scenario
  /// Sentences for the person.
  private(set) var problems: [String] = []
  private var nearest = NearestName()

  init(_ scenario: Scenario) { self.scenario = scenario }

  /// Words of conditions that look like something that could be set.
  private static let counted = ["turns", "seconds", "spent", "limit", "voice"]

  mutating func begin(at id: String) {
    guard let index = scenario.scenes.firstIndex(where: { scenario.string($0.id) == id }) else {
      return refuse(scene: id)
    }
    guard !scenario.scenes[index].isChance else { return refuse(chance: index) }
    scenario.start = index
  }

  private mutating func refuse(scene id: String) {
    if scenario.endings.contains(where: { scenario.string($0.id) == id }) {
      problems.append("\(shown(id)) is an ending; a rehearsal begins at a scene.")
      return
    }
    let ids = scenario.scenes.filter { !$0.isChance }.map { scenario.string($0.id) }
    problems.append("There is no scene \(shown(id)). \(suggestion(id, ids, "The scenes are"))")
  }

  private mutating func refuse(chance index: Int) {
    let scene = scenario.scenes[index]
    let next = scene.branches.range.compactMap { scenario.branches[$0].to.scene }
    var seen: [String] = []
    for id in next.map({ scenario.string(scenario.scenes[$0].id) }) where !seen.contains(id) {
      seen.append(id)
    }
    let others = seen.isEmpty ? "" : " It leads to \(list(seen, "and"))."
    problems.append(
      "\(scenario.string(scene.id)) is a chance scene, where nothing is answered: begin at a scene "
        + "before or after it.\(others)")
  }

  mutating func set(_ setting: Rehearsal.Setting) {
    let name = setting.name
    if let meter = scenario.meters.firstIndex(where: { $0.id == name }) {
      return set(meter: meter, setting)
    }
    if let flag = scenario.flags.firstIndex(where: { $0.id == name }) {
      guard let value = truth(setting) else { return }
      scenario.flags[flag].start = value
      return
    }
    let fact = name.hasPrefix("knows.") ? String(name.dropFirst(6)) : name
    if let fact = scenario.facts.firstIndex(where: { $0.id == fact }) {
      guard let value = truth(setting) else { return }
      scenario.facts[fact].known = value
      return
    }
    refuse(name: name)
  }

  private mutating func set(meter index: Int, _ setting: Rehearsal.Setting) {
    let meter = scenario.meters[index]
    guard let value = Int(setting.value), (meter.least...meter.most).contains(value) else {
      problems.append(
        "\(meter.id) goes from \(meter.least) to \(meter.most); \(shown(setting.value)) is "
          + (Int(setting.value) == nil ? "no whole number." : "outside."))
      return
    }
    scenario.meters[index].start = value
  }

  private mutating func truth(_ setting: Rehearsal.Setting) -> Bool? {
    switch setting.value {
    case "true": return true
    case "false": return false
    default:
      problems.append("\(setting.name) is true or false, not \(shown(setting.value)).")
      return nil
    }
  }

  private mutating func refuse(name: String) {
    guard !Self.counted.contains(name) else {
      problems.append("\(name) counts by itself: meters, flags and facts can be set.")
      return
    }
    let names = scenario.meters.map(\.id) + scenario.flags.map(\.id) + scenario.facts.map(\.id)
    problems.append(
      "There is no meter, flag or fact \(shown(name)). \(suggestion(name, names, "There are"))")
  }

  private mutating func suggestion(_ name: String, _ names: [String], _ start: String) -> String {
    if let guess = nearest.find(name, in: names) { return "Did you mean \(guess)?" }
    guard !names.isEmpty else { return "This scenario has none." }
    let some = names.count > 12 ? Array(names.prefix(12)) + ["..."] : names
    return "\(start) \(some.joined(separator: ", "))."
  }

  private func list(_ words: [String], _ last: String) -> String { Figures.list(words, last) }

  private func shown(_ text: String) -> String { SafeText.shownOnOneLine(text) }
}
