import Authoring
import Console
import Terminal

/// How one session went.
struct SessionResult {
  /// Where the dialogue first goes otherwise.
  struct Difference: Equatable {
    /// From 1.
    var line: Int
    /// Empty where there is no more.
    var expected: String
    var found: String
  }

  let path: String
  /// Why it could not be held at all, or nil.
  private(set) var problem: String?
  private(set) var difference: Difference?
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
    let expected = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = held.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(expected.count, found.count) {
      let one = index < expected.count ? String(expected[index]) : ""
      let other = index < found.count ? String(found[index]) : ""
      guard one != other || index >= min(expected.count, found.count) else { continue }
      difference = Difference(line: index + 1, expected: one, found: other)
      exitCode = 1
      return
    }
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
    if let problem = result.problem { return ["message: \(quoted(problem))"] }
    guard let difference = result.difference else { return [] }
    return [
      "line: \(difference.line)", "expected: \(quoted(difference.expected))",
      "found: \(quoted(difference.found))",
    ]
  }

  private static func quoted(_ text: String) -> String {
    let safe = SafeText.shownOnOneLine(text)
    return "\"\(safe.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// The XML of JUnit.
  static func junit(_ results: [SessionResult]) -> String {
    let failures = results.count { $0.exitCode != 0 }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites tests=\"\(results.count)\" failures=\"\(failures)\">",
      "  <testsuite name=\"sessions\" tests=\"\(results.count)\" failures=\"\(failures)\">",
    ]
    for result in results {
      let head = "    <testcase classname=\"sessions\" name=\"\(escaped(result.path))\""
      guard result.exitCode != 0 else {
        lines.append(head + "/>")
        continue
      }
      let words = details(result)
      lines.append(head + ">")
      lines.append(
        "      <failure message=\"\(escaped(words.first ?? ""))\">"
          + "\(escaped(words.joined(separator: ", ")))</failure>")
      lines.append("    </testcase>")
    }
    lines += ["  </testsuite>", "</testsuites>"]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    SafeText.shownOnOneLine(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
