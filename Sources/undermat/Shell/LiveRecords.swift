import ArgumentParser
import Authoring
import Console
import Gradings
import JSONText
import Records
import Reports
import Simulation
import Synchronization
import Terminal

/// The records file behind the console's port. It is opened when it is first needed, so that what
/// needs no records starts as fast as without.
///
/// A class, because the port's closures share it; the mutex makes it safe to send.
final class LiveRecords: Sendable {
  /// Which grader makes the sheets: a new name whenever it may come to other numbers.
  static let grader = "undermat-grader/1"

  private struct State {
    var opened: Result<RecordsFile, Problem>?
    /// How many entries each encounter of this run has.
    var lengths: [EncounterKey: Int64] = [:]
    var hasComplained = false
  }

  private let state = Mutex(State())
  private let path: String?
  private let isPlain: Bool
  private let world: World

  init(_ looks: LookOptions, in world: World) {
    self.world = world
    path = RecordsPlace.path(option: looks.records, environment: world.environment)
    isPlain = looks.screen(in: world).isPlain
  }

  /// The records as the console sees them.
  var port: RecordsPort {
    RecordsPort(
      isLasting: path != nil, begin: begin, keep: keep, finish: finish, standings: standings,
      unfinished: unfinished, resume: resume)
  }

  /// The file, open from the first call on, or why it cannot be used.
  func file() -> Result<RecordsFile, Problem> {
    state.withLock { state in
      if let opened = state.opened { return opened }
      let opened = open()
      state.opened = opened
      return opened
    }
  }

  private func open() -> Result<RecordsFile, Problem> {
    guard let path else {
      return .failure(
        Problem("there is no home to keep records in; --records FILE names a place", exitCode: 73))
    }
    return Self.attempt {
      let file = try RecordsFile.open(path) { sentence in
        if world.isTerminal(2) { Answer.say("undermat: \(sentence)\n") }
      }
      for warning in file.warnings { Answer.say("undermat: \(SafeText.shown(warning))\n") }
      return file
    }
  }

  /// What was tried, or its failure in words.
  static func attempt<Value>(_ body: () throws -> Value) -> Result<Value, Problem> {
    do {
      return .success(try body())
    } catch let problem as Problem {
      return .failure(problem)
    } catch let code as ExitCode {
      // Whoever threw it has said what there was to say.
      return .failure(Problem("", exitCode: code.rawValue))
    } catch let error as RecordsError {
      return .failure(Problem(SafeText.shownOnOneLine(error.words), exitCode: error.exitCode))
    } catch {
      return .failure(Problem(SafeText.shownOnOneLine("\(error)"), exitCode: 74))
    }
  }

  /// The same with the file at hand.
  func use<Value>(_ body: (RecordsFile) throws -> Value) -> Result<Value, Problem> {
    file().flatMap { file in Self.attempt { try body(file) } }
  }

  /// The same, but a file that is missing is not made: nothing was kept yet.
  func useExisting<Value>(_ body: (RecordsFile) throws -> Value) -> Result<Value, Problem> {
    if let path, !exists {
      return .failure(
        Problem(
          "nothing is on record yet: there is no \(SafeText.shownOnOneLine(path))", exitCode: 66))
    }
    return use(body)
  }

  private func trainee(_ account: String, in file: RecordsFile) throws -> Trainee {
    let group = world.environment("UNDERMAT_GROUP").flatMap { $0.isEmpty ? nil : $0 }
    return try file.trainee(account: account, group: group)
  }

  // MARK: Playing

  private func begin(_ new: NewEncounter) -> Result<EncounterTicket, Problem> {
    use { file in
      let key = try file.begin(facts(new), by: try trainee(new.trainee, in: file))
      state.withLock { $0.lengths[key] = 0 }
      return EncounterTicket(key)
    }
  }

  private func facts(_ new: NewEncounter) -> EncounterFacts {
    let documents = new.opened.documents.map {
      PinnedDocument(digest: $0.digest, bytes: $0.bytes)
    }
    let path = new.opened.documents[0].path
    return EncounterFacts(
      origin: new.origin, title: new.opened.scenario.about.title,
      path: Folder.absolute(path) ?? path, scenario: documents[0],
      rubrics: Array(documents.dropFirst()), started: Timestamp(milliseconds: new.startedAt),
      isPlain: isPlain)
  }

  private func keep(_ ticket: EncounterTicket, _ entry: Transcript.Entry) -> Problem? {
    use { file in
      let key = try self.key(ticket)
      let number = state.withLock { ($0.lengths[key] ?? 0) + 1 }
      try file.append(
        entry, to: key, number: number, taken: Timestamp(milliseconds: world.now()))
      state.withLock { $0.lengths[key] = number }
    }.problem
  }

  private func finish(_ ticket: EncounterTicket, _ finished: FinishedEncounter) -> Problem? {
    use { file in
      let ended = Timestamp(milliseconds: finished.endedAt)
      let graded = finished.sheet.map { sheet in
        let scenario = finished.opened.scenario
        let grading = KeptGrading(
          sheet, scenario: scenario, answers: finished.transcript.answers, grader: Self.grader,
          rubricsDigest: finished.opened.digests.rubrics, graded: ended)
        let json = SheetJSON(
          sheet, finished.opened.digests, meters: scenario.meters.map(\.id))
        return (grading, sheet: json.value.text(.compact))
      }
      try file.finish(try self.key(ticket), at: ended, grading: graded)
    }.problem
  }

  /// The key of an encounter of this run.
  private func key(_ ticket: EncounterTicket) throws -> EncounterKey {
    let key = state.withLock { $0.lengths.keys.first { "\($0.number)" == ticket.id } }
    guard let key else { throw RecordsError.noEncounter(ticket.id) }
    return key
  }

  // MARK: Looking back

  /// Whether there is a file to look into. Looking makes none.
  var exists: Bool { path.map(Folder.exists) ?? false }

  private func standings(_ trainee: String) -> [String: Standing] {
    guard exists else { return [:] }
    let standings = use { file in
      try file.knownTrainee(trainee).map { try file.standings(of: $0) } ?? []
    }
    return Dictionary(
      uniqueKeysWithValues: quietly(standings, else: []).map { standing in
        let shown = Standing(
          attempts: standing.attempts, first: standing.first, best: standing.best,
          last: standing.last)
        return (standing.scenario, shown)
      })
  }

  private func unfinished(_ trainee: String) -> [UnfinishedEncounter] {
    guard exists else { return [] }
    let unfinished = use { file in
      try file.knownTrainee(trainee).map { try file.unfinished(of: $0) } ?? []
    }
    return quietly(unfinished, else: []).map {
      UnfinishedEncounter(id: "\($0.key.number)", title: $0.title, turns: $0.turns)
    }
  }

  /// A value that is only nice to have: its failure is said once and does not stop anything.
  private func quietly<Value>(_ result: Result<Value, Problem>, else other: Value) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let problem):
      let isNew = state.withLock { state in
        defer { state.hasComplained = true }
        return !state.hasComplained
      }
      if isNew { Answer.say("undermat: Earlier scores are not at hand: \(problem.words).\n") }
      return other
    }
  }
}

extension LiveRecords {
  // MARK: Going on

  private func resume(_ id: String?, _ trainee: String) -> Result<ResumedEncounter, Problem> {
    useExisting { file in
      let kept = try encounter(id, trainee, in: file)
      let opened = try PinnedScenario.open(kept, try file.documents(kept.origin)).get()
      state.withLock { $0.lengths[kept.key] = Int64(kept.moves.count) }
      return ResumedEncounter(
        opened: opened, transcript: kept.transcript, ticket: EncounterTicket(kept.key),
        trainee: kept.trainee.account ?? trainee, remark: remark(kept))
    }
  }

  private func encounter(
    _ id: String?, _ trainee: String, in file: RecordsFile
  ) throws -> KeptEncounter {
    guard let id else { return try latest(of: trainee, in: file) }
    let kept = try file.encounter(id)
    guard kept.ended == nil else {
      throw Problem(
        "encounter \(kept.key.number) is over; `scores show \(kept.key.number)` shows its sheet",
        exitCode: 66)
    }
    guard kept.trainee.account == trainee else {
      let whose = SafeText.shownOnOneLine(kept.trainee.label)
      throw Problem(
        "encounter \(kept.key.number) is \(whose)'s; it is continued with --trainee \(whose)",
        exitCode: 64)
    }
    return kept
  }

  private func latest(of trainee: String, in file: RecordsFile) throws -> KeptEncounter {
    let known = try file.knownTrainee(trainee)
    guard let open = try known.map({ try file.unfinished(of: $0) })?.first else {
      throw Problem(
        "\(SafeText.shownOnOneLine(trainee)) has no encounter to continue", exitCode: 66)
    }
    return try file.encounter(open.key.uuid)
  }

  /// Said when the scenario's file is not what it was.
  private func remark(_ kept: KeptEncounter) -> String? {
    guard !kept.path.isEmpty else { return nil }
    let path = SafeText.shownOnOneLine(kept.path)
    guard case .success(let bytes) = world.readFile(kept.path, 64 << 20) else {
      return "\(path) is not there any more; this goes on with the text as it was."
    }
    guard Digest.of(bytes) != kept.origin.digest else { return nil }
    return "\(path) has changed since; this goes on with the text as it was."
  }
}

extension EncounterTicket {
  fileprivate init(_ key: EncounterKey) {
    self.init(id: "\(key.number)", attempt: key.attempt)
  }
}

extension Result where Failure == Problem {
  /// Why it failed; nil if it did not.
  var problem: Problem? {
    if case .failure(let problem) = self { problem } else { nil }
  }
}
