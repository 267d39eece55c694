import Console
internal import CSignals
import Glibc

/// What the operating system tells the program, taken between two keys rather than in a handler.
package enum Signals {
  /// The signals that were noted since they were last taken.
  struct Taken {
    let bits: UInt32

    func contains(_ signal: Int32) -> Bool { bits & (1 << UInt32(signal)) != 0 }

    /// The signal that ends the program, if there is one.
    var ending: Int32? { [SIGTERM, SIGHUP].first(where: contains) }
  }

  /// Must run before the first byte is written: makes failed writes errors, and opens descriptors 0, 1
  /// and 2 where the caller closed them, so that no other file can take their place. Writing to such an
  /// output fails, as it should.
  package static func secureStandardStreams() {
    signals_ignore_write_failures()
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = Glibc.open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Takes over the signals for a dialogue. Fails only if there are no descriptors left.
  package static func open(isInteractive: Bool) throws(SystemError) {
    let number = signals_open(isInteractive)
    if number != 0 { throw SystemError(number) }
    setCrashSentence(
      "undermat stopped because of a mistake of its own; your choices up to now are kept: "
        + "`undermat resume` continues.")
  }

  /// The sentence that a crash leaves behind (one line, at most 400 bytes).
  package static func setCrashSentence(_ sentence: String) {
    signals_set_crash_sentence(SafeText.shownOnOneLine(sentence))
  }

  /// Whether Ctrl-C was pressed since the last prompt. Long work asks this and ends early.
  package static var interruptIsPending: Bool { signals_interrupt_is_pending() }

  /// Whether a signal waits that ends the reading of a line.
  static var endIsPending: Bool { signals_end_is_pending() }

  /// Whether any signal waits to be taken.
  static var someArePending: Bool { signals_some_are_pending() }

  /// Signals noted up to now wake no `poll` any more; they stay to be taken.
  static func silenceWakes() { signals_silence_wakes() }

  static var descriptor: Int32 { signals_descriptor() }

  static func beginReading(usesBracketedPaste: Bool) { signals_begin_reading(usesBracketedPaste) }

  static func endReading() { signals_end_reading() }

  static func take() -> Taken { Taken(bits: signals_take()) }

  /// Stops as Ctrl-Z does by default; returns when the program goes on. The note that it goes on, which
  /// the caller knows by now, is taken away; anything noted meanwhile is returned.
  static func stop() -> Taken {
    signals_stop()
    return Taken(bits: signals_take() & ~(1 << UInt32(SIGCONT)))
  }
}
