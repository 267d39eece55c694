/// The whole text of one score sheet.
package enum SheetText {
  /// As plain lines for a screen, without line breaks.
  package static func lines(_ play: GradedPlay, _ setting: PageSetting) -> [String] {
    PageText.lines(SheetPage.page(play), setting)
  }

  /// As Markdown, ended with a line break.
  package static func markdown(_ play: GradedPlay, level: Int = 0) -> String {
    PageMarkdown.text(SheetPage.page(play), level: level)
  }
}
