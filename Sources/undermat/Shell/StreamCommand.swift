import ArgumentParser
import Console
import Terminal

/// A command that writes while it works, because its answer may be larger than memory. It works in
/// the shell and in the lobby.
protocol StreamCommand: ParsableCommand {
  /// How to look, which the command line may say.
  var looks: LookOptions { get }
  /// Does it and writes the answer.
  /// - Returns: what is still to be said, and the exit code.
  func stream(in shell: Shell) throws -> CommandResult
}

extension StreamCommand {
  func run() throws {
    let world = World.live
    try run(in: Shell(looks, in: world))
  }

  /// In the shell or in the lobby: says at the end what is to be said.
  func run(in shell: Shell) throws {
    try Printing.finish(try stream(in: shell), looks, in: shell.world)
  }
}

/// A line on standard error that says how far long work has come; on a terminal only.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool
  private let world: World
  private var last: Duration
  private var isDrawn = false

  /// - Parameter total: how much there is to do.
  init(total: Int, in world: World) {
    self.total = total
    self.world = world
    isShown = total > 0 && world.isTerminal(2)
    last = world.monotonicNow()
  }

  /// Draws the line anew, a few times a second.
  mutating func update(_ done: Int) {
    guard isShown, done % 64 == 0, world.monotonicNow() - last > .milliseconds(250) else { return }
    last = world.monotonicNow()
    isDrawn = true
    Answer.say("\r\(done) of \(total)  ")
  }

  /// Takes the line away.
  mutating func end() {
    guard isDrawn else { return }
    isDrawn = false
    Answer.say("\r" + String(repeating: " ", count: "\(total) of \(total)  ".count) + "\r")
  }
}
