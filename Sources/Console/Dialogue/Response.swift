/// What a state machine answers to an input: what to print, what to ask next, or the way out.
///
/// It is plain data. The read loop of the executable prints it; no state machine knows a file
/// descriptor, a terminal or a signal.
package struct Response: Sendable {
  /// The answer, already wrapped to the screen it was made for. It ends with a line break unless it
  /// is empty. Goes to standard output.
  package var text: StyledText

  /// What is said beside the answer (a word that is no command, a choice that does not exist). Goes
  /// to standard error, after `text`, and ends with a line break unless it is empty.
  package var notice: StyledText

  /// Whether `text` may be long enough for the pager. The pager is used only on a terminal and only
  /// for more than a screen.
  package var isPaged: Bool

  /// What comes after printing.
  package var next: Next

  /// What comes after a response is printed.
  package enum Next: Sendable {
    /// Hand in `.shown` at once.
    case goOn
    /// Ask for the next line.
    case ask(Prompt)
    /// Leave with an exit code: 0 fine, 1 a failed run, 64 ... 74 as the product's table says.
    case leave(exitCode: Int32)
  }

  /// A response with everything said explicitly.
  package init(
    _ text: StyledText, notice: StyledText = "", isPaged: Bool = false, then next: Next
  ) {
    self.text = text
    self.notice = notice
    self.isPaged = isPaged
    self.next = next
  }
}
