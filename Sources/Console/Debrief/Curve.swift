import Reports
import Simulation

/// The best score still reachable, turn by turn, as a drawing or in words.
struct Curve {
  /// At the start, then after every turn; on the score's scale.
  let values: [Double]
  let screen: ScreenSettings

  func text() -> StyledText {
    guard values.count > 1 else { return "" }
    var page = Screenful(screen)
    page.heading(screen.isPlain ? "The best score still reachable." : "Best score still reachable")
    if screen.isPlain || drawingWidth > screen.textWidth {
      page.add(StyledText(sentence))
    } else {
      page.addLaidOut(drawing)
    }
    return page.text
  }

  private var sentence: String {
    let steps = values.dropFirst().enumerated().map { turn, value in
      "after turn \(turn + 1) \(Figures.points(value))"
    }
    return "At the start \(Figures.points(values[0])), \(Figures.list(steps))."
  }

  /// Columns of a turn: narrower where many must fit.
  private var step: Int { 6 + 4 * values.count <= screen.textWidth ? 4 : 3 }
  private var drawingWidth: Int { 6 + step * values.count }

  /// The tens of the score at which the curve stands.
  private var levels: [Int] {
    values.map { min(max(Int(($0 / 10).rounded(.toNearestOrAwayFromZero)), 0), 10) }
  }

  private var drawing: StyledText {
    let levels = levels
    var text: StyledText = ""
    for level in (0...10).reversed() where level >= (levels.min() ?? 0) - 1 {
      let figure = "\(level * 10)"
      let label = String(repeating: " ", count: 5 - figure.utf8.count) + figure
      let row = row(level, levels)
      text.append(row.isEmpty ? label : "\(label) ", .faint)
      text += row + "\n"
    }
    text.append(axis, .faint)
    return text
  }

  private func row(_ level: Int, _ levels: [Int]) -> StyledText {
    var cells = ""
    for index in levels.indices {
      cells += levels[index] == level ? "●" : " "
      guard index + 1 < levels.count else { break }
      cells += link(level, from: levels[index], to: levels[index + 1])
    }
    while cells.last == " " { cells.removeLast() }
    return StyledText(cells, .key)
  }

  /// What stands between two points in a row: `step - 1` columns.
  private func link(_ level: Int, from start: Int, to end: Int) -> String {
    let after = step - 2
    if start == end {
      return String(repeating: level == start ? "─" : " ", count: step - 1)
    }
    let falls = end < start
    if level == start { return (falls ? "╮" : "╯") + String(repeating: " ", count: after) }
    if level == end { return (falls ? "╰" : "╭") + String(repeating: "─", count: after) }
    let isBetween = level < max(start, end) && level > min(start, end)
    return (isBetween ? "│" : " ") + String(repeating: " ", count: after)
  }

  private var axis: String {
    var line = String(repeating: " ", count: 6)
    for index in values.indices {
      let label = "\(index)"
      line += label + String(repeating: " ", count: step - label.utf8.count)
    }
    while line.last == " " { line.removeLast() }
    return line + " turns\n"
  }
}
