/// Text for the screen: safe by construction, with its looks as data.
///
/// Every way to make one goes through `SafeText`, so whatever came from a file, a name or a keyboard
/// can be put into it as it is. Line breaks are kept, everything else that could steer a terminal is
/// shown in a visible form.
package struct StyledText: Equatable, Sendable, ExpressibleByStringInterpolation {
  /// A stretch of text in one style. Its text has been through `SafeText`.
  package struct Run: Equatable, Sendable {
    /// Safe text, possibly with line breaks.
    package fileprivate(set) var text: String
    /// How it looks.
    package let style: Style
  }

  /// The stretches in order; none is empty and neighbours differ in style.
  package private(set) var runs: [Run] = []

  /// Text in one style.
  package init(_ text: String, _ style: Style = .ordinary) {
    appendSafe(SafeText.shown(text), style)
  }

  /// Ordinary text.
  package init(stringLiteral text: String) {
    self.init(text)
  }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { runs.isEmpty }

  /// The text without its looks.
  package var plain: String {
    runs.count == 1 ? runs[0].text : runs.reduce(into: "") { $0 += $1.text }
  }

  /// Columns taken on a line; meaningful only for text without line breaks.
  package var displayWidth: Int {
    runs.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) }
  }

  /// Adds text in one style at the end.
  package mutating func append(_ text: String, _ style: Style = .ordinary) {
    appendSafe(SafeText.shown(text), style)
  }

  /// Adds text at the end.
  package static func += (text: inout StyledText, addition: StyledText) {
    for run in addition.runs { text.appendSafe(run.text, run.style) }
  }

  /// Both texts, one after the other.
  package static func + (first: StyledText, second: StyledText) -> StyledText {
    var sum = first
    sum += second
    return sum
  }

  /// Adds text that has been through the door already: pieces of other styled texts.
  mutating func appendSafe(_ text: String, _ style: Style) {
    guard !text.isEmpty else { return }
    if runs.last?.style == style {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Run(text: text, style: style))
    }
  }
}

extension StyledText {
  /// The text as bytes for a device: with escape sequences if it may be coloured, without if not.
  package func rendered(isColoured: Bool) -> String {
    rendered(isColoured: isColoured, before: "", after: "")
  }

  /// The text as readline wants a prompt: everything that takes no column is fenced with the bytes 1
  /// and 2, so that the cursor is where readline thinks it is.
  package func renderedAsPrompt(isColoured: Bool) -> String {
    rendered(isColoured: isColoured, before: "\u{1}", after: "\u{2}")
  }

  private func rendered(isColoured: Bool, before: String, after: String) -> String {
    guard isColoured else { return plain }
    return runs.reduce(into: "") { output, run in
      let parameters = run.style.parameters
      if parameters.isEmpty {
        output += run.text
      } else {
        output += "\(before)\u{1B}[\(parameters)m\(after)\(run.text)\(before)\u{1B}[0m\(after)"
      }
    }
  }
}

extension Sequence where Element == StyledText {
  /// All texts one after the other, with the same text between each two.
  package func joined(separator: StyledText = "") -> StyledText {
    var sum: StyledText = ""
    var isFirst = true
    for text in self {
      if !isFirst { sum += separator }
      sum += text
      isFirst = false
    }
    return sum
  }
}
