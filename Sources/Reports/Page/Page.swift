/// A page for a person: what it says, apart from how it looks. One page is set as plain text, as
/// Markdown or as HTML, so that all three always say the same.
package struct Page: Equatable, Sendable {
  package var blocks: [Block] = []

  package init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// One piece of a page. Texts are as people wrote them; each setter makes them safe for its own
  /// reader.
  package enum Block: Equatable, Sendable {
    /// Level 1 is the page's title.
    case heading(Int, String)
    case paragraph(String)
    case facts([Fact])
    case list([String])
    case table(Table)
    /// Lines to check with a pocket calculator, kept as they are.
    case arithmetic([String])
    case chart(Chart)
    /// Room to write by hand: so many empty lines.
    case room(Int)
  }

  /// A label with what stands behind it, each value on a line of its own.
  package struct Fact: Equatable, Sendable {
    package var label: String
    package var values: [String]

    package init(_ label: String, _ values: [String]) {
      self.label = label
      self.values = values
    }

    package init(_ label: String, _ value: String) { self.init(label, [value]) }
  }

  /// Rows under named columns. The first column names the row.
  package struct Table: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
      package var title: String
      package var isNumber: Bool
    }

    package var caption: String
    package var columns: [Column]
    package var rows: [[String]]

    /// - Parameter columns: titles; those that end with `#` hold numbers (the sign is not shown).
    package init(_ caption: String, columns: [String], rows: [[String]]) {
      self.caption = caption
      self.columns = columns.map {
        $0.hasSuffix("#")
          ? Column(title: String($0.dropLast()), isNumber: true)
          : Column(title: $0, isNumber: false)
      }
      self.rows = rows
    }
  }

  package static func + (a: Page, b: Page) -> Page { Page(a.blocks + b.blocks) }
}

/// A picture of numbers. Every reader that cannot see it gets the numbers in words.
package struct Chart: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// One bar a value, from left to right, labels on the left.
    case bars
    /// One column a value, side by side.
    case columns
    /// One point a value, joined.
    case line
  }

  package struct Entry: Equatable, Sendable {
    package var label: String
    package var value: Double
    /// The value in words, as shown beside it.
    package var shown: String

    package init(_ label: String, _ value: Double, shown: String) {
      self.label = label
      self.value = value
      self.shown = shown
    }
  }

  package var kind: Kind
  package var title: String
  package var entries: [Entry]
  /// The ends of the scale.
  package var least: Double
  package var most: Double

  package init(
    _ kind: Kind, _ title: String, _ entries: [Entry], least: Double = 0, most: Double? = nil
  ) {
    self.kind = kind
    self.title = title
    self.entries = entries
    self.least = min(least, entries.map(\.value).min() ?? least)
    let top = max(most ?? 0, entries.map(\.value).max() ?? 1)
    self.most = top > self.least ? top : self.least + 1
  }

  /// All of it in one sentence.
  package var alternative: String {
    title + ": " + entries.map { "\($0.label) \($0.shown)" }.joined(separator: "; ") + "."
  }
}
