import Foundation
import Testing

/// Holds a text against the file `Expected/NAME`. With `UNDERMAT_RECORD=1` the file is written
/// instead, to be read by a person before it is kept.
func expectText(
  _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Expected/\(name)")
  if ProcessInfo.processInfo.environment["UNDERMAT_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  for (index, pair) in zip(lines, expectedLines).enumerated() where pair.0 != pair.1 {
    Issue.record(
      "\(name):\(index + 1): expected “\(pair.1)”, got “\(pair.0)”", sourceLocation: sourceLocation)
    return
  }
  #expect(lines.count == expectedLines.count, sourceLocation: sourceLocation)
}
