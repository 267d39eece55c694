/// Sets a page as HTML: headings, definition lists, tables with captions and scopes, charts with
/// text alternatives. Texts take their direction from themselves.
struct PageHTML {
  /// Added to every heading's level.
  private let level: Int
  /// Put before every id, so that pages can stand in one document.
  private let prefix: String
  private var charts = 0

  init(level: Int, prefix: String) {
    self.level = level
    self.prefix = prefix
  }

  /// The markup of a page, without a frame around it.
  static func markup(_ page: Page, level: Int = 0, prefix: String) -> String {
    var html = PageHTML(level: level, prefix: prefix)
    return page.blocks.map { html.markup($0) + "\n" }.joined()
  }

  private func text(_ text: String) -> String {
    HTMLText.escaped(text).replacing("\n", with: "<br>")
  }

  private mutating func markup(_ block: Page.Block) -> String {
    switch block {
    case .heading(let own, let heading):
      let tag = "h\(min(own + level, 6))"
      return "<\(tag) dir=\"auto\">\(text(heading))</\(tag)>"
    case .paragraph(let words): return "<p dir=\"auto\">\(text(words))</p>"
    case .facts(let facts): return "<dl>\n" + facts.map(fact).joined() + "</dl>"
    case .list(let items):
      return "<ul>\n" + items.map { "<li dir=\"auto\">\(text($0))</li>\n" }.joined() + "</ul>"
    case .table(let table): return self.table(table)
    case .arithmetic(let lines):
      return "<pre>" + lines.map { HTMLText.escaped($0) }.joined(separator: "\n") + "</pre>"
    case .chart(let chart):
      charts += 1
      return ChartSVG.figure(chart, id: "\(prefix)c\(charts)")
    case .room(let count):
      return "<div class=\"room\" role=\"note\" aria-label=\"Room to write\">"
        + String(repeating: "<div></div>", count: count) + "</div>"
    }
  }

  private func fact(_ fact: Page.Fact) -> String {
    "<div><dt>\(text(fact.label))</dt>"
      + fact.values.map { "<dd dir=\"auto\">\(text($0))</dd>" }.joined() + "</div>\n"
  }

  private func table(_ table: Page.Table) -> String {
    let head = table.columns.map { column in
      "<th scope=\"col\"\(column.isNumber ? " class=\"n\"" : "")>\(text(column.title))</th>"
    }
    let rows = table.rows.map { row in
      let cells = zip(table.columns, row).enumerated().map { index, pair in
        let attributes = pair.0.isNumber ? " class=\"n\"" : " dir=\"auto\""
        return index == 0
          ? "<th scope=\"row\"\(attributes)>\(text(pair.1))</th>"
          : "<td\(attributes)>\(text(pair.1))</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(text(table.caption))\">"
      + "<table>\n<caption>\(text(table.caption))</caption>\n<thead><tr>\(head.joined())</tr></thead>\n"
      + "<tbody>\n\(rows.joined())</tbody>\n</table></div>"
  }
}
