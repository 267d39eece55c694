/// What a text may look like: decided by the executable from the terminal, the options and the
/// environment, asked anew for every response because windows are resized.
package struct ScreenSettings: Equatable, Sendable {
  /// Columns, at least 1.
  package let width: Int

  /// Whether colours and emphasis may be used. Meaning never hangs on them.
  package let isColoured: Bool

  /// Whether the text must be made for a screen reader: append-only lines with speaker labels, words
  /// instead of bars, no box drawing.
  package let isPlain: Bool

  /// Whether a person types at a terminal. If not there is no prompt and no banner.
  package let isInteractive: Bool

  /// Columns that prose is wrapped at: the whole width, but no more than 96, since longer lines are
  /// hard to read.
  package var textWidth: Int { min(width, 96) }

  /// Settings for a screen. A width that is zero, negative or absurd (some terminals say 0) counts as
  /// the customary 80 columns.
  package init(
    width: Int = 80, isColoured: Bool = false, isPlain: Bool = false, isInteractive: Bool = false
  ) {
    self.width = (1...10_000).contains(width) ? width : 80
    self.isColoured = isColoured
    self.isPlain = isPlain
    self.isInteractive = isInteractive
  }
}
