import Reports
import Simulation

/// The scenarios with what a trainee reached in them: the lobby's list and `undermat list`.
package struct ScenarioList {
  private let scenarios: [ListedScenario]
  private let standings: [String: Standing]
  private let isNumbered: Bool
  private let screen: ScreenSettings

  /// - Parameters:
  ///   - standings: by scenario id.
  ///   - isNumbered: whether a number stands before each, to play it by.
  package init(
    _ scenarios: [ListedScenario], standings: [String: Standing], isNumbered: Bool,
    _ screen: ScreenSettings
  ) {
    self.scenarios = scenarios
    self.standings = standings
    self.isNumbered = isNumbered
    self.screen = screen
  }

  /// One scenario a line where they fit, else two.
  package var text: StyledText {
    var page = Screenful(screen)
    let rows = scenarios.map(row)
    let widths = (0..<4).map { column in
      rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    let indent = isNumbered ? 5 : 0
    let isWide = !screen.isPlain && indent + widths.reduce(0, +) + 26 <= screen.width
    for (position, row) in rows.enumerated() {
      let label = isNumbered ? number(position + 1) : StyledText("")
      if isWide {
        page.addLaidOut(label + line(row, widths) + "\n")
      } else {
        page.add(stacked(row), hangingFrom: label)
      }
    }
    return page.text
  }

  private func number(_ number: Int) -> StyledText {
    if screen.isPlain { return StyledText("\(number). ", .key) }
    let digits = "\(number)"
    return StyledText(String(repeating: " ", count: max(0, 3 - digits.utf8.count)) + digits, .key)
      + "  "
  }

  /// Id, title, minutes, level, and the scores if there are any.
  private func row(_ scenario: ListedScenario) -> [String] {
    [
      SafeText.shownOnOneLine(scenario.id), SafeText.shownOnOneLine(scenario.title),
      scenario.minutes.map { "\($0) min" } ?? "", scenario.level?.name ?? "",
      standings[scenario.id].map(reached) ?? "",
    ]
  }

  /// `best 76.5, last 60`
  private func reached(_ standing: Standing) -> String {
    guard let best = standing.best else { return "" }
    let last = standing.last.map { ", last \(Figures.points($0))" } ?? ""
    return "best \(Figures.points(best))" + last
  }

  private func line(_ row: [String], _ widths: [Int]) -> StyledText {
    var text: StyledText = ""
    for (column, cell) in row.enumerated() {
      let style: Style = column == 1 ? .strong : column == 4 ? .gain : .faint
      text.append(cell, style)
      guard column < 4 else { break }
      let room = widths[column] - DisplayWidth.columns(of: cell)
      let isLast = row[(column + 1)...].allSatisfy(\.isEmpty)
      if !isLast { text.append(String(repeating: " ", count: room + 2)) }
    }
    return text
  }

  private func stacked(_ row: [String]) -> StyledText {
    let rest = [row[0]] + row[2...].filter { !$0.isEmpty }
    return StyledText(row[1], .strong) + StyledText(": \(rest.joined(separator: ", "))", .faint)
  }
}
