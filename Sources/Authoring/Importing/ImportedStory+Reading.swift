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
    let open = story.firstRange(of: "<tw-storydata")
    let head = open.map { String(story[$0.lowerBound...].prefix { $0 != ">" }) } ?? ""
    title = Self.attribute("name", head)
    let first = Self.attribute("startnode", head)
    // Scripts before the story may hold anything.
    var rest = open.map { story[$0.lowerBound...] } ?? story
    while let open = rest.firstRange(of: "<tw-passagedata "),
      let end = rest[open.upperBound...].firstIndex(of: ">"),
      let close = rest[end...].firstRange(of: "</tw-passagedata>")
    {
      let tag = String(rest[open.lowerBound..<end])
      addTwine(tag, Self.decoded(rest[rest.index(after: end)..<close.lowerBound]), first: first)
      rest = rest[close.upperBound...]
    }
  }

  private mutating func addTwine(_ tag: String, _ body: String, first: String) {
    let name = Self.attribute("name", tag)
    if !first.isEmpty, Self.attribute("pid", tag) == first { start = name }
    guard !Self.isApart(name, tags: Self.attribute("tags", tag)) else { return }
    passages.append(Self.passage(name, markup: body))
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
    if let story = ImportedStory(h5p: value) {
      self = story
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
}
