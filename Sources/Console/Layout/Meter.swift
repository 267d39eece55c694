/// One of the customer's meters as it is shown.
package struct Meter: Equatable, Sendable {
  /// What the author calls it.
  package var name: String
  /// Where it stands, within `range`.
  package var value: Int
  /// The author's bounds.
  package var range: ClosedRange<Int>
  /// The author's word for where it stands (`tense`), if there is one.
  package var word: String?
  /// Whether a high value is good for the customer.
  package var highIsGood: Bool

  /// A meter's state, as the encounter knows it.
  package init(
    name: String, value: Int, range: ClosedRange<Int>, word: String?, highIsGood: Bool
  ) {
    self.name = name
    self.value = value
    self.range = range
    self.word = word
    self.highIsGood = highIsGood
  }

  /// The circles of a bar.
  static let circles = 10

  /// As the screen wants it: `frustration ●●●●○○○○○○ tense`, and in words where the screen is plain:
  /// `frustration 4 of 10, tense`.
  package func shown(on screen: ScreenSettings) -> StyledText {
    screen.isPlain ? StyledText(words) : bar
  }

  /// The bar: ten circles, as many of them full as the value's share of the range, rounded to the
  /// nearest, but at least one wherever the value is above the least, and at least one empty wherever
  /// it is below the most. Its colour repeats what the number says.
  package var bar: StyledText {
    let full = fullCircles
    var text = StyledText("\(SafeText.shownOnOneLine(name)) ", .faint)
    text.append(String(repeating: "●", count: full), style)
    text.append(String(repeating: "○", count: Self.circles - full), .faint)
    if let word { text.append(" \(SafeText.shownOnOneLine(word))") }
    return text
  }

  /// The same in words: `frustration 4 of 10, tense`. A range that does not start at 0 is named.
  package var words: String {
    let place =
      range.lowerBound == 0
      ? "\(value) of \(range.upperBound)"
      : "\(value), from \(range.lowerBound) to \(range.upperBound)"
    let sentence = "\(name) \(place)" + (word.map { ", \($0)" } ?? "")
    return SafeText.shownOnOneLine(sentence)
  }

  private var fullCircles: Int {
    let span = range.upperBound - range.lowerBound
    guard span > 0, range.contains(value) else {
      return value < range.lowerBound ? 0 : Self.circles
    }
    let above = value - range.lowerBound
    let rounded = (2 * above * Self.circles + span) / (2 * span)
    if above == 0 { return 0 }
    return above == span ? Self.circles : min(max(rounded, 1), Self.circles - 1)
  }

  private var style: Style {
    let good = highIsGood ? fullCircles : Self.circles - fullCircles
    return good >= 7 ? .gain : good >= 4 ? .caution : .loss
  }
}
