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
    StoryMarkup(markup).passage(name)
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
