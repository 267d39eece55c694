import ArgumentParser
import Console
import Glibc
import Terminal

/// What is asked for most often starts past the parser of command lines, which takes longer than
/// everything else until the first prompt: the lobby, and one encounter, without further options.
enum QuickStart {
  /// Does what the arguments say if it is that simple.
  /// - Returns: whether it was.
  static func run(_ arguments: [String]) -> Bool {
    do {
      if arguments.isEmpty {
        let world = World.live
        try LobbyRun(options: options(in: world)).run(in: world)
      } else if arguments.count == 2, arguments[0] == "play", isName(arguments[1]) {
        let world = World.live
        try PlayRun(scenario: arguments[1], options: options(in: world)).run(in: world)
      } else {
        return false
      }
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      Undermat.exit(withError: error)
    }
    return true
  }

  /// Whether a word can be nothing but a scenario.
  private static func isName(_ word: String) -> Bool { !word.isEmpty && !word.hasPrefix("-") }

  private static func options(in world: World) -> PlayOptions {
    PlayOptions(trainee: LookOptions().trainee(in: world))
  }
}
