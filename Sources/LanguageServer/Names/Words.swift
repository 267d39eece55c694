import Simulation

/// Words of the format that can be completed.
enum Words {
  static let voices = Voice.allCases.map(\.name)
  static let outcomes = Ending.Outcome.allCases.map(\.name)
  static let families = Critical.Family.allCases.map(\.name)
  static let levels = Scenario.Level.allCases.map(\.name)

  /// The keys of an object, by the last key that leads to it.
  static func keys(of keys: [String]) -> [String] {
    switch (keys.last, keys.dropLast().last) {
    case (nil, _): top
    case ("customer", _): ["name", "about", "voice", "voices", "facts"]
    case ("authority", _): ["currency", "limit", "raise", "policy"]
    case (_, "mood"): ["min", "max", "start", "good", "words"]
    case (_, "facts"): ["text", "known"]
    case (_, "scenes"):
      ["lines", "effects", "stakes", "choices", "window", "chance", "fixed-order"]
    case (_, "endings"): ["outcome", "lines", "marks", "why"]
    case ("*", "choices"): choice
    case ("*", "chance"): ["to", "weight", "lines", "effects", "when", "adverse"]
    case ("*", "lines"): ["say", "narrate", "pause", "by", "when", "voices"]
    case ("*", "to"): ["when", "to"]
    case ("*", "raise"): ["when", "limit"]
    case ("*", "rubrics"): ["file", "weight"]
    case ("window", _): ["seconds", "choice"]
    case ("critical", _): ["family", "why"]
    default: []
    }
  }

  private static let top = [
    "format", "id", "version", "title", "summary", "briefing", "language", "industry", "tags",
    "minutes", "level", "source", "author", "licence", "customer", "authority", "loss", "basics",
    "mood", "flags", "rubrics", "pass", "needs", "draft", "turns", "patience", "start", "scenes",
    "endings",
  ]

  private static let choice = [
    "id", "say", "do", "silent", "when", "otherwise", "once", "effects", "voice-effects", "spend",
    "seconds", "reveals", "marks", "voice-marks", "critical", "why", "examples", "to",
  ]
}
