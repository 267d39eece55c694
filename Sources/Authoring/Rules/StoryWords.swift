import Simulation

/// Says how to come to a point of a scenario.
enum StoryWords {
  /// Numbers beyond so many are left out, and so are ids.
  private static let mostNumbers = 20
  private static let mostIDs = 8

  /// `reply 1, 3, 2 gets here (a, c, b)`; a draw that has to help is named.
  static func text(_ story: Story, _ scenario: Scenario, to there: String) -> String {
    guard !story.steps.isEmpty else {
      return "it is so from the start" + luck(story, scenario)
    }
    let numbers = story.steps.prefix(mostNumbers).map { "\($0.number)" }
    let ids = story.steps.prefix(mostIDs).map { scenario.string(scenario.choices[$0.choice].id) }
    return "reply " + list(numbers, of: story.steps.count) + " \(there) ("
      + list(ids, of: story.steps.count) + ")" + luck(story, scenario)
  }

  private static func list(_ shown: [String], of count: Int) -> String {
    shown.joined(separator: ", ") + (shown.count < count ? ", ..." : "")
  }

  private static func luck(_ story: Story, _ scenario: Scenario) -> String {
    guard let draw = story.draws.last else { return "" }
    let scene = scenario.scenes[draw.scene]
    let to = scenario.branches[Int(scene.branches.first) + draw.branch].to
    let place =
      to.scene.map { scenario.scenes[$0].id } ?? to.ending.map { scenario.endings[$0].id }
    let more = story.draws.count > 1 ? ", and draws before it likewise" : ""
    return " if the draw in \(scenario.string(scene.id)) leads to "
      + scenario.string(place ?? .empty) + more
  }
}
