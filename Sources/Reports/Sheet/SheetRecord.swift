package import Simulation

/// What a sheet says about its play besides the grading: who, when, how. It comes from the
/// records and goes with a `ScoreSheet`.
package struct SheetRecord: Equatable, Sendable {
  /// A level that the trainer changed by hand, kept beside the computed one.
  package struct Override: Equatable, Sendable {
    /// `rubric.criterion`.
    package var criterion: String
    /// -2 ... 2.
    package var old: Int
    package var new: Int
    package var who: String
    package var why: String
    package var made: Timestamp

    package init(
      criterion: String, old: Int, new: Int, who: String, why: String, made: Timestamp
    ) {
      self.criterion = criterion
      self.old = old
      self.new = new
      self.who = who
      self.why = why
      self.made = made
    }
  }

  /// What a trainer wrote about the play.
  package struct Comment: Equatable, Sendable {
    package var who: String
    package var text: String
    package var made: Timestamp

    package init(who: String, text: String, made: Timestamp) {
      self.who = who
      self.text = text
      self.made = made
    }
  }

  /// One thing that was done, with its times; undone answers, undos, hints and notes too.
  package struct Move: Equatable, Sendable {
    package var entry: Transcript.Entry
    /// From 1 within the encounter, over all kinds of entries.
    package var number: Int64
    /// From 1.
    package var turn: Int
    package var shown: Timestamp
    package var taken: Timestamp

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

  /// The encounter's UUID in lower case; empty for a play that is not on record.
  package var encounter = ""
  /// The trainee's opaque id; empty if not on record.
  package var traineeID = ""
  /// The trainee's display name; empty if unknown or forgotten.
  package var trainee = ""
  package var group: String?
  /// From 1; nil for a play that is not on record.
  package var attempt: Int?
  package var started: Timestamp?
  package var ended: Timestamp?
  package var hints = 0
  package var undos = 0
  package var isPlain = false
  /// Windows ran.
  package var hasTimer = true
  /// Why windows did not run in an exam, in the trainer's words.
  package var accommodation: String?
  /// In the order in which they were made, like the overrides.
  package var comments: [Comment] = []
  package var overrides: [Override] = []
  package var digests: Digests
  /// Lower-case hexadecimal SHA-256 of each rubric file, in the scenario's order; may be empty.
  package var rubricDigests: [String] = []
  /// In the order in which they were made; may be empty.
  package var moves: [Move] = []

  /// The scenario's title when it was played; may be empty.
  package var title = ""
  /// Which grader made the sheet; may be empty.
  package var grader = ""
  /// When it was graded.
  package var graded: Timestamp?

  package init(digests: Digests) { self.digests = digests }

  /// All comments, each beginning a line; nil if there is none.
  package var comment: String? {
    comments.isEmpty ? nil : comments.map(\.text).joined(separator: "\n")
  }

  /// The answers that count, in order: those that were not undone.
  package var answers: [Move] {
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
  package var sheet: ScoreSheet
  package var record: SheetRecord
  /// The text that was played, in the voice that was played; nil if it is not at hand. Without it
  /// anchors, reasons and the words of better choices are left out.
  package var program: Program?
  /// Ids of the meters, for a sheet whose text is not at hand.
  package var meters: [String] = []
  /// Adds an `effective` score, 0 after a critical error, for shops that want one.
  package var zeroOnCritical = false

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
