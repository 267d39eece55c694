import Foundation
import Reports
import Simulation
import Testing

/// The whole text of one sheet for each shipped scenario. `UNDERMAT_RECORD=1` writes them anew, to
/// be read before they are kept.
@Suite struct Sheets {
  struct Play: Sendable {
    var scenario: String
    var seed: UInt64 = 0
    var choices: [String]
  }

  static let plays = [
    Play(
      scenario: "cash-only-wine", seed: 7,
      choices: [
        "cards-only", "leave-water", "go-ahead", "same-for-row", "next-cash-man", "good-night",
      ]),
    Play(
      scenario: "change-fee",
      choices: [
        "look-into", "six-letters", "all-four-pages", "we-moved-you", "moved-no-notice",
        "zero-and-46", "thursday-seat", "report-tonight",
      ]),
    Play(
      scenario: "greeted-by-name", seed: 1,
      choices: [
        "slept-well", "ours", "give-me-the-card", "forty", "own-flask", "first-sentence",
        "one-line",
      ]),
    Play(
      scenario: "key-under-the-mat",
      choices: [
        "inconvenience", "cannot", "your-word", "not-going-away", "ring-back", "police-anyway",
        "exception", "what-would-she-do",
      ]),
    Play(
      scenario: "pop-up-bar",
      choices: [
        "by-the-tree", "who-tells-them", "given-away", "yours-till-nine", "what-cocoa", "note-it",
        "paper-cups", "told-the-six", "strike-it", "cup-for-bea",
      ]),
  ]

  @Test(arguments: plays) func `read as they are on file`(made: Play) throws {
    let scenario = try Files.scenario("scenarios/\(made.scenario).json")
    let solution = Solution(Program(scenario))
    let sheet = Grader.grade(try play(made.choices, solution, seed: made.seed), solution)
    let graded = GradedPlay(
      sheet: sheet,
      record: SheetRecord(digests: Digests(scenario: "not shown here", rubrics: "nor here")),
      program: solution.program)
    let setting = PageSetting(width: 80, columns: { _ in 1 }, safe: { $0 })
    let text = SheetText.lines(graded, setting).joined(separator: "\n") + "\n"
    let file = "/\(Files.project)/Tests/ContractTests/Expected/\(made.scenario).txt"
    if ProcessInfo.processInfo.environment["UNDERMAT_RECORD"] == "1" {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
  }
}
