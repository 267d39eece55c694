package import Console

/// Where lines come from: readline on a terminal, a plain reader on a pipe, a script in tests.
package protocol LineReader {
  /// Waits for one line. `clock` is the time window that is open; a reader moves its end when the
  /// program was stopped meanwhile.
  mutating func read(_ request: LineRequest, clock: inout WindowClock?) -> LineEvent
}

/// What the reader needs to know to ask for one line.
package struct LineRequest: Sendable {
  /// The question.
  package var prompt: Prompt
  /// What the terminal can show.
  package var screen: ScreenSettings

  /// A question for a screen.
  package init(prompt: Prompt, screen: ScreenSettings) {
    self.prompt = prompt
    self.screen = screen
  }
}

/// How the waiting for a line ended.
package enum LineEvent: Equatable, Sendable {
  /// A whole line, without its line break.
  case line(String)
  /// Ctrl-C; the half-typed line is gone.
  case interrupted
  /// Ctrl-D on an empty line, or no more input.
  case endOfInput
  /// The window ran out; what was half typed is on the screen and not used.
  case timedOut(halfTyped: String)
  /// A signal asks the program to leave: SIGTERM, SIGHUP, or SIGINT where no person types.
  case signalled(Int32)
}

/// A time window that is open: its end on the monotonic clock.
package struct WindowClock: Equatable, Sendable {
  /// The moment it runs out, as `World.monotonicNow` counts.
  package private(set) var end: Duration

  /// A window that opens now.
  package init(opening now: Duration, for length: Duration) {
    end = now + length
  }

  /// What is left, never less than nothing.
  package func left(at now: Duration) -> Duration { max(end - now, .zero) }

  /// What is left in whole seconds as a person counts them: 12.0 down to 11.01 seconds are 12.
  package func seconds(at now: Duration) -> Int {
    let left = left(at: now).components
    return Int(left.seconds) + (left.attoseconds > 0 ? 1 : 0)
  }

  /// The program stood still for so long, and so did the window.
  package mutating func standStill(for pause: Duration) {
    end += max(pause, .zero)
  }
}
