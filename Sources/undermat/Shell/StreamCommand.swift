import ArgumentParser
import Console
import Terminal

/// A command that writes while it works, because its answer may be larger than memory. It works in
/// the shell and in the lobby.
protocol StreamCommand: LookingCommand {
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
  /// What is counted, in the plural.
  private let what: String
  private let isShown: Bool
  private let world: World
  private var last: Duration
  /// The clock is not asked for every small step.
  private var steps = 0
  private let stepsBetweenLooks: Int
  private var width = 0
  private var isCounting = false

  /// - Parameters:
  ///   - total: how much there is to do; 0 shows nothing.
  ///   - what: what is counted, in the plural.
  ///   - isCoarse: the steps are few and long.
  init(total: Int, _ what: String = "encounters", isCoarse: Bool = false, in world: World) {
    self.total = total
    self.what = what
    self.world = world
    isShown = total > 0 && world.isTerminal(2)
    stepsBetweenLooks = isCoarse ? 1 : 64
    last = world.monotonicNow()
  }

  /// Where nobody knows how much there is to do.
  init(countingIn world: World, _ what: String) {
    self.init(total: 1, what, in: world)
    isCounting = true
  }

  /// Draws the line anew, a few times a second.
  mutating func update(_ done: Int) {
    guard isShown else { return }
    steps += 1
    guard steps >= stepsBetweenLooks else { return }
    steps = 0
    guard world.monotonicNow() - last > .milliseconds(250) else { return }
    last = world.monotonicNow()
    let line = isCounting ? "\(done) \(what)" : "\(done) of \(total) \(what)"
    Answer.say("\r\(line)" + String(repeating: " ", count: max(0, width - line.count)))
    width = max(width, line.count)
  }

  /// Takes the line away.
  mutating func end() {
    guard width > 0 else { return }
    Answer.say("\r" + String(repeating: " ", count: width) + "\r")
    width = 0
  }
}
