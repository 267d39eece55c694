import JSONText

extension ImportedStory {
  /// Twee 3: a header `:: Name [tags] {data}`, then the passage's text.
  init(twee text: String) {
    self.init(title: "", passages: [])
    var name: String?
    var tags = ""
    var body = ""
    for line in (text + "\n::").split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("::") else {
        body += line.filter { $0 != "\r" } + "\n"
        continue
      }
      if let name, !name.isEmpty { addTwee(name, tags, body) }
      let header = line.dropFirst(2)
      let end = header.firstIndex { "[{".contains($0) } ?? header.endIndex
      name = Self.trimmed(header[..<end])
      tags = header[end...].hasPrefix("[") ? String(header[end...].prefix { $0 != "]" }) : ""
      body = ""
    }
  }

  private mutating func addTwee(_ name: String, _ tags: String, _ body: String) {
    if name == "StoryTitle" { title = Self.trimmed(body) }
    if name == "StoryData", let data = try? JSONValue(reading: Array(body.utf8)) {
      start = data["start"]?.string
    }
    guard !Self.isApart(name, tags: tags) else {
      if !["StoryTitle", "StoryData"].contains(name) { losses.append("left out: passage \(name)") }
      return
    }
    passages.append(Self.passage(name, markup: body))
  }

  /// The HTML that Twine 2 publishes or archives; of several stories the first.
  init(twineHTML text: String) {
    self.init(title: "", passages: [])
    let story = text.firstRange(of: "</tw-storydata>").map { text[..<$0.lowerBound] } ?? text[...]
    let head = story.firstMatch(of: /<tw-storydata\s[^>]*>/).map { String($0.output) } ?? ""
    title = Self.attribute("name", head)
    let first = Self.attribute("startnode", head)
    for match in story.matches(of: /(<tw-passagedata\s[^>]*>)([^<]*)<\/tw-passagedata>/) {
      let (tag, body) = (String(match.output.1), Self.decoded(match.output.2))
      let name = Self.attribute("name", tag)
      if !first.isEmpty, Self.attribute("pid", tag) == first { start = name }
      guard !Self.isApart(name, tags: Self.attribute("tags", tag)) else { continue }
      passages.append(Self.passage(name, markup: body))
    }
  }

  private static func attribute(_ name: String, _ tag: String) -> String {
    guard let range = tag.firstRange(of: " \(name)=\"") else { return "" }
    return decoded(tag[range.upperBound...].prefix { $0 != "\"" })
  }

  /// A text with HTML's entities resolved.
  static func decoded(_ text: some StringProtocol) -> String {
    var text = String(text)
    let names = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " ")]
    for (entity, character) in names { text = text.replacing(entity, with: character) }
    text = text.replacing(/&#(x?)([0-9a-fA-F]{1,6});/) { match in
      let value = UInt32(match.output.2, radix: match.output.1.isEmpty ? 10 : 16)
      return value.flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    }
    return text.replacing("&amp;", with: "&")
  }

  /// Twine's JSON, or the content of an H5P branching scenario.
  init(json text: String) {
    self.init(title: "", passages: [])
    guard let value = try? JSONValue(reading: Array(text.utf8)) else { return }
    if let content = (value["branchingScenario"] ?? value)["content"]?.array {
      readH5P(content, value["branchingScenario"] ?? value)
      return
    }
    title = value["name"]?.string ?? value["title"]?.string ?? ""
    let first = value["startnode"]?.integer.map { "\($0)" } ?? value["startnode"]?.string
    for passage in value["passages"]?.array ?? [] {
      guard let name = passage["name"]?.string, let body = passage["text"]?.string else { continue }
      let tags = passage["tags"]?.array?.compactMap(\.string).joined(separator: " ") ?? ""
      let pid = passage["pid"]?.string ?? passage["pid"]?.integer.map { "\($0)" }
      if let first, pid == first || name == first { start = name }
      guard !Self.isApart(name, tags: passage["tags"]?.string ?? tags) else { continue }
      passages.append(Self.passage(name, markup: body))
    }
  }

  private mutating func readH5P(_ content: [JSONValue], _ scenario: JSONValue) {
    title = scenario["title"]?.string ?? scenario["startScreen"]?["startScreenTitle"]?.string ?? ""
    title = Self.plain(title)
    start = "content 0"
    for (index, node) in content.enumerated() {
      let library = node["type"]?["library"]?.string ?? ""
      let parameters = node["type"]?["params"] ?? .null
      var passage = Passage(name: "content \(index)", text: "")
      if let question = parameters["branchingQuestion"] {
        passage.text = Self.plain(question["question"]?.string ?? "")
        for alternative in question["alternatives"]?.array ?? [] {
          let words = Self.plain(alternative["text"]?.string ?? "")
          passage.links.append(Link(words: words, target: Self.name(alternative["nextContentId"])))
          if alternative["feedback"] != nil { passage.losses.append("feedback for: \(words)") }
        }
      } else {
        passage.text = Self.plain(parameters["text"]?.string ?? "")
        if passage.text.isEmpty { passage.losses.append("left out: \(library)") }
        passage.links = [Link(words: "Go on.", target: Self.name(node["nextContentId"]))]
      }
      passages.append(passage)
    }
    passages.append(Passage(name: "the end", text: "The end."))
  }

  private static func name(_ id: JSONValue?) -> String {
    let number = id?.integer ?? id?.string.flatMap { Int64($0) } ?? -1
    return number >= 0 ? "content \(number)" : "the end"
  }

  private static func plain(_ html: String) -> String {
    trimmed(decoded(html.replacing(/<[^>]*>/, with: " ")))
  }
}
