import Reports
import Simulation
import Testing

@Suite struct `Class reports` {
  @Test func `of twenty-four encounters carry everything`() throws {
    try expectText(text(try report(of: 24)), is: "class-24.txt")
  }

  @Test func `of four refuse every statistic`() throws {
    try expectText(text(try report(of: 4)), is: "class-4.txt")
  }

  @Test func `of nobody say so`() {
    #expect(text(ClassReport()).hasSuffix("There are no encounters.\n"))
  }

  @Test func `do not depend on the order of the encounters`() throws {
    let rows = try encounters(24)
    var (forwards, backwards) = (ClassReport(), ClassReport())
    for row in rows { forwards.add(row) }
    for row in rows.reversed() { backwards.add(row) }
    #expect(text(forwards) == text(backwards))
  }

  @Test func `warn where editions are mixed`() throws {
    var report = try report(of: 4)
    var other = try encounters(1)[0]
    other.version = "2.0.0"
    report.add(other)
    #expect(text(report).contains("More than one edition was played."))
  }

  private func encounters(_ count: Int) throws -> [EncounterRow] {
    let paths = [
      ["cards-only"], ["let-me-see", "sorry"], ["let-me-see", "give"],
      ["let-me-see", "upgrade"], ["let-me-see"],
    ]
    return try (0..<count).map { EncounterRow(try WineSample.play(paths[$0 % 5])) }
  }

  private func report(of count: Int) throws -> ClassReport {
    var report = ClassReport()
    for row in try encounters(count) { report.add(row) }
    return report
  }

  private func text(_ report: ClassReport) -> String {
    PageText.text(ClassReportPage.page(report, selection: "first attempts"), .test(100))
  }
}

@Suite struct `Wilson's interval` {
  /// From SciPy: `binomtest(count, n).proportion_ci(method="wilson")`.
  @Test(arguments: [
    (0, 10, 0.0, 0.2775327998628892), (10, 10, 0.7224672001371106, 1.0),
    (5, 10, 0.2365930905125640, 0.7634069094874360),
    (81, 263, 0.2552885198782742, 0.3662095769828),
  ])
  func `agrees with SciPy`(count: Int, whole: Int, low: Double, high: Double) throws {
    let interval = try #require(Share(count, of: whole).interval)
    #expect(abs(interval.low - low) < 1e-6)
    #expect(abs(interval.high - high) < 1e-6)
  }

  @Test func `is refused below ten`() {
    #expect(Share(3, of: 9).value == nil)
    #expect(Share(3, of: 9).interval == nil)
    #expect(Share(3, of: 10).value == 0.3)
  }
}
