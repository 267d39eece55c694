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
  @OptionGroup var looks: LookOptions

  func stream(in shell: Shell) throws -> CommandResult {
    store.warn(in: shell.world)
    let pulled = shell.live.use { file in
      var adoption = Adoption(file, shell)
      do {
        let outcome = try Pull.run(
          store.connection(in: shell.world), vocabulary: store.vocabulary
        ) { try adoption.take($0) }
        try adoption.finish()
        return (outcome, adoption.count)
      } catch let problem as Pull.Problem {
        try adoption.finish()
        throw Problem(SafeText.shownOnOneLine(problem.words), exitCode: 74)
      }
    }
    switch pulled {
    case .failure(let problem): return CommandResult(problem)
    case .success((let outcome, let count)):
      try Answer.write(
        "\(Figures.count(outcome.plays, "play")) in the store, \(count) of them new here.\n")
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
  private var plays: StoredPlays
  private var waiting: [CarriedPlay] = []
  private(set) var count = 0

  init(_ file: RecordsFile, _ shell: Shell) {
    self.file = file
    plays = StoredPlays(shell)
  }

  mutating func take(_ carried: CarriedRecord) throws {
    waiting.append(play(carried))
    if waiting.count >= 200 { try finish() }
  }

  mutating func finish() throws {
    count += try file.adopt(waiting)
    waiting = []
  }

  private mutating func play(_ carried: CarriedRecord) -> CarriedPlay {
    let record = carried.record
    let opened = plays.installed(record.digests)
    let started = record.started ?? Timestamp(milliseconds: 0)
    let texts = opened?.documents.map { PinnedDocument(digest: $0.digest, bytes: $0.bytes) }
    let rubrics = record.rubricDigests.map { PinnedDocument(digest: $0, bytes: nil) }
    return CarriedPlay(
      facts: EncounterFacts(
        origin: origin(carried), title: record.title, path: opened?.documents.first?.path ?? "",
        scenario: texts?.first ?? PinnedDocument(digest: record.digests.scenario, bytes: nil),
        rubrics: texts.map { Array($0.dropFirst()) } ?? rubrics, started: started,
        isPlain: record.isPlain),
      uuid: record.encounter, attempt: record.attempt ?? 1, traineeCode: record.traineeID,
      traineeName: record.trainee.isEmpty ? nil : record.trainee, group: record.group,
      ended: record.ended ?? started,
      moves: record.moves.map {
        KeptMove(
          entry: $0.entry, number: $0.number, turn: $0.turn, shown: $0.shown, taken: $0.taken)
      },
      gradings: [(grading(carried, opened?.scenario), sheet: carried.sheetJSON)])
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
    // Without the played text the words of better choices are unknown, and so they stay away.
    let nobody = Customer(name: "", about: nil, voice: sheet.voice, voices: [sheet.voice])
    return KeptGrading(
      scenario.map { sheet.resolved(in: $0) } ?? sheet,
      scenario: scenario ?? Scenario(customer: nobody), answers: answers, grader: record.grader,
      rubricsDigest: record.digests.rubrics, graded: record.graded ?? Timestamp(milliseconds: 0))
  }
}
