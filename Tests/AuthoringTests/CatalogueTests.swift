import Testing

@testable import Authoring

@Suite struct `The catalogue of codes` {
  @Test func `codes are unique`() {
    let codes = Catalogue.entries.map(\.code)
    #expect(codes == Array(Set(codes)).sorted())
  }

  @Test func `the small scenario of the examples has no mistakes`() {
    let loaded = ExampleFiles.load(file: ExampleFiles.scenario)
    #expect(DiagnosticFormat.concise.render([loaded.findings]) == "")
  }

  /// Those that reading a file finds. What the rules find has examples of another kind.
  static let codesOfLoading = Set(Catalogue.entries.map(\.code))
    .subtracting((Catalogue.behaviour + Catalogue.rules).map(\.code)).sorted()

  @Test(arguments: codesOfLoading)
  func `a bad example is reported under its code and the good one is fine`(
    _ code: DiagnosticCode
  ) throws {
    let entry = try #require(Catalogue.entry(for: code))
    if let bad = diagnostics(entry.bad, of: code) { #expect(bad.contains { $0.code == code }) }
    let good = try #require(diagnostics(entry.good, of: code))
    #expect(good == [])
  }

  /// What is found in an example; syntax is looked at alone.
  private func diagnostics(_ example: Example, of code: DiagnosticCode) -> [Diagnostic]? {
    switch example {
    case .file(let text) where code.number < 200: readJSON(text).1
    case .file(let text): ExampleFiles.load(file: text).diagnostics
    case .scenario(let members): ExampleFiles.load(members).diagnostics
    case .rubric(let members):
      LoadedRubric.load(
        SourceFile(
          name: "rubric.json",
          text: ExampleFiles.replacing(
            members, in: ExampleFiles.rubric(id: "care", criterion: "warmth")))
      ).diagnostics
    case .description: nil
    }
  }

  @Test func `a page shows the title, the reason and both examples`() {
    #expect(
      Catalogue.page(for: .trailingComma) == """
        UM0104: comma after the last entry

        In JSON a comma stands between two entries, not after the last.

        Reported:

            { "a": [1, 2,] }

        Not reported:

            { "a": [1, 2] }

        """)
    #expect(Catalogue.page(for: DiagnosticCode(999)) == nil)
    #expect(DiagnosticCode(parsing: "um0104") == .trailingComma)
    #expect(DiagnosticCode(parsing: "104") == .trailingComma)
    #expect(DiagnosticCode(parsing: "UMx") == nil)
  }
}
