import Gradings
import Records
import Reports
import Simulation

extension EncounterRow {
  /// The row of a play on record, straight from its columns; nil if it was not graded.
  init?(_ kept: KeptEncounter, zeroOnCritical: Bool = false) {
    guard let grading = kept.grading else { return nil }
    self.init(grading)
    self.zeroOnCritical = zeroOnCritical
    encounter = kept.key.uuid
    traineeID = kept.trainee.code
    trainee = kept.trainee.name ?? kept.trainee.account ?? ""
    group = kept.trainee.group
    scenario = kept.origin.scenarioID
    version = kept.origin.scenarioVersion
    title = kept.title
    digests = Digests(scenario: kept.origin.digest, rubrics: grading.rubricsDigest)
    voice = kept.origin.voice.name
    seed = kept.origin.seed
    mode = kept.origin.mode.name
    attempt = kept.key.attempt
    started = kept.started
    ended = kept.ended
    turns = kept.turns
    hints = kept.hints
    undos = kept.undos
    isTimed = kept.origin.isTimed
    isPlain = kept.isPlain
    comment = kept.comments.isEmpty ? nil : kept.comments.map(\.text).joined(separator: "\n")
  }
}
