import Foundation
import Testing

@testable import Console

/// Whole dialogues, as a person sees them. `UNDERMAT_RECORD=1` writes them anew, to be read and
/// committed.
@Suite struct Sessions {
  static let names: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Folders.sessions.path)
    return (names ?? []).filter { $0.hasSuffix(".session") }.sorted()
  }()

  @Test func `there are sessions`() {
    #expect(Self.names.count >= 8)
  }

  @Test(arguments: names)
  func `a dialogue goes as it is on file`(_ name: String) throws {
    let url = Folders.sessions.appending(path: name)
    let text = try String(contentsOf: url, encoding: .utf8)
    let held = try Session(text).held(isRestored: false)
    if ProcessInfo.processInfo.environment["UNDERMAT_RECORD"] == "1" {
      try held.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(held == text)
  }

  @Test(arguments: names)
  func `it goes the same if the encounter is saved and restored after every move`(
    _ name: String
  ) throws {
    let text = try String(contentsOf: Folders.sessions.appending(path: name), encoding: .utf8)
    #expect(try Session(text).held(isRestored: true) == text)
  }
}
