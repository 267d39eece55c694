import Gradings

/// One scene over all encounters.
package struct SceneTally: Equatable, Sendable {
  package let id: String
  /// Encounters that came here, and answers given here.
  package private(set) var encounters = 0
  package private(set) var answers = 0
  /// Points of score given away here in all.
  package private(set) var lost = 0.0
  private var choiceTallies: [ChoiceTally] = []
  /// The encounter that came here last, so that one that comes twice is counted once.
  private var lastEncounter = 0

  init(id: String) { self.id = id }

  /// The most frequent first.
  package var choices: [ChoiceTally] {
    choiceTallies.sorted { ($1.count, $0.id) < ($0.count, $1.id) }
  }

  fileprivate mutating func index(of choice: KnownChoice) -> Int {
    if let index = choiceTallies.firstIndex(where: { $0.id == choice.choice }) { return index }
    choiceTallies.append(ChoiceTally(id: choice.choice, text: choice.text))
    return choiceTallies.count - 1
  }

  fileprivate mutating func add(regret: Double, choice: Int, encounter: Int) {
    answers += 1
    lost += regret
    choiceTallies[choice].add(regret: regret)
    if lastEncounter != encounter { encounters += 1 }
    lastEncounter = encounter
  }
}

/// One choice over all encounters.
package struct ChoiceTally: Equatable, Sendable {
  package let id: String
  /// With placeholders as written.
  package let text: String
  package private(set) var count = 0
  /// Points of score given away by it in all.
  package private(set) var lost = 0.0

  init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  fileprivate mutating func add(regret: Double) {
    count += 1
    lost += regret
  }
}

/// The scenes of a scenario. Where the answer is one of a choice that was met before, which is nearly
/// always, no name is compared.
struct SceneTallies: Equatable, Sendable {
  private(set) var scenes: [SceneTally] = []
  private var indices: [String: Int] = [:]
  private var places: [ObjectIdentifier: Place] = [:]

  private struct Place: Sendable {
    /// Held, so that no other choice can get its identity.
    let choice: KnownChoice
    let scene: Int
    let position: Int
  }

  static func == (a: SceneTallies, b: SceneTallies) -> Bool { a.scenes == b.scenes }

  /// - Parameter encounter: a number of its own for every encounter, from 1.
  mutating func add(_ decision: Decision, encounter: Int) {
    let place = place(of: decision.choice)
    scenes[place.scene].add(
      regret: max(0, decision.regret ?? 0), choice: place.position, encounter: encounter)
  }

  private mutating func place(of choice: KnownChoice) -> Place {
    if let known = places[ObjectIdentifier(choice)] { return known }
    let scene = indices[choice.scene] ?? scenes.count
    if scene == scenes.count {
      scenes.append(SceneTally(id: choice.scene))
      indices[choice.scene] = scene
    }
    let place = Place(choice: choice, scene: scene, position: scenes[scene].index(of: choice))
    // Plays that do not come from the records bring new objects each time.
    if places.count >= 4096 { places.removeAll(keepingCapacity: true) }
    places[ObjectIdentifier(choice)] = place
    return place
  }
}
