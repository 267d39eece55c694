import ArgumentParser
import Console
import Gradings
import Records
import Reports
import Simulation
import Terminal

/// `undermat scores pull --lrs URL`
struct ScoresPull: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull", abstract: "Rebuild records from a learning record store (xAPI 1.0.3).",
    discussion: "UNDERMAT_LRS_USER and UNDERMAT_LRS_PASSWORD name the account.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var lookArguments: LookArguments

  func stream(in shell: Shell) throws -> CommandResult {
    store.warn(in: shell.world)
    let connection = store.connection(in: shell.world)
    let pulled = shell.live.use { file in
      var adoption = Adoption(file, shell, store: connection.endpoint)
      defer { adoption.progress.end() }
      do {
        let outcome = try Pull.run(
          connection, vocabulary: store.vocabulary, remark: { try adoption.take($0) },
          take: { try adoption.take($0) })
        try adoption.finish()
        return (outcome, adoption)
      } catch let problem as Pull.Problem {
        try adoption.finish()
        throw Problem(SafeText.shownOnOneLine(problem.words), exitCode: 74)
      }
    }
    switch pulled {
    case .failure(let problem): return CommandResult(problem)
    case .success((let outcome, let adoption)):
      try Answer.write(adoption.words(outcome))
      if outcome.unreadable > 0 {
        Answer.say(
          "undermat: \(Figures.count(outcome.unreadable, "statement")) could not be read.\n")
      }
      return CommandResult("", exitCode: outcome.unreadable > 0 ? 1 : 0)
    }
  }
}

/// Takes plays over, some hundred at a time.
private struct Adoption {
  private let file: RecordsFile
  private let store: String
  private var plays: StoredPlays
  private var waiting: [CarriedPlay] = []
  private var remarks: [CarriedWords] = []
  private var adopted = Adopted()
  private var newRemarks = 0
  private var taken = 0
  var progress: ProgressLine

  init(_ file: RecordsFile, _ shell: Shell, store: String) {
    self.file = file
    self.store = store
    plays = StoredPlays(shell)
    // How much there is only the store knows; the most it can be is shown as what was read.
    progress = ProgressLine(countingIn: shell.world, "plays read")
  }

  mutating func take(_ carried: CarriedRecord) throws {
    waiting.append(play(carried))
    taken += 1
    progress.update(taken)
    if waiting.count >= 200 { try keepPlays() }
  }

  mutating func take(_ remark: CarriedRemark) throws {
    remarks.append(CarriedWords(remark))
    if remarks.count >= 1000 { try keepRemarks() }
  }

  /// Remarks about plays that do not come at all are dropped: the store has them.
  mutating func finish() throws {
    try keepPlays()
    try keepRemarks()
    remarks = []
  }

  private mutating func keepPlays() throws {
    adopted += try file.adopt(waiting)
    waiting = []
  }

  private mutating func keepRemarks() throws {
    let (new, homeless) = try file.adopt(remarks)
    newRemarks += new
    remarks = homeless
  }

  func words(_ outcome: Pull.Outcome) -> String {
    var words =
      "\(Figures.count(outcome.plays, "play")) in the store, \(adopted.new) of them new here"
    if adopted.regraded > 0 { words += ", \(adopted.regraded) graded anew" }
    words += ".\n"
    if newRemarks > 0 {
      words += "\(Figures.count(newRemarks, "remark")) of trainers taken over.\n"
    }
    return words
  }

  private mutating func play(_ carried: CarriedRecord) -> CarriedPlay {
    let record = carried.record
    let opened = plays.installed(record.digests)
    let started = record.started ?? Timestamp(milliseconds: 0)
    let texts = opened?.documents.map { PinnedDocument(digest: $0.digest, bytes: $0.bytes) }
    let rubrics = record.rubricDigests.map { PinnedDocument(digest: $0, bytes: nil) }
    var play = CarriedPlay(
      facts: EncounterFacts(
        origin: origin(carried), title: record.title, path: opened?.documents.first?.path ?? "",
        scenario: texts?.first ?? PinnedDocument(digest: record.digests.scenario, bytes: nil),
        rubrics: texts.map { Array($0.dropFirst()) } ?? rubrics, started: started,
        isPlain: record.isPlain),
      uuid: record.encounter, attempt: record.attempt ?? 1, traineeCode: record.traineeID,
      traineeName: record.trainee.isEmpty ? nil : record.trainee, group: record.group,
      ended: record.ended ?? started,
      moves: record.moves,
      gradings: [(grading(carried, opened?.scenario), sheet: carried.sheetJSON)])
    play.store = store
    play.statementIDs = PlayStatements.ids(
      encounter: record.encounter, carried.stored.sheet,
      gradingDigest: Digest.of(carried.sheetJSON.utf8))
    return play
  }

  private func origin(_ carried: CarriedRecord) -> Transcript.Origin {
    let sheet = carried.stored.sheet
    return Transcript.Origin(
      scenarioID: sheet.scenario.id, scenarioVersion: sheet.scenario.version,
      digest: carried.record.digests.scenario, rubricsDigest: carried.record.digests.rubrics,
      voice: sheet.voice, seed: sheet.seed, mode: sheet.mode, isTimed: carried.record.hasTimer)
  }

  private func grading(_ carried: CarriedRecord, _ scenario: Scenario?) -> KeptGrading {
    let sheet = carried.stored.sheet
    let record = carried.record
    let answers = record.answers.compactMap { move in
      if case .answer(let answer) = move.entry { answer } else { nil }
    }
    return KeptGrading(
      scenario.map { sheet.resolved(in: $0) } ?? sheet, scenario: scenario, answers: answers,
      grader: record.grader, rubricsDigest: record.digests.rubrics,
      graded: record.graded ?? Timestamp(milliseconds: 0))
  }
}

extension CarriedWords {
  fileprivate init(_ remark: CarriedRemark) {
    switch remark.words {
    case .comment(let comment): self.init(encounter: remark.encounter, .comment(comment))
    case .override(let change): self.init(encounter: remark.encounter, .override(change))
    }
  }
}
