import Authoring
import JSONText
import Simulation

/// What is known about a name, as Markdown.
struct Hover {
  let analysis: Analysis
  /// The proof in the customer's voice; nil if the file has mistakes or is a rubric.
  let solution: Solution?
  let workspace: Workspace

  /// Null if there is no name at the byte.
  func at(_ offset: Int) -> JSONValue {
    guard let place = analysis.names?.at(offset), place.named.kind != .rubricFile else {
      return .null
    }
    var lines = describe(place.named)
    if place.named.kind != .voice { lines.append(whereUsed(place.named)) }
    return [
      "contents": ["kind": "markdown", "value": .string(lines.joined(separator: "\n\n"))],
      "range": analysis.file.range(place.range),
    ]
  }

  /// `Used 3 times: line 4, 7, 9.`, with the names of other files.
  private func whereUsed(_ named: Named) -> String {
    var count = 0
    var parts: [String] = []
    for found in Places(analysis, workspace).all(of: named) {
      let uses = found.places.filter { !$0.isDefinition }
      guard !uses.isEmpty else { continue }
      count += uses.count
      parts.append(lines(of: uses, in: found.file))
    }
    guard count > 0 else { return "Used nowhere." }
    return "Used \(count == 1 ? "once" : "\(count) times"): \(parts.joined(separator: "; "))."
  }

  private func lines(of uses: [NamePlace], in file: OpenFile) -> String {
    let lines = uses.prefix(8).map { use -> String in
      let line = file.position(use.range.lowerBound)["line"]?.integer ?? 0
      return "\(line + 1)"
    }
    let more = uses.count > 8 ? ", ..." : ""
    let path = file.source.name
    let name = Self.safe(path.split(separator: "/").last.map(String.init) ?? path)
    let isOpen = file.uri == analysis.file.uri
    return "\(isOpen ? "" : name + " ")line \(lines.joined(separator: ", "))\(more)"
  }

  private func describe(_ named: Named) -> [String] {
    switch named.kind {
    case .place: describePlace(named.name)
    case .choice: describeChoice(named)
    case .state: describeState(named.name)
    case .fact: describeFact(named.name)
    case .criterion: describeCriterion(named)
    case .rubric: ["**\(Self.safe(named.name))**, rubric"]
    case .voice: ["**\(Self.safe(named.name))**, a voice"]
    case .rubricFile: []
    }
  }

  private var scenario: Scenario? { analysis.scenario }

  private func describePlace(_ name: String) -> [String] {
    guard let scenario else { return [Self.bold(name)] }
    if let index = scenario.endings.firstIndex(where: { scenario.string($0.id) == name }) {
      let ending = scenario.endings[index]
      return ["\(Self.bold(name)), ending (\(ending.outcome.name))", endingScores(index)]
    }
    guard let index = scenario.scenes.firstIndex(where: { scenario.string($0.id) == name }) else {
      return [Self.bold(name)]
    }
    let scene = scenario.scenes[index]
    let kind = scene.isChance ? "chance scene" : "scene with \(scene.choices.count) choices"
    let first = scenario.lines[scene.lines.range].first { !$0.text.isEmpty }
    let words = first.map { ["> " + Self.safe(scenario.string($0.text))] } ?? []
    return ["\(Self.bold(name)), \(kind)"] + words + [scores { Passages($0).scenes[index] }]
  }

  private func endingScores(_ index: Int) -> String {
    guard let solution, solution.isSound else { return Self.unproven }
    let range = Walk(solution).endings[index]
    guard let lowest = range.lowest, let highest = range.highest else { return "Never reached." }
    return Self.scoreWords(lowest, highest)
  }

  private func describeChoice(_ named: Named) -> [String] {
    guard let scenario, let choice = index(of: named, scenario) else {
      return [Self.bold(named.name)]
    }
    let words = Self.safe(scenario.words(of: scenario.choices[choice]))
    return [
      "\(Self.bold(named.name)), choice in \(Self.safe(named.owner ?? ""))", "> \(words)",
      scores { Passages($0).choices[choice] },
    ]
  }

  private func index(of named: Named, _ scenario: Scenario) -> Int? {
    let scene = scenario.scenes.first { scenario.string($0.id) == named.owner }
    return scene?.choices.range.first { scenario.string(scenario.choices[$0].id) == named.name }
  }

  private func describeState(_ name: String) -> [String] {
    guard let scenario else { return [Self.bold(name)] }
    if let meter = scenario.meters.first(where: { $0.id == name }) {
      let words = meter.words.isEmpty ? "" : ": " + Self.safe(meter.words.joined(separator: ", "))
      let good = meter.good == .high ? "high is good" : "low is good"
      return [
        "\(Self.bold(name)), meter, \(meter.least) to \(meter.most), starts at \(meter.start), "
          + "\(good)\(words)"
      ]
    }
    guard let flag = scenario.flags.first(where: { $0.id == name }) else {
      return [Self.bold(name)]
    }
    return ["\(Self.bold(name)), flag, \(flag.start) at the start"]
  }

  private func describeFact(_ name: String) -> [String] {
    guard let fact = scenario?.facts.first(where: { $0.id == name }) else {
      return [Self.bold(name)]
    }
    let known = fact.known ? "known from the start" : "known when revealed"
    return ["\(Self.bold(name)), fact, \(known)", "> \(Self.safe(fact.text))"]
  }
}

extension Hover {
  // MARK: Criteria and scores

  private func describeCriterion(_ named: Named) -> [String] {
    let rubrics = analysis.isRubric ? [analysis.file.source] : analysis.files.dropFirst().map { $0 }
    for file in rubrics {
      guard let rubric = LoadedRubric.load(file).rubric,
        named.owner == nil || rubric.id == named.owner,
        let criterion = rubric.criteria.first(where: { $0.id == named.name })
      else { continue }
      let levels = zip(["-2", "-1", "0", "+1", "+2"], criterion.levels)
        .map { "- `\($0.0)` \(Self.safe($0.1))" }
      return [
        "\(Self.bold(named.name)), \(Self.safe(criterion.title)) (\(Self.safe(rubric.title)))",
        levels.joined(separator: "\n"),
      ] + points(rubric.id, criterion.id)
    }
    return ["\(Self.bold(named.name)), criterion"]
  }

  /// From how few to how many points plays come on a criterion.
  private func points(_ rubric: String, _ id: String) -> [String] {
    guard let scenario, let solution, solution.isSound else { return [] }
    for (index, place) in scenario.criteria.enumerated()
    where scenario.rubrics[place.rubric].rubric.id == rubric
      && scenario.criterion(place).id == id
    {
      let range = solution.ranges[index]
      guard range.isApplicable else { return ["No play differs from another on it."] }
      return ["Plays come to \(range.lowest) to \(range.highest) points on it."]
    }
    return []
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

  private static func bold(_ name: String) -> String { "**\(safe(name))**" }

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
