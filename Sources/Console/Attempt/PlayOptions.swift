package import Simulation

/// How an encounter was asked for.
package struct PlayOptions: Equatable, Sendable {
  package var mode: Mode
  /// Nil for the customer's own.
  package var voice: Voice?
  /// 0 ... 2^53 - 1. Nil for a new one; in an exam, where everybody is dealt the same, for 0.
  package var seed: UInt64?
  /// Who plays, as the records know them and as `{trainee}` is filled.
  package var trainee: String
  /// Whether windows run out.
  package var isTimed: Bool
  /// In practice, the coach's sentence follows every answer at once.
  package var isCoached: Bool
  /// Tries one scene, in practice, instead of making an attempt; nil for an attempt.
  package var rehearsal: Rehearsal?

  package init(
    mode: Mode = .practice, voice: Voice? = nil, seed: UInt64? = nil,
    trainee: String = "you", isTimed: Bool = true, isCoached: Bool = false,
    rehearsal: Rehearsal? = nil
  ) {
    self.mode = mode
    self.voice = voice
    self.seed = seed
    self.trainee = trainee
    self.isTimed = isTimed
    self.isCoached = isCoached
    self.rehearsal = rehearsal
  }
}
