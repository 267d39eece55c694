package import Gradings
package import Simulation

/// What a sheet says about its play besides the grading: who, when, how. It comes from the
/// records and goes with a `ScoreSheet`.
package struct SheetRecord: Equatable, Sendable {
  /// The encounter's UUID in lower case; empty for a play that is not on record.
  package var encounter = ""
  /// The trainee's opaque id; empty if not on record.
  package var traineeID = ""
  /// The trainee's display name; empty if unknown or forgotten.
  package var trainee = ""
  /// The trainee's group; nil if there is none.
  package var group: String?
  /// From 1; nil for a play that is not on record.
  package var attempt: Int?
  /// When the encounter began; nil for a play that is not on record.
  package var started: Timestamp?
  /// When the encounter was over; nil if it is not, and for a play that is not on record.
  package var ended: Timestamp?
  /// How many hints were asked for.
  package var hints = 0
  /// How many answers were undone.
  package var undos = 0
  /// Played as append-only lines without colour or pictures.
  package var isPlain = false
  /// Windows ran.
  package var hasTimer = true
  /// Why windows did not run in an exam, in the trainer's words.
  package var accommodation: String?
  /// In the order in which they were made.
  package var comments: [Comment] = []
  /// In the order in which they were made; of several for one criterion the last is in force.
  package var overrides: [KeptOverride] = []
  /// Of the scenario's file, and of its rubrics together.
  package var digests: Digests
  /// Lower-case hexadecimal SHA-256 of each rubric file, in the scenario's order; may be empty.
  package var rubricDigests: [String] = []
  /// In the order in which they were made; may be empty.
  package var moves: [KeptMove] = []

  /// The scenario's title when it was played; may be empty.
  package var title = ""
  /// Which grader made the sheet; may be empty.
  package var grader = ""
  /// When it was graded.
  package var graded: Timestamp?

  /// A record that knows nothing but the digests; whoever knows more fills it in.
  package init(digests: Digests) { self.digests = digests }

  /// All comments, each beginning a line; nil if there is none.
  package var comment: String? {
    comments.isEmpty ? nil : comments.map(\.text).joined(separator: "\n")
  }

  /// The answers that count, in order: those that were not undone.
  package var answers: [KeptMove] {
    moves.reduce(into: []) { answers, move in
      switch move.entry {
      case .answer: answers.append(move)
      case .undo: _ = answers.popLast()
      case .hint, .note: break
      }
    }
  }

  /// Time at the prompt in milliseconds, never negative; nil if it did not end.
  package var duration: Int64? {
    guard let started, let ended else { return nil }
    return max(0, ended.milliseconds - started.milliseconds)
  }
}

/// One graded play, ready to be exported.
package struct GradedPlay: Sendable {
  /// How it was graded.
  package var sheet: ScoreSheet
  /// Who played, when and how.
  package var record: SheetRecord
  /// The text that was played, in the voice that was played; nil if it is not at hand. Without it
  /// anchors, reasons and the words of better choices are left out.
  package var program: Program?
  /// Ids of the meters, for a sheet whose text is not at hand.
  package var meters: [String] = []
  /// Adds an `effective` score, 0 after a critical error, for shops that want one.
  package var zeroOnCritical = false

  /// A play with its sheet and record as they are; `meters` stays empty.
  package init(
    sheet: ScoreSheet, record: SheetRecord, program: Program?, zeroOnCritical: Bool = false
  ) {
    self.sheet = sheet
    self.record = record
    self.program = program
    self.zeroOnCritical = zeroOnCritical
  }

  /// The score, but 0 after a critical error; nil unless asked for.
  package var effectiveScore: Double? {
    guard zeroOnCritical else { return nil }
    return sheet.critical.isEmpty ? sheet.score : 0
  }
}
