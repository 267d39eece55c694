import Glibc

/// Everything the program wants of the world around it, as closures, so that a test can hand in a
/// world of its own.
package struct World: Sendable {
  /// Milliseconds since 1970 in UTC. May be wrong and may jump; never measure with it.
  package var now: @Sendable () -> Int64

  /// Time since some fixed moment; never goes back, whatever happens to the clock.
  package var monotonicNow: @Sendable () -> Duration

  /// A seed nobody can foresee.
  package var newSeed: @Sendable () -> UInt64

  /// The bytes of a regular file of at most `limit` bytes.
  package var readFile: @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], FileFailure>

  /// Writes a file whole or not at all, readable by its owner only. An existing one is replaced only
  /// if `isReplacing`.
  package var writeFile:
    @Sendable (_ path: String, _ bytes: [UInt8], _ isReplacing: Bool) -> Result<Void, FileFailure>

  /// A variable of the environment; nil if it is not set.
  package var environment: @Sendable (_ name: String) -> String?

  /// Columns of the terminal, or 0 where there is none.
  package var columns: @Sendable () -> Int

  /// Rows of the terminal, or 0 where there is none.
  package var rows: @Sendable () -> Int

  /// Whether a descriptor (0, 1, 2) is a terminal.
  package var isTerminal: @Sendable (_ descriptor: Int32) -> Bool

  /// A world of closures.
  package init(
    now: @escaping @Sendable () -> Int64,
    monotonicNow: @escaping @Sendable () -> Duration,
    newSeed: @escaping @Sendable () -> UInt64,
    readFile: @escaping @Sendable (String, Int) -> Result<[UInt8], FileFailure>,
    writeFile: @escaping @Sendable (String, [UInt8], Bool) -> Result<Void, FileFailure>,
    environment: @escaping @Sendable (String) -> String?,
    columns: @escaping @Sendable () -> Int,
    rows: @escaping @Sendable () -> Int,
    isTerminal: @escaping @Sendable (Int32) -> Bool
  ) {
    self.now = now
    self.monotonicNow = monotonicNow
    self.newSeed = newSeed
    self.readFile = readFile
    self.writeFile = writeFile
    self.environment = environment
    self.columns = columns
    self.rows = rows
    self.isTerminal = isTerminal
  }
}

extension World {
  /// The real one.
  package static let live = World(
    now: { milliseconds(of: time(of: CLOCK_REALTIME)) },
    monotonicNow: { duration(of: time(of: CLOCK_MONOTONIC)) },
    newSeed: { UInt64.random(in: .min ... .max) },
    readFile: Files.read,
    writeFile: Files.write,
    environment: { name in getenv(name).map { String(cString: $0) } },
    columns: { Int(windowSize().ws_col) },
    rows: { Int(windowSize().ws_row) },
    isTerminal: { isatty($0) == 1 })

  private static func time(of clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }

  private static func milliseconds(of time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func duration(of time: timespec) -> Duration {
    .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func windowSize() -> winsize {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) != 0 { _ = ioctl(0, UInt(TIOCGWINSZ), &size) }
    return size
  }
}

extension World {
  /// Columns to lay text out for: the terminal's; where it does not say, `COLUMNS` if that is a number
  /// from 1 to 10,000; else 80.
  package var width: Int {
    let own = columns()
    if own > 0 { return own }
    let named = environment("COLUMNS").flatMap(Int.init) ?? 0
    return (1...10_000).contains(named) ? named : 80
  }
}
