import Simulation
import Testing

@testable import Authoring

@Suite struct `The examples of the rules` {
  static let entries = Catalogue.behaviour + Catalogue.rules

  @Test func `the small scenario has nothing to report`() {
    let check = SmallScenario.check(SmallScenario.text)
    #expect(check.findings.diagnostics == [])
    #expect(check.proof == ScenarioCheck.Proof(states: 6, voices: 1, coverage: .whole))
  }

  @Test(arguments: entries.map(\.code))
  func `the bad one is reported under its code`(_ code: DiagnosticCode) throws {
    let entry = try #require(Catalogue.entry(for: code))
    guard case .scenario(let bad) = entry.bad else { return }
    let found = try SmallScenario.found(in: bad)
    #expect(found.contains { $0.code == code }, "\(found.map(\.message))")
  }

  @Test(arguments: entries.map(\.code))
  func `nothing at all is reported of the good one`(_ code: DiagnosticCode) throws {
    let entry = try #require(Catalogue.entry(for: code))
    guard case .scenario(let good) = entry.good else { return }
    let found = try SmallScenario.found(in: good)
    #expect(found == [], "\(found.map { "\($0.code) \($0.message)" })")
  }

  @Test(arguments: Rules.all.map(\.entry.code))
  func `the fix of a bad one leaves a file without that finding and without errors`(
    _ code: DiagnosticCode
  ) throws {
    let entry = try #require(Catalogue.entry(for: code))
    guard case .scenario(let bad) = entry.bad else { return }
    let check = SmallScenario.check(try SmallScenario.changed(by: bad))
    let reported = check.findings.diagnostics.filter { $0.code == code }
    for fix in reported.flatMap(\.fixes) {
      let alone = Findings(
        files: check.findings.files,
        diagnostics: [Diagnostic(code, "", at: Label(range: 0..<0), fixes: [fix])])
      let mended = try #require(alone.mended(by: fix.applicability))
      let after = SmallScenario.check(String(decoding: mended, as: UTF8.self)).findings
      #expect(after.diagnostics.count { $0.code == code } == reported.count - 1, "\(fix.title)")
      #expect(!after.hasErrors, "\(after.diagnostics.map(\.message))")
    }
  }

  @Test func `rules that can mend what they find have fixes`() throws {
    let mending = try Rules.all.map(\.entry).filter { entry in
      guard case .scenario(let bad) = entry.bad else { return false }
      return try SmallScenario.found(in: bad).contains {
        $0.code == entry.code && !$0.fixes.isEmpty
      }
    }
    #expect(
      mending.map(\.code) == [
        .unreachableScene, .unreachableChoice, .unreachableEnding, .unreachableLine, .unsetFact,
        .stillMeter, .alwaysTrue, .alwaysFalse, .sharedExample, .emptyNeed,
      ])
  }

  @Test func `only what nobody can miss is taken out without asking`() throws {
    let found = try SmallScenario.found(in: #""flags": { "called": false }"#)
    #expect(found.map(\.code) == [.unusedFlag])
    #expect(found.flatMap(\.fixes).map(\.applicability) == [.safe])
  }

  @Test func `every rule has a code and a manual of its own`() {
    let codes = Rules.all.map(\.entry.code)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    #expect(codes.allSatisfy { Catalogue.page(for: $0) != nil })
  }
}
