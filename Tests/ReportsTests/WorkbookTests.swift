import Foundation
import Gradings
import Reports
import Simulation
import Testing

@Suite struct Workbooks {
  private let moment = Timestamp(milliseconds: 1_777_885_325_430)

  @Test func `are the same bytes for the same encounters`() throws {
    let (one, two) = (path(), path())
    defer { remove(one, two) }
    try write(to: one)
    try write(to: two)
    let bytes = try Data(contentsOf: URL(filePath: one))
    #expect(bytes == (try Data(contentsOf: URL(filePath: two))))
    #expect(bytes.starts(with: Array("PK".utf8)))
  }

  @Test func `of a class report can be written too`() throws {
    let file = path()
    defer { remove(file) }
    var report = ClassReport()
    for rows in try encounters() { report.add(rows) }
    try ReportWorkbook.write(report, selection: "all", to: file, created: moment)
    #expect(try Data(contentsOf: URL(filePath: file)).count > 5000)
  }

  @Test func `that cannot be written say so`() {
    #expect(throws: WorkbookProblem.self) { try write(to: "/nonexistent/folder/a.xlsx") }
    #expect(throws: WorkbookProblem.self) { try write(to: "/dev/full") }
  }

  private func write(to path: String) throws {
    var workbook = try SheetWorkbook(path: path, created: moment)
    for rows in try encounters() { workbook.add(rows) }
    try workbook.close(selection: "all attempts")
  }

  private func encounters() throws -> [EncounterRow] {
    let paths = [["cards-only"], ["let-me-see", "sorry"], ["let-me-see", "upgrade"]]
    return try (0..<24).map { number in
      var play = try WineSample.play(paths[number % 3])
      let texts = ["=1+1", "007", "\u{1B}[2J", String(repeating: "x", count: 40_000)]
      play.record.comments = [
        .init(who: "Eva", text: texts[number % 4], made: Timestamp(milliseconds: 0))
      ]
      return EncounterRow(play)
    }
  }

  private func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx").path
  }

  private func remove(_ paths: String...) {
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }
}
