import Glibc

/// What ended a wait.
struct Woken {
  /// There are bytes to read, or the end of them.
  let hasInput: Bool
  /// The other side is gone; it may have left something to read.
  let isHungUp: Bool
}

/// Waits until there is input, a signal was noted, or the time is over; nil waits for ever.
///
/// An interrupted wait counts as over: the caller looks at everything anyway.
func waitForInput(on descriptor: Int32, for limit: Duration?) -> Woken {
  var requests = [
    pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
  ]
  let count = poll(&requests, 2, limit.map(milliseconds) ?? -1)
  guard count > 0 else { return Woken(hasInput: false, isHungUp: false) }
  let events = Int32(requests[0].revents)
  return Woken(
    hasInput: events & POLLIN != 0, isHungUp: events & (POLLHUP | POLLERR | POLLNVAL) != 0)
}

/// Rounded up, so that a wait is never too short by a part of a millisecond and spins.
private func milliseconds(_ duration: Duration) -> Int32 {
  let (seconds, attoseconds) = duration.components
  let whole = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  return Int32(clamping: whole)
}
