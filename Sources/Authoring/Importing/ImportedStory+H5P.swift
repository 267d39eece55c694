import JSONText

extension ImportedStory {
  /// An H5P branching scenario: its `content.json`, which names contents by their place in a list and
  /// ends by negative numbers. Nil if it is none.
  init?(h5p value: JSONValue) {
    let scenario = value["branchingScenario"] ?? value
    guard let content = scenario["content"]?.array else { return nil }
    self.init(title: "", passages: [])
    let titles = [scenario["title"]?.string, scenario["startScreen"]?["startScreenTitle"]?.string]
    title = titles.compactMap { $0.map(Self.plain) }.first { !$0.isEmpty } ?? ""
    start = "content 0"
    for (index, node) in content.enumerated() { add(node, index) }
    let ends = scenario["endScreens"]?.array ?? []
    if ends.count > 1 { losses.append("left out: all end screens but the first") }
    let last = ends.first
    let words = [last?["endScreenTitle"]?.string, last?["endScreenSubtitle"]?.string]
    passages.append(Passage(name: Self.end, text: Self.joined(words, otherwise: "The end.")))
    if scenario["startScreen"]?["startScreenImage"]?["path"] != nil {
      losses.append("left out: the picture of the start screen")
    }
  }

  private static let end = "the end"

  private mutating func add(_ node: JSONValue, _ index: Int) {
    let type = node["type"] ?? .null
    let parameters = type["params"] ?? .null
    var passage = Passage(name: "content \(index)", text: "")
    if let question = parameters["branchingQuestion"] {
      passage.text = Self.plain(question["question"]?.string ?? "")
      for alternative in question["alternatives"]?.array ?? [] {
        let words = Self.plain(alternative["text"]?.string ?? "")
        passage.links.append(Link(words: words, target: target(alternative, &passage)))
      }
      if parameters["behaviour"]?["enableTimer"]?.double != nil {
        passage.losses.append("left out: the time limit; `window` is that")
      }
    } else {
      passage.text = Self.plain(parameters["text"]?.string ?? "")
      if passage.text.isEmpty {
        passage.text = Self.plain(type["metadata"]?["title"]?.string ?? "")
      }
      if parameters["text"]?.string == nil {
        passage.losses.append("left out: \(type["library"]?.string ?? "content of no known kind")")
      }
      passage.links = [Link(words: "Go on.", target: target(node, &passage))]
    }
    passages.append(passage)
  }

  /// Where a way leads. One that ends and says how gets an end of its own; what is said on a way that
  /// goes on is lost, and noted.
  private mutating func target(_ way: JSONValue, _ passage: inout Passage) -> String {
    let feedback = way["feedback"]
    let words = Self.joined([feedback?["title"]?.string, feedback?["subtitle"]?.string])
    let next = way["nextContentId"]
    let number = next?.integer ?? next?.string.flatMap { Int64($0) } ?? -1
    guard number < 0 else {
      if !words.isEmpty { passage.losses.append("left out, said on the way: \(words)") }
      return "content \(number)"
    }
    guard !words.isEmpty else { return Self.end }
    let name = "end after \(passage.name), way \(passage.links.count + 1)"
    passages.append(Passage(name: name, text: words))
    return name
  }

  private static func joined(_ parts: [String?], otherwise: String = "") -> String {
    let words = parts.compactMap { $0.map(plain) }.filter { !$0.isEmpty }.joined(separator: "\n")
    return words.isEmpty ? otherwise : words
  }

  /// The text of HTML; paragraphs become lines.
  static func plain(_ html: String) -> String {
    let broken = html.replacing("</p>", with: "\n").replacing("<br>", with: "\n")
      .replacing("<br />", with: "\n")
    var text = ""
    var isTag = false
    for character in broken {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    return trimmed(decoded(text))
  }
}
