import Glibc

/// Lines from a pipe, a file or a text that was given on the command line: no prompt, no echo.
///
/// Lines end with LF or CR LF; the last may lack it. Any bytes are taken: what is not UTF-8 arrives as
/// U+FFFD. Of a line longer than 64 MiB the rest is dropped, so that endless input without line breaks
/// cannot fill the memory.
package struct PlainReader: LineReader {
  private let descriptor: Int32?
  private let isTerminal: Bool
  private let now: @Sendable () -> Duration
  private var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  private var isAtEnd = false
  private var isDroppingRest = false
  private var isDroppingBreak = false

  private static let longestLine = 64 << 20

  /// Lines from a descriptor.
  package init(descriptor: Int32, world: World) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    now = world.monotonicNow
  }

  /// Lines of a text; after them the input has ended.
  package init(text: String, world: World) {
    descriptor = nil
    isTerminal = false
    now = world.monotonicNow
    buffer = Array(text.utf8)
    isAtEnd = true
  }

  package mutating func read(_ request: LineRequest, clock: inout WindowClock?) -> LineEvent {
    Signals.beginReading(usesBracketedPaste: false)
    defer { Signals.endReading() }
    while true {
      if let signal = endingSignal() { return .signalled(signal) }
      if let line = nextLine() { return .line(line) }
      guard let descriptor, !isAtEnd else { return .endOfInput }
      let left = clock.map { $0.left(at: now()) }
      let woken = waitForInput(on: descriptor, for: left)
      if woken.hasInput || woken.isHungUp {
        readMore(descriptor)
      } else if let signal = endingSignal(Signals.take()) {
        return .signalled(signal)
      } else if let clock, clock.left(at: now()) == .zero {
        return .timedOut(halfTyped: dropHalfLine())
      }
    }
  }

  /// What has arrived of a line, which is not used: the rest of it is dropped when it comes.
  private mutating func dropHalfLine() -> String {
    let half = String(decoding: buffer[start...], as: UTF8.self)
    isDroppingRest = start < buffer.count
    isDroppingBreak = isDroppingRest
    advance(to: buffer.count)
    return half
  }

  /// Signals are taken only when there are some: lines that have arrived already cost no system call.
  private func endingSignal() -> Int32? {
    guard Signals.endIsPending else { return nil }
    return endingSignal(Signals.take())
  }

  private func endingSignal(_ taken: Signals.Taken) -> Int32? {
    taken.ending ?? (taken.contains(SIGINT) ? SIGINT : nil)
  }

  private mutating func readMore(_ descriptor: Int32) {
    if start > 0 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = readNow(descriptor, &chunk)
    if count > 0 {
      take(chunk[..<count])
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      isAtEnd = true
    }
  }

  /// At a terminal Ctrl-C throws away what `poll` announced, and the read would sleep through it
  /// until the next line. So a signal ends the program there, as it does in the midst of work.
  private func readNow(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
    guard isTerminal else { return Glibc.read(descriptor, &chunk, chunk.count) }
    Signals.endReading()
    defer { Signals.beginReading(usesBracketedPaste: false) }
    guard !Signals.endIsPending else {
      errno = EINTR
      return -1
    }
    return Glibc.read(descriptor, &chunk, chunk.count)
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    var bytes = bytes
    if isDroppingRest {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return }
      bytes = bytes[(isDroppingBreak ? end + 1 : end)...]
      isDroppingRest = false
      isDroppingBreak = false
    }
    buffer.append(contentsOf: bytes)
    if buffer.count > Self.longestLine && !buffer[searched...].contains(UInt8(ascii: "\n")) {
      isDroppingRest = true
    }
  }

  private mutating func nextLine() -> String? {
    if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
      defer { advance(to: end + 1) }
      let hasReturn = end > start && buffer[end - 1] == UInt8(ascii: "\r")
      return String(decoding: buffer[start..<(hasReturn ? end - 1 : end)], as: UTF8.self)
    }
    searched = buffer.count
    guard isAtEnd, start < buffer.count else { return nil }
    defer { advance(to: buffer.count) }
    return String(decoding: buffer[start...], as: UTF8.self)
  }

  private mutating func advance(to index: Int) {
    start = index
    searched = index
  }
}
