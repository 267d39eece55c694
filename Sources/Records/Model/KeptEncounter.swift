package import Gradings
package import Simulation

/// An encounter as it is on file.
package struct KeptEncounter: Equatable, Sendable {
  package var key: EncounterKey
  package var trainee: Trainee
  package var origin: Transcript.Origin
  /// The scenario's title when it was played.
  package var title: String
  /// Where the scenario's file stood; may be empty.
  package var path: String
  package var started: Timestamp
  /// Nil while it can be continued.
  package var ended: Timestamp?
  package var isPlain: Bool
  /// Answers that count, hints and undos; 0 while it can be continued.
  package var turns: Int
  package var hints: Int
  package var undos: Int
  /// Of the grading in force, within this file; nil if there is none.
  package var gradingNumber: Int64?
  /// The grading in force; nil if it is unfinished or a draft. Its decisions and criteria are there
  /// only if they were asked for.
  package var grading: KeptGrading?
  /// The JSON of the grading's sheet, byte for byte, if it was asked for.
  package var sheet: String?
  /// In the order in which they were made, undone ones too, if they were asked for.
  package var moves: [KeptMove] = []
  /// What people said about it, in order, if it was asked for.
  package var overrides: [KeptOverride] = []
  package var comments: [Comment] = []

  package var transcript: Transcript {
    Transcript(origin: origin, entries: moves.map(\.entry))
  }
}

/// Which encounters are meant.
package struct Selection: Equatable, Sendable {
  /// Which of a trainee's attempts at a scenario.
  package enum Attempts: String, CaseIterable, Sendable {
    case first, best, latest, all
  }

  /// An account, an opaque id, or a name that only one has.
  package var trainee: String?
  package var group: String?
  /// A scenario's id.
  package var scenario: String?
  /// Begun at this moment or later.
  package var since: Timestamp?
  /// Begun before this moment.
  package var until: Timestamp?
  /// `first` is the attempt with number 1 and nothing else. `best` and `latest` are meant among
  /// those that the other conditions leave; of equally good ones the earlier is the best.
  package var attempts = Attempts.all
  /// Only encounters that are over and graded.
  package var isGraded = false
  /// An encounter's number in this file; nil for any.
  package var number: Int64?

  package init() {}
}

/// How a trainee stands in one scenario. Scores are nil where nothing was graded.
package struct TraineeStanding: Equatable, Sendable {
  package var scenario: String
  package var attempts: Int
  /// Of attempt number 1 only: it is kept apart from later ones.
  package var first: Double?
  package var best: Double?
  package var last: Double?
  /// When the last attempt began.
  package var lastStarted: Timestamp
}
