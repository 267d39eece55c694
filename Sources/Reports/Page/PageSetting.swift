/// How plain text is to be set. What a character takes on screen and how hostile text is made
/// harmless is known to whoever owns the screen, so both are handed in.
package struct PageSetting: Sendable {
  /// Columns of a line; 0 or less counts as 80, and nothing is narrower than 20.
  package var width: Int
  /// For a screen reader: no underlines, no drawn bars, tables as sentences.
  package var isPlain: Bool
  /// Columns that a character takes: 0, 1 or 2.
  package var columns: @Sendable (Character) -> Int
  /// A text without anything that could steer a terminal or deceive the eye.
  package var safe: @Sendable (String) -> String

  package init(
    width: Int, isPlain: Bool = false, columns: @escaping @Sendable (Character) -> Int,
    safe: @escaping @Sendable (String) -> String
  ) {
    self.width = width > 0 ? max(width, 20) : 80
    self.isPlain = isPlain
    self.columns = columns
    self.safe = safe
  }

  func columns(of text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

  /// `text` with spaces up to `width` columns, on the right or, for numbers, on the left.
  func padded(_ text: String, to width: Int, isNumber: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - columns(of: text)))
    return isNumber ? spaces + text : text + spaces
  }

  /// The words of a text in lines of at most `width` columns. Line breaks stay; a word wider than
  /// a line is cut.
  func wrapped(_ text: String, to width: Int) -> [String] {
    let width = max(width, 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      fill(paragraph.split(separator: " ").flatMap { cut($0, to: width) }, width)
    }
  }

  private func fill(_ words: [String], _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words {
      let columns = columns(of: word)
      if used > 0, used + 1 + columns > width {
        lines.append(line)
        line = ""
        used = 0
      }
      line += used > 0 ? " " + word : word
      used += used > 0 ? 1 + columns : columns
    }
    return lines + [line]
  }

  private func cut(_ word: Substring, to width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let columns = columns(character)
      if used > 0, used + columns > width {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += columns
    }
    return pieces + [piece]
  }
}
