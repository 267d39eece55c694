import Glibc

/// A terminal whose keys come one by one and whose screen is drawn whole.
///
/// A class, because the terminal's settings must be put back exactly once, whatever happens.
package final class KeyScreen {
  /// What ended a wait.
  package enum Event: Equatable, Sendable {
    case keys([Key])
    /// The other descriptor has something to read.
    case other
    /// The window has another size, or the program went on after it was stopped: draw again.
    case redraw
    /// Nothing happened for so long.
    case idle
    /// Ctrl-C.
    case interrupted
    /// The terminal is gone, or a signal asks to leave: leave with this code.
    case leave(exitCode: Int32)
  }

  private var before = termios()
  private var isTaken = false

  /// Takes the terminal on standard input over; nil if there is none, or its signals cannot be had.
  package init?() {
    do throws(SystemError) {
      try Signals.open(isInteractive: true)
    } catch {
      return nil
    }
    guard tcgetattr(0, &before) == 0 else { return nil }
    Signals.setCrashSentence(
      "undermat stopped because of a mistake of its own; the file is as it was.")
    take()
  }

  deinit { release() }

  private func take() {
    guard !isTaken else { return }
    // Before anything changes, so that a crash puts the settings of before back.
    Signals.beginReading(usesBracketedPaste: false)
    var settings = before
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // VTIME and VMIN: reading never waits, since Ctrl-C throws away keys that `poll` announced.
    settings.c_cc.5 = 0
    settings.c_cc.6 = 0
    tcsetattr(0, TCSADRAIN, &settings)
    isTaken = true
  }

  /// Puts the terminal back as it was, below what was drawn.
  package func release() {
    guard isTaken else { return }
    isTaken = false
    tcsetattr(0, TCSADRAIN, &before)
    Signals.endReading()
  }

  /// Waits for a key, a signal or something to read on another descriptor.
  package func wait(_ other: Int32, for limit: Duration) -> Event {
    var requests = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = Int32(clamping: limit.components.seconds * 1000)
    let count = poll(&requests, 3, milliseconds)
    if let event = signalled() { return event }
    guard count > 0 else { return .idle }
    let events = Int32(requests[0].revents)
    if events != 0 { return keys(isHungUp: events & (POLLHUP | POLLERR | POLLNVAL) != 0) }
    return requests[2].revents != 0 ? .other : .idle
  }

  private func keys(isHungUp: Bool) -> Event {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(0, &bytes, bytes.count)
    if count > 0 { return .keys(Key.parse(Array(bytes[..<count]))) }
    let isGone = count == 0 ? isHungUp : errno != EINTR && errno != EAGAIN
    return isGone ? .leave(exitCode: 129) : .idle
  }

  private func signalled() -> Event? {
    let taken = Signals.take()
    if let ending = taken.ending { return .leave(exitCode: 128 + ending) }
    if taken.contains(SIGINT) { return .interrupted }
    if taken.contains(SIGTSTP) {
      release()
      try? Output.standard.write("\n")
      let later = Signals.stop()
      take()
      if let ending = later.ending { return .leave(exitCode: 128 + ending) }
      return .redraw
    }
    return taken.contains(SIGWINCH) || taken.contains(SIGCONT) ? .redraw : nil
  }

  /// Draws the whole screen: lines that are no wider than it, the cursor after the last.
  package static func draw(_ lines: [String]) throws(Output.Failure) {
    let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
    try Output.standard.write("\u{1B}[H\(text)\u{1B}[J")
  }
}
