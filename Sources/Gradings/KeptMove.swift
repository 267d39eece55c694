package import Simulation

/// One thing that was done, with its times; undone answers, undos, hints and notes too.
package struct KeptMove: Equatable, Sendable {
  package var entry: Transcript.Entry
  /// From 1 within the encounter, over all kinds of entries.
  package var number: Int64
  /// The turn that was answered, undone, or waited for an answer meanwhile; from 1.
  package var turn: Int
  /// When the prompt appeared; equal to `taken` if nobody measured.
  package var shown: Timestamp
  /// When it was done.
  package var taken: Timestamp

  /// A move as it was kept; the times are not compared.
  package init(
    entry: Transcript.Entry, number: Int64, turn: Int, shown: Timestamp, taken: Timestamp
  ) {
    self.entry = entry
    self.number = number
    self.turn = turn
    self.shown = shown
    self.taken = taken
  }
}
