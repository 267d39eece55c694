/// How a run of text looks: colour and emphasis as data, which may both be left away without losing
/// a fact.
package struct Style: Hashable, Sendable {
  /// The eight colours every terminal has; each terminal's own theme decides the shade.
  package enum Colour: Int, Hashable, Sendable {
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case magenta = 35
    case cyan = 36
  }

  /// The colour, or the terminal's own.
  package var colour: Colour?
  /// Heavier than the rest.
  package var isBold: Bool
  /// Fainter than the rest.
  package var isDim: Bool
  /// Slanted.
  package var isItalic: Bool
  /// With a line under it.
  package var isUnderlined: Bool

  /// A style; text looks ordinary unless something is said.
  package init(
    _ colour: Colour? = nil, isBold: Bool = false, isDim: Bool = false, isItalic: Bool = false,
    isUnderlined: Bool = false
  ) {
    self.colour = colour
    self.isBold = isBold
    self.isDim = isDim
    self.isItalic = isItalic
    self.isUnderlined = isUnderlined
  }

  /// Ordinary text.
  package static let ordinary = Style()
  /// Titles and what must be found at a glance.
  package static let strong = Style(isBold: true)
  /// What may be skipped.
  package static let faint = Style(isDim: true)
  /// What a person types: commands, numbers of choices.
  package static let key = Style(.cyan, isBold: true)
  /// What is narrated rather than said.
  package static let narrated = Style(isItalic: true)
  /// Something earned.
  package static let gain = Style(.green)
  /// Something lost, or an error.
  package static let loss = Style(.red)
  /// Something to be careful about.
  package static let caution = Style(.yellow)

  /// The parameters of the ECMA-48 "select graphic rendition" sequence, empty for ordinary text.
  var parameters: String {
    var codes: [String] = []
    if isBold { codes.append("1") }
    if isDim { codes.append("2") }
    if isItalic { codes.append("3") }
    if isUnderlined { codes.append("4") }
    if let colour { codes.append(String(colour.rawValue)) }
    return codes.joined(separator: ";")
  }
}
