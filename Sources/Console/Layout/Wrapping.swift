extension StyledText {
  /// The text laid out in lines of at most `width` columns, broken between words.
  ///
  /// Each line break of the text begins a new paragraph. `first` goes before the first line of every
  /// paragraph and `rest` before its other lines (for a hanging indent, as many spaces as `first` has
  /// columns). A word wider than a line is broken between clusters; text without spaces, such as
  /// Chinese, is broken between wide characters. Where the indents would leave less than half of the
  /// width or under eight columns, as in a window five columns wide, they are left away after the
  /// first line. A width of zero or less counts as 80. The result ends with a line break exactly if
  /// the text does.
  package func wrapped(
    to width: Int, first: StyledText = "", rest: StyledText = ""
  ) -> StyledText {
    let width = width > 0 ? width : 80
    let lines = clusters.split(
      omittingEmptySubsequences: false, whereSeparator: { $0.character == "\n" })
    let hasFinalBreak = lines.count > 1 && lines[lines.count - 1].isEmpty
    let paragraphs = hasFinalBreak ? lines.dropLast() : lines[...]
    let rest = rest.fits(width) ? rest : ""
    let laidOut = paragraphs.map { paragraph -> StyledText in
      var filler = LineFiller(width: width, first: first.fits(width) ? first : "", rest: rest)
      filler.fill(paragraph)
      return filler.text
    }
    return laidOut.joined(separator: "\n") + (hasFinalBreak ? "\n" : "")
  }

  private func fits(_ width: Int) -> Bool {
    width - displayWidth >= max(min(8, width), width / 2)
  }

  private var clusters: [Cluster] {
    runs.flatMap { run in
      run.text.map {
        Cluster(character: $0, style: run.style, columns: DisplayWidth.columns(of: $0))
      }
    }
  }
}

/// One visible character with its looks and its width.
private struct Cluster {
  let character: Character
  let style: Style
  let columns: Int

  var isSpace: Bool { character == " " }
}

/// Fills lines with the words of one paragraph, greedily.
private struct LineFiller {
  let width: Int
  let rest: StyledText
  private(set) var text: StyledText
  private var column: Int
  private var lineHasWords = false
  private var pendingSpaces: ArraySlice<Cluster> = []

  init(width: Int, first: StyledText, rest: StyledText) {
    self.width = width
    self.rest = rest
    text = first
    column = first.displayWidth
  }

  mutating func fill(_ paragraph: ArraySlice<Cluster>) {
    var remaining = paragraph
    while let next = remaining.first {
      if next.isSpace {
        pendingSpaces = remaining.prefix { $0.isSpace }
        remaining = remaining.dropFirst(pendingSpaces.count)
      } else {
        let length = Self.lengthOfWord(remaining)
        place(remaining.prefix(length))
        remaining = remaining.dropFirst(length)
      }
    }
  }

  /// A word ends before a space, and before and after each wide character.
  private static func lengthOfWord(_ clusters: ArraySlice<Cluster>) -> Int {
    var length = 0
    for cluster in clusters {
      if cluster.isSpace || (length > 0 && cluster.columns == 2 && !isClosing(cluster)) { break }
      length += 1
      if cluster.columns == 2 && !startsWithClosing(clusters.dropFirst(length)) { break }
    }
    return max(length, 1)
  }

  /// Punctuation that must not begin a line, in the East Asian scripts.
  private static func isClosing(_ cluster: Cluster) -> Bool {
    "、。，．！？：；）」』】〉》ー".contains(cluster.character)
  }

  private static func startsWithClosing(_ clusters: ArraySlice<Cluster>) -> Bool {
    guard let next = clusters.first, !next.isSpace else { return false }
    return next.columns != 2 || isClosing(next)
  }

  private mutating func place(_ word: ArraySlice<Cluster>) {
    let columns = word.reduce(0) { $0 + $1.columns }
    if column + pendingSpaces.count + columns <= width || !lineHasWords && column + columns <= width
    {
      appendPendingSpaces(leaving: columns)
      append(word)
    } else if lineHasWords {
      breakLine()
      place(word)
    } else {
      pendingSpaces = []
      breakWord(word)
    }
  }

  private mutating func appendPendingSpaces(leaving columns: Int) {
    append(pendingSpaces.prefix(max(0, width - column - columns)))
    pendingSpaces = []
  }

  private mutating func breakWord(_ word: ArraySlice<Cluster>) {
    for cluster in word {
      if lineHasWords && column + cluster.columns > width { breakLine() }
      append([cluster])
    }
  }

  private mutating func append(_ clusters: ArraySlice<Cluster>) {
    for cluster in clusters {
      text.appendSafe(String(cluster.character), cluster.style)
      column += cluster.columns
      lineHasWords = lineHasWords || !cluster.isSpace
    }
  }

  private mutating func breakLine() {
    text.appendSafe("\n", .ordinary)
    text += rest
    column = rest.displayWidth
    lineHasWords = false
    pendingSpaces = []
  }
}
