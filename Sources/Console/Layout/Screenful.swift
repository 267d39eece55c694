/// A screenful under construction: paragraphs wrapped to the screen, one after the other.
struct Screenful {
  let screen: ScreenSettings
  private(set) var text: StyledText = ""

  init(_ screen: ScreenSettings) {
    self.screen = screen
  }

  /// A paragraph, wrapped; what follows starts on a new line.
  mutating func add(_ paragraph: StyledText, first: StyledText = "", rest: StyledText = "") {
    text += paragraph.wrapped(to: screen.textWidth, first: first, rest: rest) + "\n"
  }

  /// A paragraph in one style.
  mutating func add(_ paragraph: String, _ style: Style) {
    add(StyledText(paragraph, style))
  }

  /// A paragraph whose lines after the first stand below where its own words begin.
  /// On a screen too narrow for that the label only stands before the words. Half the width is what
  /// wrapping grants to an indent.
  mutating func add(_ paragraph: StyledText, hangingFrom label: StyledText) {
    guard screen.textWidth - label.displayWidth >= max(12, (screen.textWidth + 1) / 2) else {
      return add(label + paragraph, rest: "    ")
    }
    let indent = StyledText(String(repeating: " ", count: label.displayWidth))
    add(paragraph, first: label, rest: indent)
  }

  /// Paragraphs indented by so many columns.
  mutating func add(_ paragraph: StyledText, indent: Int) {
    let spaces = StyledText(String(repeating: " ", count: indent))
    add(paragraph, first: spaces, rest: spaces)
  }

  /// Lines that are laid out already and end with a line break.
  mutating func addLaidOut(_ lines: StyledText) {
    text += lines
  }

  /// An empty line, unless nothing stands above it.
  mutating func blank() {
    if !text.isEmpty { text += "\n" }
  }

  /// A title with an empty line before it.
  mutating func heading(_ title: String) {
    blank()
    add(title, .strong)
  }
}
