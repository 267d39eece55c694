/// A question for one line of input.
package struct Prompt: Sendable {
  /// What stands before the cursor, with its space (`you> `). Shown only where a person types: not
  /// on a pipe.
  package var text: StyledText

  /// How long the person has.
  package var window: TimeWindow

  /// The words that may stand in place of the last word of a line: it is given the line up to the
  /// cursor and returns whole words; those that do not start with the last word typed are dropped by
  /// the reader, so a fixed list is a good answer.
  package var completions: @Sendable (_ lineUpToCursor: String) -> [String]

  /// A prompt without a window and without completions unless they are given.
  package init(
    _ text: StyledText, window: TimeWindow = .none,
    completions: @escaping @Sendable (_ lineUpToCursor: String) -> [String] = { _ in [] }
  ) {
    self.text = text
    self.window = window
    self.completions = completions
  }
}

/// How long a person has for an answer. Time is the monotonic clock's, and it stands still while the
/// program is stopped (Ctrl-Z).
package enum TimeWindow: Equatable, Sendable {
  /// As long as they like.
  case none
  /// A new window opens when the prompt appears.
  case opens(Duration)
  /// The window that is open runs on (after `/help`, say, or Ctrl-C). Where none is open: none.
  case continues
}
