import Simulation
import Testing

@testable import Authoring

@Suite struct Conditions {
  private static let names = """
    "mood": { "trust": { "start": 5, "good": "high" }, "or-else": { "start": 0, "good": "low" } },
    "flags": { "served": false, "not-yet": true },
    """

  /// Reads a condition as `basics`; `1️⃣` marks where the mistake is.
  private func mistakes(_ marked: String) -> [String] {
    let text = MarkedText(marked).text
    let json = JSONWriter.quoted(text)
    let loaded = ExampleFiles.load(Self.names + "\"basics\": \(json)")
    guard let file = loaded.files.first, let start = find(json, in: file) else { return ["?"] }
    return loaded.diagnostics.map { diagnostic in
      let range = diagnostic.primary.range
      let words = file.text(in: range)
      return "\(diagnostic.code) \(range.lowerBound - start - 1) `\(words)` \(diagnostic.message)"
    }
  }

  private func find(_ text: String, in file: SourceFile) -> Int? {
    let wanted = Array(text.utf8)
    return file.bytes.indices.first { file.bytes[$0...].starts(with: wanted) }
  }

  @Test(arguments: [
    "served", "not served", "not not served", "trust > 3", "trust>3", "-3 < or-else",
    "served and not-yet or trust <= 2", "(served == (trust > 3)) != false", "voice == thinker",
    "thinker != voice", "spent < 12.50 and spent <= limit", "limit > 10", "0.5 < spent",
    "turns >= 2 and seconds < 300", "knows.long-week", "true", "3 < 4", "3.5 < 4", "spent > -1",
    "\tserved\n", "spent < 10000000000",
  ])
  func `these can be read`(_ text: String) {
    #expect(mistakes(text) == [])
  }

  @Test(arguments: [
    ("1️⃣", "UM0320 `` the condition is empty"),
    ("served and1️⃣", "UM0320 `` something is missing here"),
    ("served 1️⃣trust", "UM0320 `trust` this is not expected here"),
    ("served 1️⃣&& trust > 1", "UM0320 `&&` this is not expected here"),
    ("1️⃣!served", "UM0320 `!` this is not expected here"),
    ("served 1️⃣AND served", "UM0320 `AND` this is not expected here"),
    ("trust 1️⃣= 3", "UM0320 `=` this is not expected here"),
    ("trust 1️⃣+ 1 > 3", "UM0320 `+` this is not expected here"),
    ("1 < trust 1️⃣< 3", "UM0320 `<` a comparison has two sides"),
    ("1️⃣(served", "UM0320 `(` this parenthesis is never closed"),
    ("served1️⃣)", "UM0320 `)` this is not expected here"),
    ("served == 1️⃣not served", "UM0320 `not` `not` is not expected here"),
    ("served and 1️⃣é", "UM0320 `é` this is not expected here"),
    ("1️⃣servd", "UM0321 `servd` `servd` is not known here"),
    ("1️⃣trust-1 > 3", "UM0321 `trust-1` `trust-1` is not known here"),
    ("1️⃣knows.long-day", "UM0321 `knows.long-day` `knows.long-day` is not known here"),
    ("1️⃣knows", "UM0321 `knows` `knows` is not known here"),
    ("1️⃣Served", "UM0321 `Served` `Served` is not known here"),
    ("1️⃣trust > 2.50", "UM0322 `trust > 2.50` a whole number and money cannot be compared"),
    (
      "1️⃣served == 1",
      "UM0322 `served == 1` a yes/no condition and a whole number cannot be compared"
    ),
    ("served 1️⃣< true", "UM0322 `<` yes/no conditions are compared with `==` and `!=` only"),
    ("voice 1️⃣> thinker", "UM0322 `>` voices are compared with `==` and `!=` only"),
    ("1️⃣voice == voice", "UM0322 `voice == voice` the voice and the voice cannot be compared"),
    ("1️⃣spent == turns", "UM0322 `spent == turns` money and a whole number cannot be compared"),
    ("voice == 1️⃣rebel", "UM0309 `rebel` the customer does not speak as `rebel`"),
    ("1️⃣trust", "UM0323 `trust` this is a whole number, not a yes/no condition"),
    ("served and 1️⃣3", "UM0323 `3` this is a whole number, not a yes/no condition"),
    ("not 1️⃣spent", "UM0323 `spent` this is money, not a yes/no condition"),
    ("(1️⃣trust) > 3", "UM0323 `trust` this is a whole number, not a yes/no condition"),
    ("trust > 1️⃣3and served", "UM0325 `3and` a number ends where a name could not go on"),
    ("spent > 1️⃣1.234", "UM0325 `1.234` money is digits with one or two decimals, and not negative"),
    ("spent > 1️⃣-1.50", "UM0325 `-1.50` money is digits with one or two decimals, and not negative"),
    ("spent > 1️⃣2.", "UM0325 `2.` money is digits with one or two decimals, and not negative"),
    ("trust > 1️⃣2000000", "UM0325 `2000000` an integer is from -1000000 to 1000000"),
    ("spent > 1️⃣10000000001", "UM0325 `10000000001` a number is at most 10,000,000,000"),
  ])
  func `a mistake is reported at its place in the text`(_ marked: String, _ expected: String) {
    let place = MarkedText(marked).offsets[0]
    let code = expected.prefix(6)
    #expect(mistakes(marked) == ["\(code) \(place)\(expected.dropFirst(6))"])
  }

  @Test func `all unknown names of a condition are reported`() {
    #expect(
      mistakes("servd and trst > 3 or not voise == thinker") == [
        "UM0321 0 `servd` `servd` is not known here",
        "UM0321 10 `trst` `trst` is not known here",
        "UM0321 26 `voise` `voise` is not known here",
      ])
  }

  @Test func `a place is right also behind escapes`() {
    let loaded = ExampleFiles.load(#""basics": "served\u0020and\tsrved""#)
    let file = loaded.files[0]
    #expect(loaded.diagnostics.map { file.text(in: $0.primary.range) } == ["srved"])
    #expect(loaded.diagnostics.map(\.help) == ["did you mean `served`?"])
  }

  @Test func `a limit has a name only where there is one`() {
    let raise = ExampleFiles.load(
      #""authority": { "limit": 25, "raise": [{ "when": "spent < limit", "limit": 50 }] }"#)
    #expect(
      raise.diagnostics.map(\.message) == ["`limit` cannot be named where it is raised"])
    let none = ExampleFiles.load(#""authority": {}, "basics": "limit > 3""#)
    #expect(none.diagnostics.map(\.message) == ["there is no `limit`"])
  }

  @Test func `parentheses and chains of any length end`() {
    let deep = String(repeating: "(", count: 8_000)
    #expect(
      mistakes(deep).first == "UM0320 64 `(` parentheses are nested more than 64 deep")
    let chain = Array(repeating: "served", count: 1_500).joined(separator: " or ")
    #expect(mistakes(chain) == [])
    #expect(mistakes(String(repeating: "not ", count: 4_000) + "served") == [])
  }

  @Test func `they become the tree that the grammar says`() throws {
    let scenario = try #require(
      ExampleFiles.load(
        Self.names + #""basics": "served or not-yet and not (spent < 2.5) != (or-else == -1)""#
      ).scenario)
    #expect(
      scenario.expressions == [
        .flag(0), .flag(1), .compare(.less, .spent, .literal(250)),
        .compare(.equal, .meter(1), .literal(-1)), .same(2, 3), .not(4), .not(5), .and(1, 6),
        .or(0, 7),
      ])
    #expect(scenario.basics == Condition(root: 8))
  }
}
