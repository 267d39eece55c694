import Testing

@testable import Console

@Suite struct `A dialogue and its file` {
  private func difference(_ expected: String, _ found: String) -> [String]? {
    SessionDifference(expected: expected, found: found).map {
      ["\($0.line)", $0.expected, $0.found]
    }
  }

  @Test(arguments: [
    ("a\nb\n", "a\nb\n"), ("", ""), ("a\n[...]\nd\n", "a\nb\nc\nd\n"), ("a\n[...]\nb\n", "a\nb\n"),
    ("[...]\nb\n", "a\nb\n"), ("a\n[...]\n", "a\nb\nc\n"), ("a\n[...]", "a\nb\nc\n"),
    ("[...]\n", ""), ("a\n[...]\nb\n[...]\nb\nc\n", "a\nx\nb\nb\nc\n"),
    ("a\n[...]\nb\nc\n[...]\nz\n", "a\nb\nx\nb\nc\nz\n"),
  ])
  func `go alike`(_ expected: String, _ found: String) {
    #expect(difference(expected, found) == nil)
  }

  @Test(arguments: [
    ("a\nb\n", "a\nc\n", ["2", "b", "c"]), ("a\n", "a\nb\n", ["2", "", "b"]),
    ("a\nb\n", "a\n", ["2", "b", ""]), ("a\nb\n[...]\n", "x\nb\n", ["1", "a", "x"]),
    ("a\n[...]\nb\nc\n[...]\nz\n", "a\nq\nb\nd\nz\n", ["4", "c", "d"]),
    ("a\n[...]\nb\n[...]\nb\nz\n", "a\nb\nz\n", ["5", "b", "z"]),
    ("a\n[...]\nz\n", "a\nb\ny\n", ["3", "z", "y"]),
  ])
  func `go apart from a line on`(_ expected: String, _ found: String, _ words: [String]) {
    #expect(difference(expected, found) == words)
  }
}
