import Testing

@testable import Authoring

@Suite struct `The examples of the rules` {
  static let entries = Catalogue.behaviour + Catalogue.rules

  @Test func `the small scenario has nothing to report`() {
    let check = SmallScenario.check(SmallScenario.text)
    #expect(check.findings.diagnostics == [])
    #expect(check.proof == ScenarioCheck.Proof(states: 6, voices: 1, isExact: true))
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

  @Test func `every rule has a code and a manual of its own`() {
    let codes = Rules.all.map(\.entry.code)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    #expect(codes.allSatisfy { Catalogue.page(for: $0) != nil })
  }
}
