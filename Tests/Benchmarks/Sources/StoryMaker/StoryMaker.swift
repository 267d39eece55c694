import Simulation

/// Writes a made-up story scene by scene.
struct StoryMaker {
  let shape: StoryShape
  var page = Page()
  var random: SplitMix64
  /// The scene that no choice leads to yet; each scene claims its children in turn, so that every
  /// scene can be reached.
  var unclaimed = 1
  /// The scene from which each scene is first reached.
  var parents: [Int32]

  static let meters = ["trust", "worry", "hope", "ease"]
  static let voices = ["thinker", "promoter", "rebel"]
  static let endings = ["delighted", "kept", "lost", "harmed"]
  static let facts = 4

  init(_ shape: StoryShape) {
    self.shape = shape
    random = SplitMix64(state: shape.seed)
    parents = Array(repeating: 0, count: shape.scenes)
  }

  var isCommon: Bool { shape.plot == .common }
  var isRow: Bool { shape.plot == .row }
  /// Facts, voices, money, once-choices and the like.
  var isRich: Bool { !isCommon && !isRow }

  mutating func chance(_ percent: Int) -> Bool { random.below(100) < percent }
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.below(range.count)
  }

  mutating func write() {
    page.add("{\n")
    writeAbout()
    writeCustomer()
    writeState()
    page.add(
      """
        "rubrics": [{ "file": "rubrics/plain.json", "weight": 2 }, { "file": "rubrics/gated.json" }],
        "pass": 60, "needs": { "plain": 20, "plain.ownership": 10 },
        "turns": \(turnCap), "patience": "patience-ran-out",
        "start": "\(sceneID(0))",
        "scenes": {

      """)
    for scene in 0..<shape.scenes {
      if scene > 0 { page.add(",\n") }
      writeScene(scene)
    }
    page.add("\n  },\n")
    writeEndings()
    page.add("}\n")
  }

  private var turnCap: Int { isRow ? shape.scenes + 1 : 60 }

  func sceneID(_ scene: Int) -> String { "scene-\(scene)" }

  private mutating func writeAbout() {
    page.add(
      """
        "$schema": "schema/scenario.schema.json",
        "$comment": "Made up, to measure with.",
        "format": "undermat-scenario/1", "id": "made-up", "version": "1.0.0",
        "title": "A made-up story", "summary": "Somebody waits, and somebody can help.",
        "briefing": "You answer for {customer}. {trainee} may give away up to 100 euro.",
        "language": "en", "industry": "travel", "tags": ["made-up"], "minutes": 5,
        "level": "practised", "notes": "No story that anybody lived through.",

      """)
  }

  private mutating func writeCustomer() {
    let voices = isRich ? Self.voices : [Self.voices[0]]
    let list = voices.map { "\"\($0)\"" }.joined(separator: ", ")
    page.add("  \"customer\": { \"name\": \"Robin\", \"about\": \"Waits.\",\n")
    page.add("    \"voice\": \"\(voices[0])\", \"voices\": [\(list)]")
    if isRich {
      let facts = (0..<Self.facts).map {
        "\"fact-\($0)\": { \"text\": \"Something about Robin, number \($0).\", "
          + "\"known\": \($0 == 0) }"
      }
      page.add(",\n    \"facts\": { \(facts.joined(separator: ", ")) }")
    }
    page.add(" },\n")
    guard isRich else { return }
    page.add(
      """
        "authority": { "currency": "EUR", "limit": 200,
          "raise": [{ "when": "flag-0 and trust >= 6", "limit": 250.50 }],
          "policy": ["Ask before anything above the limit."] },
        "loss": 40,

      """)
  }

  private mutating func writeState() {
    let good = ["high", "low", "high", "high"]
    let meters = (0..<shape.meters).map {
      """
          "\(Self.meters[$0])": { "min": 0, "max": \(shape.most), "start": \(shape.most / 2),
            "good": "\(good[$0])", "words": ["poor", "so-so", "good"] }
      """
    }
    page.add("  \"mood\": {\n\(meters.joined(separator: ",\n"))\n  },\n")
    let flags = (0..<shape.flags).map { "\"flag-\($0)\": false" }
    page.add("  \"flags\": { \(flags.joined(separator: ", ")) },\n")
    page.add("  \"basics\": \"trust >= \(shape.most / 3)\",\n")
  }

  private mutating func writeEndings() {
    page.add("  \"endings\": {\n")
    let levels = [1, 0, -1, -2]
    for (index, outcome) in Self.endings.enumerated() {
      let marks = levels[index] == 0 ? "" : "\"marks\": { \"advocacy\": \(levels[index]) }, "
      page.add(
        "    \"\(outcome)\": { \"outcome\": \"\(outcome)\", \(marks)\"why\": \"So it ends.\", "
          + "\"lines\": [\"\(sentence())\"] },\n")
    }
    page.add(
      "    \"patience-ran-out\": { \"outcome\": \"lost\", \"marks\": { \"advocacy\": -1 }, "
        + "\"why\": \"It took too long.\", \"lines\": [\"\(sentence())\"] }\n  }\n")
  }
}
