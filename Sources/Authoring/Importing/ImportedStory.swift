/// A branching story of another tool, as far as it can be carried over.
package struct ImportedStory: Equatable, Sendable {
  /// A piece of text with ways out.
  package struct Passage: Equatable, Sendable {
    package var name: String
    package var text: String
    /// In the order of the text.
    package var links: [Link] = []
    /// What could not be carried over.
    package var losses: [String] = []
  }

  /// A way out, as the reader sees it.
  package struct Link: Equatable, Sendable {
    package var words: String
    /// The name of the passage that it leads to.
    package var target: String
  }

  package var title: String
  package var start: String?
  package var passages: [Passage]
  package var losses: [String] = []
}

extension ImportedStory {
  /// Reads a Twee 3 file, the HTML of Twine 2, Twine's JSON, or the `content.json` of an H5P
  /// branching scenario, told apart by what they say. Nil if it is none of these.
  package init?(_ text: String) {
    if text.contains("<tw-storydata") {
      self.init(twineHTML: text)
    } else if text.drop(while: \.isWhitespace).hasPrefix("{") {
      self.init(json: text)
    } else {
      self.init(twee: text)
    }
    guard !passages.isEmpty else { return nil }
  }

  /// A passage with Twine's markup: links become ways out, macros are lost and named.
  static func passage(_ name: String, markup: String) -> Passage {
    var passage = Passage(name: name, text: "")
    var rest = markup[...]
    while let open = rest.firstRange(of: "[["),
      let close = rest[open.upperBound...].firstRange(of: "]]")
    {
      passage.text += rest[..<open.lowerBound]
      passage.links.append(link(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    passage.text += rest
    takeMacros(from: &passage)
    return passage
  }

  /// `words->target`, `target<-words`, `words|target`, or one text for both.
  private static func link(_ text: Substring) -> Link {
    // What SugarCube sets on the way stands after `][`.
    let text = text.firstRange(of: "][").map { text[..<$0.lowerBound] } ?? text
    for (sign, isReversed) in [("->", false), ("<-", true), ("|", false)] {
      guard let range = text.firstRange(of: sign) else { continue }
      let (one, other) = (trimmed(text[..<range.lowerBound]), trimmed(text[range.upperBound...]))
      return isReversed ? Link(words: other, target: one) : Link(words: one, target: other)
    }
    return Link(words: trimmed(text), target: trimmed(text))
  }

  private static func takeMacros(from passage: inout Passage) {
    let macros = passage.text.matches(of: /<<[^>]*>>|\([a-z-]+:[^)]*\)|<[^>]{1,200}>/)
    for macro in macros.reversed() {
      passage.losses.insert("left out: \(passage.text[macro.range])", at: 0)
      passage.text.removeSubrange(macro.range)
    }
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }

  /// Whether a passage of this name or with these tags is no part of the story.
  static func isApart(_ name: String, tags: String) -> Bool {
    let tags = tags.split(whereSeparator: { " []\"".contains($0) })
    return ["StoryTitle", "StoryData", "UserScript", "UserStylesheet"].contains(name)
      || tags.contains { ["script", "stylesheet", "annotation", "widget"].contains($0) }
  }
}
