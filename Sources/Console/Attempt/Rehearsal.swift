package import Simulation

/// How one scene is tried: practice that begins there, with moods, flags and facts as somebody who
/// writes the scenario wants them.
package struct Rehearsal: Equatable, Sendable {
  /// One `NAME=VALUE`, as typed.
  package struct Setting: Equatable, Sendable {
    /// The id of a meter, flag or fact; `knows.` may stand before a fact's. It is checked
    /// when it is applied.
    package var name: String
    /// A whole number within the range of a meter, `true` or `false` for a flag or fact. It is
    /// checked when it is applied.
    package var value: String

    /// A setting as it is; nothing is checked.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }

    /// Nil if there is no name before a `=`, or nothing after it.
    package init?(parsing text: String) {
      let parts = text.split(separator: "=", maxSplits: 1).map { trimmed(String($0)) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      self.init(name: parts[0], value: parts[1])
    }
  }

  /// The scene's id; nil for the scenario's start.
  package var scene: String?
  /// Of two settings of one name the later holds.
  package var settings: [Setting]

  /// Nil if nothing is asked for.
  package init?(scene: String?, settings: [Setting]) {
    guard scene != nil || !settings.isEmpty else { return nil }
    self.scene = scene
    self.settings = settings
  }

  /// The whole scenario, for its own sake.
  package static let fromTheStart = Rehearsal()

  private init() { settings = [] }

  /// Where it begins, for a person.
  func words(_ scenario: Scenario) -> String {
    let place = scene ?? scenario.string(scenario.scenes[scenario.start].id)
    let changes = settings.map { "\($0.name) \($0.value)" }
    return changes.isEmpty ? place : "\(place) (\(changes.joined(separator: ", ")))"
  }

  /// The scenario as it is rehearsed, or everything that forbids it, with exit code 64.
  package func applied(to scenario: Scenario) -> Result<Scenario, Problem> {
    var stage = RehearsalStage(scenario)
    if let scene { stage.begin(at: scene) }
    for setting in settings { stage.set(setting) }
    guard stage.problems.isEmpty else {
      return .failure(Problem(stage.problems.joined(separator: "\n"), exitCode: 64))
    }
    return .success(stage.scenario)
  }
}
