import Console
import Simulation
import Synchronization
import Terminal

/// Says on standard error how far a proof has come, once it takes more than a second; on a terminal
/// only.
///
/// A class, because several workers tell it of their progress at once.
final class ProofProgress: Sendable {
  private struct Line {
    var states = 0
    var last: Duration
    var width = 0
  }

  private static let patience: Duration = .seconds(1)
  private static let interval: Duration = .milliseconds(250)

  private let world: World
  private let begin: Duration
  private let isShown: Bool
  private let line: Mutex<Line>

  init(in world: World) {
    self.world = world
    begin = world.monotonicNow()
    isShown = world.isTerminal(2)
    line = Mutex(Line(last: begin))
  }

  /// Work by all cores that goes on until Ctrl-C.
  var effort: Effort {
    Effort(workers: .cores) { states in
      self.note(states)
      return !Signals.interruptIsPending
    }
  }

  /// Takes note of how many states somebody has before them, who may look at them many times over.
  private func note(_ states: Int) {
    guard isShown else { return }
    line.withLock { line in
      line.states = max(line.states, states)
      let now = world.monotonicNow()
      guard now - begin > Self.patience, now - line.last > Self.interval else { return }
      line.last = now
      let seconds = (now - begin).components.seconds
      // Random plays find no states.
      let text =
        line.states > 0
        ? "proving: \(line.states / 1000) thousand states, \(seconds) s so far"
        : "playing: \(seconds) s so far"
      line.width = max(line.width, text.count)
      Answer.say("\r" + text)
    }
  }

  /// Takes the line away.
  func end() {
    line.withLock { line in
      guard line.width > 0 else { return }
      Answer.say("\r" + String(repeating: " ", count: line.width) + "\r")
      line.width = 0
    }
  }
}

extension World {
  /// Does work that proves something, and says how far it has come if it takes long.
  func proving<Result>(_ work: (Effort) throws -> Result) rethrows -> Result {
    let progress = ProofProgress(in: self)
    defer { progress.end() }
    return try work(progress.effort)
  }
}

extension Shell {
  /// The same in the shell's world.
  func proving<Result>(_ work: (Effort) throws -> Result) rethrows -> Result {
    try world.proving(work)
  }
}
