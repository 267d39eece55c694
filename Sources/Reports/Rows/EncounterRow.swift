package import Gradings
package import Simulation

/// One encounter as a line of a list: the first table of every export, and what class reports are
/// fed with. It comes straight from the records, so that a hundred thousand of them are quick.
package struct EncounterRow: Equatable, Sendable {
  /// The encounter's UUID in lower case.
  package var encounter = ""
  /// The trainee's opaque id.
  package var traineeID = ""
  /// Empty if unknown or forgotten.
  package var trainee = ""
  /// The trainee's group; nil if there is none.
  package var group: String?
  /// The scenario's id.
  package var scenario = ""
  /// The scenario's version when it was played.
  package var version = ""
  /// The scenario's title when it was played; may be empty.
  package var title = ""
  /// Of the scenario's file as it was played, and of the rubrics it was graded under.
  package var digests = Digests(scenario: "", rubrics: "")
  /// The word for the voice that was played.
  package var voice = ""
  /// What decided the draws, 0 ... 2^53 - 1.
  package var seed: UInt64 = 0
  /// The word for the mode: practice, test or exam.
  package var mode = ""
  /// From 1.
  package var attempt = 1
  /// When the encounter began; nil for a play that is not on record.
  package var started: Timestamp?
  /// When the encounter was over; nil if it is not, and for a play that is not on record.
  package var ended: Timestamp?
  /// How many answers count: undone ones do not.
  package var turns = 0
  /// How many hints were asked for.
  package var hints = 0
  /// How many answers were undone.
  package var undos = 0
  /// Windows ran.
  package var isTimed = true
  /// Played as append-only lines without colour or pictures.
  package var isPlain = false
  /// The trainer's.
  package var comment: String?
  /// Adds an effective score, which is 0 after a critical error.
  package var zeroOnCritical = false
  /// With its decisions and criteria where the tables ask for them.
  package var grading: KeptGrading

  /// A row that says nothing yet but how the play was graded.
  package init(_ grading: KeptGrading) { self.grading = grading }

  /// 0 after a critical error; nil unless asked for.
  var effectiveScore: Double? {
    guard zeroOnCritical else { return nil }
    return grading.errors == 0 ? grading.score : 0
  }
}

extension EncounterRow {
  /// The row of a graded play.
  package init(_ play: GradedPlay) {
    let (sheet, record) = (play.sheet, play.record)
    let answers = record.answers.compactMap { move in
      if case .answer(let answer) = move.entry { answer } else { nil }
    }
    self.init(
      KeptGrading(
        sheet, scenario: play.program?.scenario, answers: answers, grader: record.grader,
        rubricsDigest: record.digests.rubrics, graded: record.graded ?? record.ended ?? .origin))
    encounter = record.encounter
    traineeID = record.traineeID
    trainee = record.trainee
    group = record.group
    scenario = sheet.scenario.id
    version = sheet.scenario.version
    title = sheet.scenario.title
    digests = record.digests
    voice = sheet.voice.name
    seed = sheet.seed
    mode = sheet.mode.name
    attempt = record.attempt ?? 1
    started = record.started
    ended = record.ended
    turns = sheet.turns.count
    hints = record.hints
    undos = record.undos
    isTimed = record.hasTimer
    isPlain = record.isPlain
    comment = record.comment
    zeroOnCritical = play.zeroOnCritical
  }
}

extension Timestamp {
  /// For a play that is not on record.
  fileprivate static let origin = Timestamp(milliseconds: 0)
}
