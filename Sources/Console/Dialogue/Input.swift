/// One thing that happened at the prompt, as a state machine sees it.
///
/// Signals that end the program (a closed terminal, SIGTERM) are no input: the read loop leaves by
/// itself, and whatever must survive was kept before the prompt was shown.
package enum Input: Equatable, Sendable {
  /// The dialogue begins: nothing was typed yet, and the answer is the first screen.
  case opened

  /// The answer before is on the screen, and it asked for this before anything is read: now there
  /// is time for what no first screen should wait for.
  case shown

  /// A line was entered. It holds no line break, but anything else a person, a paste or a pipe can
  /// send, so it reaches the screen only as `StyledText`. Bytes that are not UTF-8 arrive as U+FFFD.
  case line(String)

  /// Ctrl-C: what was half typed was dropped and must not be used.
  case interrupted

  /// Ctrl-D on an empty line, or the end of a pipe or a file.
  case endOfInput

  /// The time window ran out. What was half typed is handed over to be shown, never to be used.
  case timedOut(halfTyped: String)
}
