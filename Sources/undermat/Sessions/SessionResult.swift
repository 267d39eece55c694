import Authoring
import Console
import Terminal

/// How one session went.
struct SessionResult {
  let path: String
  /// Why it could not be held at all, or nil.
  private(set) var problem: String?
  private(set) var difference: SessionDifference?
  private(set) var wasRecorded = false
  private(set) var exitCode: Int32 = 0

  /// Holds the session in the file at `path`; if it is to be recorded, writes what appears.
  init(path: String, isRecorded: Bool, in world: World) {
    self.path = path
    let text: String
    switch world.readFile(path, 16 << 20) {
    case .failure(let failure):
      fail(failure.words, failure.exitCode)
      return
    case .success(let bytes): text = String(decoding: bytes, as: UTF8.self)
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    switch SessionRun(text, folder: folder, world).held() {
    case .failure(let failure): fail(failure.words, failure.exitCode)
    case .success(let held) where isRecorded: record(held, instead: text)
    case .success(let held): compare(held, text)
    }
  }

  private mutating func fail(_ words: String, _ code: Int32) {
    problem = words
    exitCode = code
  }

  private mutating func record(_ held: String, instead text: String) {
    guard held != text else { return }
    switch FileReplacement.replace(path, with: Array(held.utf8)) {
    case .success: wasRecorded = true
    case .failure(let failure): fail(failure.words, failure.exitCode)
    }
  }

  private mutating func compare(_ held: String, _ text: String) {
    difference = SessionDifference(expected: text, found: held)
    if difference != nil { exitCode = 1 }
  }
}

/// Results for programs.
enum SessionReport {
  /// The Test Anything Protocol, version 14.
  static func tap(_ results: [SessionResult]) -> String {
    var lines = ["TAP version 14", "1..\(results.count)"]
    for (index, result) in results.enumerated() {
      let name = SafeText.shownOnOneLine(result.path).replacing("#", with: "\\#")
      let note = result.wasRecorded ? " # recorded" : ""
      lines.append("\(result.exitCode == 0 ? "ok" : "not ok") \(index + 1) - \(name)\(note)")
      lines +=
        details(result).isEmpty ? [] : ["  ---"] + details(result).map { "  " + $0 } + ["  ..."]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func details(_ result: SessionResult) -> [String] {
    if let problem = result.problem { return ["message: \(quoted(oneLine(problem)))"] }
    guard let difference = result.difference else { return [] }
    return [
      "line: \(difference.line)", "expected: \(quoted(difference.expected))",
      "found: \(quoted(difference.found))",
    ]
  }

  private static func oneLine(_ words: String) -> String {
    words.split(separator: "\n").map { String($0).trimmedOfSpaces }.joined(separator: "; ")
  }

  private static func quoted(_ text: String) -> String {
    let safe = SafeText.shownOnOneLine(text)
    return "\"\(safe.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// The XML of JUnit.
  static func junit(_ results: [SessionResult]) -> String {
    let errors = results.count { $0.problem != nil }
    let failures = results.count { $0.difference != nil }
    let counts = "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites \(counts)>",
      "  <testsuite name=\"sessions\" \(counts)>",
    ]
    for result in results { lines += testCase(result) }
    lines += ["  </testsuite>", "</testsuites>"]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func testCase(_ result: SessionResult) -> [String] {
    let head = "    <testcase classname=\"sessions\" name=\"\(escaped(result.path))\""
    if let problem = result.problem {
      return [
        head + ">", "      <error message=\"\(escaped(oneLine(problem)))\"/>", "    </testcase>",
      ]
    }
    guard let difference = result.difference else { return [head + "/>"] }
    return [
      head + ">", "      <failure message=\"line \(difference.line) goes otherwise\">",
      escaped("expected: \(difference.expected)"), escaped("found: \(difference.found)"),
      "      </failure>", "    </testcase>",
    ]
  }

  private static func escaped(_ text: String) -> String {
    SafeText.shownOnOneLine(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
