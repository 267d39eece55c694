import Authoring
import JSONText
import Simulation

extension Analysis {
  /// What is known about the name at a byte, as Markdown; null if there is none.
  func hover(at offset: Int) -> JSONValue {
    guard let names, let place = names.at(offset), place.named.kind != .rubricFile else {
      return .null
    }
    let uses = names.places(of: place.named).filter { !$0.isDefinition }
    var lines = describe(place.named)
    if place.named.kind != .voice { lines.append(whereUsed(uses)) }
    return [
      "contents": ["kind": "markdown", "value": .string(lines.joined(separator: "\n\n"))],
      "range": file.range(place.range),
    ]
  }

  private func whereUsed(_ uses: [NamePlace]) -> String {
    guard !uses.isEmpty else { return "Used nowhere." }
    let lines = uses.prefix(8).map { use -> String in
      let line = file.position(use.range.lowerBound)["line"]?.integer ?? 0
      return "\(line + 1)"
    }
    let more = uses.count > 8 ? ", ..." : ""
    return "Used \(uses.count == 1 ? "once" : "\(uses.count) times"), "
      + "line \(lines.joined(separator: ", "))\(more)."
  }

  private func describe(_ named: Named) -> [String] {
    switch named.kind {
    case .place: describePlace(named.name)
    case .choice: describeChoice(named)
    case .state: describeState(named.name)
    case .fact: describeFact(named.name)
    case .criterion: describeCriterion(named.name)
    case .voice: ["**\(named.name)**, a voice"]
    case .rubricFile: []
    }
  }

  private func describePlace(_ name: String) -> [String] {
    guard let scenario else { return ["**\(name)**"] }
    if let index = scenario.endings.firstIndex(where: { scenario.string($0.id) == name }) {
      let ending = scenario.endings[index]
      return ["**\(name)**, ending (\(ending.outcome.name))", endingScores(index)]
    }
    guard let index = scenario.scenes.firstIndex(where: { scenario.string($0.id) == name }) else {
      return ["**\(name)**"]
    }
    let scene = scenario.scenes[index]
    let kind = scene.isChance ? "chance scene" : "scene with \(scene.choices.count) choices"
    let first = scenario.lines[scene.lines.range].first { !$0.text.isEmpty }
    let words = first.map { ["> " + Self.safe(scenario.string($0.text))] } ?? []
    return ["**\(name)**, \(kind)"] + words + [scores { Passages($0).scenes[index] }]
  }

  private func endingScores(_ index: Int) -> String {
    guard let solution, solution.isSound else { return Self.unproven }
    let range = Walk(solution).endings[index]
    guard let lowest = range.lowest, let highest = range.highest else { return "Never reached." }
    return Self.scoreWords(lowest, highest)
  }

  private func describeChoice(_ named: Named) -> [String] {
    guard let scenario, let choice = index(of: named, scenario) else {
      return ["**\(named.name)**"]
    }
    let words = Self.safe(scenario.words(of: scenario.choices[choice]))
    return [
      "**\(named.name)**, choice in \(named.scene ?? "")", "> \(words)",
      scores { Passages($0).choices[choice] },
    ]
  }

  private func index(of named: Named, _ scenario: Scenario) -> Int? {
    let scene = scenario.scenes.first { scenario.string($0.id) == named.scene }
    return scene?.choices.range.first { scenario.string(scenario.choices[$0].id) == named.name }
  }

  private func describeState(_ name: String) -> [String] {
    guard let scenario else { return ["**\(name)**"] }
    if let meter = scenario.meters.first(where: { $0.id == name }) {
      let words = meter.words.isEmpty ? "" : ": " + Self.safe(meter.words.joined(separator: ", "))
      let good = meter.good == .high ? "high is good" : "low is good"
      return [
        "**\(name)**, meter, \(meter.least) to \(meter.most), starts at \(meter.start), \(good)\(words)"
      ]
    }
    guard let flag = scenario.flags.first(where: { $0.id == name }) else { return ["**\(name)**"] }
    return ["**\(name)**, flag, \(flag.start) at the start"]
  }

  private func describeFact(_ name: String) -> [String] {
    guard let fact = scenario?.facts.first(where: { $0.id == name }) else { return ["**\(name)**"] }
    let known = fact.known ? "known from the start" : "known when revealed"
    return ["**\(name)**, fact, \(known)", "> \(Self.safe(fact.text))"]
  }

  private func describeCriterion(_ name: String) -> [String] {
    let id = name.split(separator: ".").last.map(String.init) ?? name
    for file in files.dropFirst() {
      guard let rubric = LoadedRubric.load(file).rubric,
        let criterion = rubric.criteria.first(where: { $0.id == id })
      else { continue }
      let levels = zip(["-2", "-1", "0", "+1", "+2"], criterion.levels)
        .map { "- `\($0.0)` \(Self.safe($0.1))" }
      return [
        "**\(name)**, \(Self.safe(criterion.title)) (\(Self.safe(rubric.title)))",
        levels.joined(separator: "\n"),
      ]
    }
    return ["**\(name)**, criterion"]
  }

  private static let unproven =
    "No scores: the file has errors, is a draft, or has too many states."

  private func scores(_ range: (Solution) -> Passages.Scores?) -> String {
    guard let solution, solution.isSound else { return Self.unproven }
    guard let range = range(solution) else { return "Never reached." }
    return Self.scoreWords(range.lowest, range.highest)
  }

  private static func scoreWords(_ lowest: Double, _ highest: Double) -> String {
    "Plays that come here score \(figure(lowest)) to \(figure(highest))."
  }

  private static func figure(_ score: Double) -> String {
    let tenths = Int((score * 10).rounded(.toNearestOrAwayFromZero))
    return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }

  /// A text in which nothing acts on Markdown or cannot be seen.
  private static func safe(_ text: String) -> String {
    var safe = ""
    for character in VisibleText.of(text) {
      if "\\`*_{}[]<>#|".contains(character) { safe += "\\" }
      safe.append(character)
    }
    return safe
  }
}
