import Simulation
import Testing

@testable import Console

/// What Tab offers at the lobby's prompt.
@Suite struct LobbyCompletions {
  private static let ids = ["cash-only-sketch", "lost-suitcase"]
  private static let commands = ["list", "play", "walk"]

  private func offered(_ line: String) throws -> [String] {
    var room = Room(.made(), defaults: PlayOptions(trainee: "Kim"))
    let screen = ScreenSettings(isInteractive: true)
    guard case .ask(let prompt) = room.handle(.opened, screen).next else {
      Issue.record("the lobby asks")
      return []
    }
    return prompt.completions(line)
  }

  @Test(arguments: ["", "c", "  pl"])
  func `a line begins with a command or a scenario`(_ line: String) throws {
    #expect(try offered(line) == ["help", "list", "quit"] + Self.commands + Self.ids)
  }

  @Test(arguments: ["play ", "play ca", "/walk lo", "diff cash-only-sketch lo"])
  func `commands that take a scenario are followed by one`(_ line: String) throws {
    #expect(try offered(line) == Self.ids)
  }

  @Test func `help is followed by a command`() throws {
    #expect(try offered("help w") == Self.commands)
  }

  @Test(arguments: ["check ", "new a", "unknown "])
  func `what takes files is left to the names of files`(_ line: String) throws {
    #expect(try offered(line) == [])
  }
}
