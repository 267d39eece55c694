/// Sets a table as lines: in columns where they fit, else a paragraph for each row.
struct PageTable {
  private let table: Page.Table
  private let setting: PageSetting
  private let cells: [[String]]

  static func lines(_ table: Page.Table, _ setting: PageSetting) -> [String] {
    let rows = PageTable(table, setting)
    guard !setting.isPlain, let widths = rows.widths else { return rows.sentences }
    return rows.columns(widths)
  }

  private init(_ table: Page.Table, _ setting: PageSetting) {
    self.table = table
    self.setting = setting
    cells = ([table.columns.map(\.title)] + table.rows).map { $0.map(setting.safe) }
  }

  /// Columns of each column, or nil if they do not fit. Text columns give way, the widest first,
  /// down to 14.
  private var widths: [Int]? {
    var widths = table.columns.indices.map { column in
      cells.map { setting.columns(of: $0[column]) }.max() ?? 0
    }
    let gaps = 2 * (widths.count - 1)
    while widths.reduce(gaps, +) > setting.width {
      let candidates = widths.indices.filter { !table.columns[$0].isNumber && widths[$0] > 14 }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  private func columns(_ widths: [Int]) -> [String] {
    let rows = cells.map { row($0, widths) }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return (rows.first ?? []) + [rule] + rows.dropFirst().flatMap { $0 }
  }

  private func row(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { setting.wrapped($0, to: $1) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      widths.indices.map { column in
        let text = line < wrapped[column].count ? wrapped[column][line] : ""
        return setting.padded(text, to: widths[column], isNumber: table.columns[column].isNumber)
      }.joined(separator: "  ")
    }
  }

  /// `Ownership: weight 0.4, total 3.`
  private var sentences: [String] {
    cells.dropFirst().flatMap { row in
      let parts = zip(table.columns, row).dropFirst().filter { !$1.isEmpty }
        .map { "\(setting.safe($0.title)) \($1)" }
      return setting.wrapped(
        "\(row.first ?? ""): \(parts.joined(separator: ", ")).", to: setting.width)
    }
  }
}
