import Gradings
import Reports
import Simulation
import Testing

@Suite struct `Text sheets` {
  @Test func `say everything about a play, at eighty columns`() throws {
    let play = try WineSample.play(["let-me-see", "sorry"], zeroOnCritical: true)
    try expectText(text(play, .test(80)), is: "sheet-80.txt")
  }

  @Test func `fit forty columns, and name a critical error with the effective score`() throws {
    let play = try WineSample.play(["let-me-see", "upgrade"], zeroOnCritical: true)
    try expectText(text(play, .test(40)), is: "sheet-40.txt")
  }

  @Test func `are sentences without drawing in plain mode`() throws {
    let play = try WineSample.play(["cards-only"])
    try expectText(text(play, .test(80, isPlain: true)), is: "sheet-plain.txt")
  }

  @Test func `can be Markdown`() throws {
    let play = try WineSample.play(["let-me-see", "give"])
    try expectText(SheetText.markdown(play), is: "sheet.md")
  }

  @Test func `carry the trainer's changes, comment and accommodation`() throws {
    var play = try WineSample.play(["let-me-see", "give"])
    play.record.comments = [
      .init(who: "Eva", text: "Well done.\nSee me on Friday.", made: Timestamp(milliseconds: 0))
    ]
    play.record.accommodation = "extra time, agreed in May"
    play.record.overrides = [
      .init(
        rubric: "service", criterion: "ownership", old: 1, new: 2, who: "Grace",
        why: "Heard on the tape.", made: Timestamp(milliseconds: 0))
    ]
    let text = text(play, .test(80))
    #expect(text.contains("Accommodation  extra time, agreed in May\n"))
    #expect(text.contains("- service.ownership: +1 became +2, by Grace: Heard on the tape.\n"))
    #expect(text.hasSuffix("Well done.\nSee me on Friday.\n"))
  }

  @Test func `without the played text leave out what only it knows`() throws {
    var play = try WineSample.play(["let-me-see", "sorry"])
    play.program = nil
    let text = text(play, .test(80))
    #expect(text.contains("Turn 2, decide: blunder, 90.48 points given away\n"))
    #expect(text.contains("Better      give\n"))
    #expect(!text.contains("Because of"))
  }

  @Test(arguments: [20, 21, 33, 40, 64, 80, 200])
  func `never exceed the width`(width: Int) throws {
    for choices in [["cards-only"], ["let-me-see", "upgrade"], ["let-me-see"]] {
      let lines = SheetText.lines(try WineSample.play(choices), .test(width))
      #expect(lines.allSatisfy { $0.count <= width && $0.last != " " })
    }
  }

  private func text(_ play: GradedPlay, _ setting: PageSetting) -> String {
    SheetText.lines(play, setting).map { $0 + "\n" }.joined()
  }
}

/// Does what somebody with the sheet and a pocket calculator would do: types in what is printed.
@Suite struct `A pocket calculator` {
  @Test(arguments: [
    ["cards-only"], ["let-me-see", "sorry"], ["let-me-see", "give"], ["let-me-see", "upgrade"],
  ])
  func `confirms percent, raw and score`(choices: [String]) throws {
    let play = try WineSample.play(choices)
    let lines = SheetText.lines(play, .test(80))
    let table = try #require(lines.firstIndex { $0.hasPrefix("Criterion ") })
    var raw = 0.0
    for line in lines[(table + 2)...].prefix(while: { !$0.isEmpty }) {
      let cells = line.split(separator: " ").dropFirst().compactMap { Double($0) }
      #expect(abs(100 * (cells[1] - cells[2]) / (cells[3] - cells[2]) - cells[4]) < 1e-3)
      raw += cells[0] * cells[4]
    }
    let best = try number(in: lines, after: "Best that could be done   100 points (raw ")
    let worst = try number(in: lines, after: "Worst                     0 points (raw ")
    let score = 100 * (raw - worst) / (best - worst)
    let printed = try #require(lines.first { $0.contains("of 100 points") })
    #expect(abs(score - (try number(in: [printed], after: ""))) < 0.01)
  }

  private func number(in lines: [String], after prefix: String) throws -> Double {
    let line = try #require(lines.first { $0.hasPrefix(prefix) })
    let digits = line.dropFirst(prefix.count).prefix { $0.isNumber || $0 == "." || $0 == "-" }
    return try #require(Double(digits))
  }
}

@Suite struct Placeholding {
  @Test func `puts names in and leaves other braces alone`() {
    let names = Placeholders(customer: "Ms {trainee}", trainee: "Ada")
    #expect(
      names.filled("{customer}: hello {trainee}, {{customer} {x} {")
        == "Ms {trainee}: hello Ada, {customer} {x} {")
  }
}

@Suite struct `Rounded figures` {
  @Test(arguments: [
    (64.705882352, 2, "64.71"), (100, 2, "100"), (-0.004, 2, "0"), (-0.005, 2, "-0.01"),
    (2.675, 2, "2.68"), (0.1 + 0.2, 6, "0.3"), (1.0 / 3, 4, "0.3333"), (7.5, 0, "8"),
    (1e18, 2, "1e+18"),
  ])
  func `go halves away from zero, never to minus zero`(value: Double, decimals: Int, text: String) {
    #expect(Figures.decimal(value, decimals) == text)
  }

  @Test func `show money with its currency`() {
    #expect(Figures.money(Money(hundredths: 805), "USD") == "USD 8.05")
    #expect(Figures.money(Money(hundredths: 20_850), nil) == "208.50")
    #expect(Figures.money(.zero, "EUR") == "EUR 0")
  }
}
