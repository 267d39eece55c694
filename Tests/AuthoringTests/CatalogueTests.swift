import Testing

@testable import Authoring

@Suite struct `The catalogue of codes` {
  @Test func `codes are unique`() {
    let codes = Catalogue.entries.map(\.code)
    #expect(codes == Array(Set(codes)).sorted())
  }

  @Test(arguments: Catalogue.syntax.map(\.code))
  func `the bad example of a syntax code is reported under it and the good one is fine`(
    _ code: DiagnosticCode
  ) throws {
    let entry = try #require(Catalogue.entry(for: code))
    if case .file(let bad) = entry.bad {
      #expect(readJSON(bad).1.map(\.code).contains(code))
    }
    guard case .file(let good) = entry.good else { return }
    #expect(readJSON(good).1 == [])
  }
}
