/// Sets a page as CommonMark with tables.
package enum PageMarkdown {
  /// The whole text of a page, ended with a line break.
  /// - Parameter level: added to every heading's level, so that pages can stand in one document.
  package static func text(_ page: Page, level: Int = 0) -> String {
    page.blocks.map { text($0, level) }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func text(_ block: Page.Block, _ level: Int) -> String {
    switch block {
    case .heading(let own, let text):
      String(repeating: "#", count: min(own + level, 6)) + " " + escaped(text)
    case .paragraph(let text): escaped(text)
    case .facts(let facts):
      facts.map { fact in
        "- **\(escaped(fact.label))**: " + fact.values.map(escaped).joined(separator: "  \n  ")
      }.joined(separator: "\n")
    case .list(let items): items.map { "- " + escaped($0) }.joined(separator: "\n")
    case .table(let table): self.table(table)
    case .arithmetic(let lines): lines.map { "    " + safe($0) }.joined(separator: "\n")
    case .chart(let chart): escaped(chart.alternative)
    case .room: "> "
    }
  }

  private static func table(_ table: Page.Table) -> String {
    let titles = row(table.columns.map(\.title))
    let rule = "|" + table.columns.map { $0.isNumber ? " ---: |" : " --- |" }.joined()
    return "**\(escaped(table.caption))**\n\n"
      + ([titles, rule] + table.rows.map(row)).joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "|" + cells.map { " \(escaped($0)) |" }.joined()
  }

  /// Control characters are shown, and line breaks become spaces.
  private static func safe(_ text: String) -> String {
    VisibleControls.shown(text).replacing("\n", with: " ")
  }

  /// Every character that could be taken for markup is escaped, as CommonMark allows for any ASCII
  /// punctuation.
  private static func escaped(_ text: String) -> String {
    var output = ""
    for (index, character) in safe(text).enumerated() {
      if "\\`*_[]<>|&~".contains(character) || (index == 0 && "#+-=".contains(character)) {
        output.append("\\")
      }
      output.append(character)
    }
    return output
  }
}
