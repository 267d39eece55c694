import Simulation

extension ScenarioGraph {
  /// What the way of a drawn play is painted in.
  static let playColour = "#1d4ed8"

  /// The colours of an ending: each pair has a contrast of at least 4.5 to 1, and every ending says
  /// its outcome in words, too.
  static func colours(of outcome: Ending.Outcome) -> (fill: String, text: String) {
    switch outcome {
    case .delighted: ("#166534", "#ffffff")
    case .kept: ("#1e5a8a", "#ffffff")
    case .lost: ("#fbbf24", "#1f2937")
    case .harmed: ("#a61b1b", "#ffffff")
    }
  }
}
