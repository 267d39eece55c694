/// Sets a page as plain lines for a screen or a text file.
package struct PageText {
  private let setting: PageSetting
  private var lines: [String] = []

  /// The lines of a page, without line breaks.
  package static func lines(_ page: Page, _ setting: PageSetting) -> [String] {
    var text = PageText(setting: setting)
    for block in page.blocks { text.add(block) }
    return text.lines
  }

  /// The whole text of a page, each line ended.
  package static func text(_ page: Page, _ setting: PageSetting) -> String {
    lines(page, setting).map { $0 + "\n" }.joined()
  }

  private init(setting: PageSetting) { self.setting = setting }

  private mutating func add(_ block: Page.Block) {
    switch block {
    case .heading(let level, let text): add(heading: text, level)
    case .paragraph(let text): separate(then: wrapped(text))
    case .facts(let facts): separate(then: self.facts(facts))
    case .list(let items):
      separate(then: items.flatMap { wrapped($0, first: setting.isPlain ? "" : "- ") })
    case .table(let table): separate(then: wrapped(table.caption) + PageTable.lines(table, setting))
    case .arithmetic(let texts): separate(then: texts.flatMap { wrapped($0, first: "  ") })
    case .chart(let chart): separate(then: self.chart(chart))
    case .room(let count):
      separate(then: setting.isPlain ? [] : Array(repeating: rule("_"), count: count))
    }
  }

  private func safe(_ text: String) -> String { setting.safe(text) }

  private func rule(_ character: String) -> String {
    String(repeating: character, count: setting.width)
  }

  /// Blocks are parted by an empty line, except a heading from what it heads.
  private mutating func separate(then more: [String]) {
    guard !more.isEmpty else { return }
    if !lines.isEmpty, !endsWithHeading { lines.append("") }
    endsWithHeading = false
    lines += more.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private var endsWithHeading = false

  private mutating func add(heading text: String, _ level: Int) {
    let heading = setting.wrapped(safe(text), to: setting.width)
    let width = heading.map { setting.columns(of: $0) }.max() ?? 0
    let line = level == 1 ? "=" : "-"
    let isUnderlined = level <= 2 && !setting.isPlain
    endsWithHeading = false
    separate(then: heading + (isUnderlined ? [String(repeating: line, count: width)] : []))
    endsWithHeading = true
  }

  private func wrapped(_ text: String, first: String = "") -> [String] {
    let indent = setting.columns(of: first)
    let rest = String(repeating: " ", count: indent)
    let lines = setting.wrapped(safe(text), to: setting.width - indent)
    return lines.enumerated().map { ($0.offset == 0 ? first : rest) + $0.element }
  }

  /// Labels in a column of their own, or each on its own line where that leaves no room.
  private func facts(_ facts: [Page.Fact]) -> [String] {
    let labels = facts.map { safe($0.label) }
    let widest = (labels.map { setting.columns(of: $0) }.max() ?? 0) + 2
    let isAligned = !setting.isPlain && setting.width - widest >= 24
    return zip(labels, facts).flatMap { label, fact -> [String] in
      let values = fact.values.isEmpty ? ["none"] : fact.values
      guard isAligned else {
        return values.flatMap { wrapped("\(label): \($0)") }
      }
      let rest = String(repeating: " ", count: widest)
      return values.enumerated().flatMap { index, value in
        wrapped(value, first: index == 0 ? setting.padded(label, to: widest) : rest)
      }
    }
  }

  private func chart(_ chart: Chart) -> [String] {
    guard !setting.isPlain, setting.width >= 40 else { return wrapped(chart.alternative) }
    let labels = chart.entries.map { safe($0.label) }
    let labelWidth = min(labels.map { setting.columns(of: $0) }.max() ?? 0, setting.width / 3)
    let shownWidth = chart.entries.map { setting.columns(of: $0.shown) }.max() ?? 0
    let room = min(setting.width - labelWidth - shownWidth - 4, 50)
    let bars = zip(labels, chart.entries).flatMap { label, entry -> [String] in
      var lines = setting.wrapped(label, to: labelWidth)
        .map { setting.padded($0, to: labelWidth) }
      let share = (entry.value - chart.least) / (chart.most - chart.least)
      let filled = Int((share * Double(room)).rounded())
      let shown = setting.padded(entry.shown, to: shownWidth, isNumber: true)
      lines[0] += "  \(shown)  " + String(repeating: "█", count: min(max(filled, 0), room))
      return lines
    }
    return wrapped(chart.title) + bars
  }
}
