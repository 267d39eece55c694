import Reports
import Simulation
import Testing

@testable import Console

@Suite struct `Watching a scenario` {
  private let screen = ScreenSettings(width: 60, isInteractive: true)

  private func edition(
    _ summary: String = "nothing found",
    change: @escaping @Sendable (inout OpenedScenario) -> Void = { _ in }
  ) throws -> WatchView.Edition {
    var opened = try Opened.fixture("lost-suitcase")
    change(&opened)
    let walk = Walk(Solution(Program(opened.scenario)))
    let made = opened
    return WatchView.Edition(
      summary: summary, findings: ["suitcase.json: \(summary)"],
      walk: WalkPage.page([walk], digest: "5ce4"),
      begin: {
        Attempt.start(made, PlayOptions(seed: 3, rehearsal: .fromTheStart), .nowhere)
      })
  }

  private func shown(_ view: inout WatchView, rows: Int = 24) -> [String] {
    view.lines(screen, rows: rows).map(\.plain)
  }

  private func press(_ keys: [WatchKey], _ view: inout WatchView) {
    for key in keys {
      let goesOn = view.press(key, screen, rows: 24)
      #expect(goesOn)
    }
  }

  @Test func `shows what is wrong, then the walk, and how to leave`() throws {
    var view = WatchView(name: "suitcase.json", try edition())
    let lines = shown(&view)
    #expect(lines.count == 24)
    #expect(lines[0] == "suitcase.json: nothing found")
    #expect(lines[2] == "Walk: The suitcase")
    #expect(lines[23] == "nothing found · lines 1-23 of 76 · q leaves · p plays")
    let goesOn = view.press(.leave, screen, rows: 24)
    #expect(!goesOn)
  }

  @Test(arguments: [1, 2, 5, 20, 60, 200])
  func `draws no line that is too wide, and as many as there are`(width: Int) throws {
    let screen = ScreenSettings(width: width, isInteractive: true)
    for keys: [WatchKey] in [[], [.turnOver], [.turnOver, .choose(2), .choose(2)]] {
      var view = WatchView(name: "suitcase.json", try edition())
      for key in keys { _ = view.press(key, screen, rows: 10) }
      for rows in [2, 10, 50] {
        let lines = view.lines(screen, rows: rows)
        #expect(lines.count == rows)
        #expect(lines.allSatisfy { $0.displayWidth <= width }, "\(width) \(lines)")
      }
    }
  }

  @Test func `plays again what a save allows, and comes back when it is allowed again`() throws {
    var view = WatchView(name: "suitcase.json", try edition())
    press([.turnOver, .choose(2), .choose(1)], &view)
    #expect(shown(&view)[0] == "Preview: desk / ask-when, evening / manager")
    try view.show(
      edition { opened in
        let choice = opened.scenario.choices.firstIndex {
          opened.scenario.string($0.id) == "manager"
        }
        // Without a way there it is another choice.
        opened.scenario.choices[choice ?? 0].id = opened.scenario.choices[0].id
      })
    let lines = shown(&view)
    #expect(lines[0] == "Turn 2 cannot be played any more (manager in evening), so")
    #expect(lines[2] == "Preview: desk / ask-when")
    view.show(try edition())
    #expect(shown(&view)[0] == "Preview: desk / ask-when, evening / manager")
    press([.undo], &view)
    #expect(shown(&view)[0] == "Preview: desk / ask-when")
    press([.again], &view)
    #expect(shown(&view)[0] == "Preview, at the start")
  }

  @Test func `keeps the preview of before while the file has errors`() throws {
    var view = WatchView(name: "suitcase.json", try edition())
    press([.turnOver, .choose(2)], &view)
    view.show(
      WatchView.Edition(summary: "1 error", findings: ["an error"], walk: nil, begin: nil))
    let lines = shown(&view)
    #expect(lines[0] == "The file has errors: this is how it was before them.")
    #expect(lines[1] == "Preview: desk / ask-when")
    press([.turnOver], &view)
    #expect(shown(&view)[0] == "an error")
  }

  @Test func `says what it came to at the end`() throws {
    var view = WatchView(name: "suitcase.json", try edition())
    press([.turnOver, .choose(2), .choose(9), .choose(3)], &view)
    #expect(shown(&view).contains { $0.hasPrefix("The end: cold (lost), score ") })
    press([.choose(1)], &view)
    #expect(shown(&view).contains { $0.hasPrefix("The end: cold (lost), score ") })
  }

  @Test func `has nothing to preview while the file never could be read`() {
    var view = WatchView(
      name: "x", WatchView.Edition(summary: "1 error", findings: ["e"], walk: nil, begin: nil))
    press([.turnOver, .choose(1)], &view)
    #expect(view.side == .page && shown(&view)[0] == "e")
  }
}
