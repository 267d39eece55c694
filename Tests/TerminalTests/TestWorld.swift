import Console

@testable import Terminal

extension World {
  /// A world in which nothing is there and no time passes, but for what a test says.
  static func still(
    environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
    terminals: Set<Int32> = []
  ) -> World {
    World(
      now: { 0 }, monotonicNow: { .zero }, newSeed: { 1 }, readFile: Files.read,
      writeFile: Files.write, environment: { environment[$0] }, columns: { columns },
      rows: { rows }, isTerminal: { terminals.contains($0) })
  }
}

/// Lines that a test has written down. A class, so that the test sees what was asked.
final class ScriptedReader: LineReader {
  private var events: ArraySlice<LineEvent>
  private(set) var requests: [LineRequest] = []
  private(set) var clocks: [WindowClock?] = []

  init(_ events: [LineEvent]) {
    self.events = events[...]
  }

  func read(_ request: LineRequest, clock: inout WindowClock?) -> LineEvent {
    requests.append(request)
    clocks.append(clock)
    return events.popFirst() ?? .endOfInput
  }
}
