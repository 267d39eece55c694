import ArgumentParser
import Authoring
import Console
import Gradings
import JSONText
import Records
import Reports
import Simulation
import Terminal

/// `undermat scores regrade --rubric FILE`
struct ScoresRegrade: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "regrade",
    abstract: "Grade old plays under another rubric and show whose verdict changes.",
    discussion: """
      The rubric takes the place of the one with the same id. The old sheets stay on file.
      """)

  @Option(help: "The rubric's file.")
  var rubric: String

  @Flag(name: .customLong("dry-run"), help: "Only show what would change.")
  var dryRun = false

  @OptionGroup var which: SelectionOptions
  @OptionGroup var looks: LookOptions

  func stream(in shell: Shell) throws -> CommandResult {
    let source: SourceFile
    do throws(SourceProblem) {
      source = try SourceFile.read(rubric)
    } catch {
      throw Answer.refuse(error)
    }
    let loaded = LoadedRubric.load(source)
    guard let model = loaded.rubric else {
      Answer.show(loaded.findings)
      return CommandResult("", exitCode: 65)
    }
    let regraded = shell.live.useExisting { file in
      var run = RegradeRun(
        rubric: PinnedDocument(digest: Digest.of(source.bytes), bytes: source.bytes),
        id: model.id, now: Timestamp(milliseconds: shell.world.now()))
      try run.grade(which.selection(looks, isGraded: true), in: file, shell)
      if !dryRun { try run.keep(in: file) }
      return run
    }
    switch regraded {
    case .failure(let problem): return CommandResult(problem)
    case .success(let run):
      try Answer.write(run.text(isKept: !dryRun))
      return CommandResult("")
    }
  }
}

/// One rubric over many plays.
private struct RegradeRun {
  private let rubric: PinnedDocument
  private let id: String
  private let now: Timestamp
  private var maker = SheetMaker()
  private var lines = ""
  private var others = 0
  private var refused = 0
  private var changed = 0
  private var regraded: [EncounterKey] = []
  /// The positions of rubrics by the digests of a scenario and its rubrics: -1 for none.
  private var places: [String: Int] = [:]

  init(rubric: PinnedDocument, id: String, now: Timestamp) {
    self.rubric = rubric
    self.id = id
    self.now = now
  }

  mutating func grade(_ selection: Selection, in file: RecordsFile, _ shell: Shell) throws {
    var progress = ProgressLine(total: try file.count(selection), in: shell.world)
    var done = 0
    try file.eachEncounter(selection, with: [.moves]) { kept, texts in
      done += 1
      progress.update(done)
      grade(kept, try texts.documents(kept.gradedOrigin))
    }
    progress.end()
  }

  private mutating func grade(_ kept: KeptEncounter, _ documents: [PinnedDocument]) {
    guard let replaced = replaced(kept, documents), replaced != documents else {
      others += 1
      return
    }
    guard case .success(let play) = maker.play(kept, replaced), let old = kept.grading else {
      refused += 1
      return
    }
    regraded.append(kept.key)
    guard play.sheet.verdict != old.verdict else { return }
    changed += 1
    lines += "\(kept.key.number)  \(SafeText.shownOnOneLine(kept.trainee.label))  "
    lines += "\(kept.origin.scenarioID)  \(words(old.score, old.verdict)) becomes "
    lines += "\(words(play.sheet.score, play.sheet.verdict))\n"
  }

  private func words(_ score: Double?, _ verdict: ScoreSheet.Verdict?) -> String {
    "\(score.map { Points.text($0) } ?? "no score") \(verdict?.name ?? "")".trimmedOfSpaces
  }

  /// The texts with the rubric in the place of the one with its id; nil if there is none.
  private mutating func replaced(
    _ kept: KeptEncounter, _ documents: [PinnedDocument]
  ) -> [PinnedDocument]? {
    let key = documents.map(\.digest).joined()
    let place = places[key] ?? place(in: documents)
    places[key] = place
    guard place > 0 else { return nil }
    var documents = documents
    documents[place] = rubric
    return documents
  }

  private func place(in documents: [PinnedDocument]) -> Int {
    documents.indices.dropFirst().first { index in
      let source = SourceFile(name: "", bytes: documents[index].bytes ?? [])
      return LoadedRubric.load(source).rubric?.id == id
    } ?? -1
  }

  /// Puts the new gradings on file, one by one.
  mutating func keep(in file: RecordsFile) throws {
    for key in regraded {
      let kept = try file.encounter(key.uuid)
      let old = try file.documents(kept.gradedOrigin)
      guard let documents = replaced(kept, old) else { continue }
      let play = try maker.play(kept, documents).get()
      guard let scenario = play.program?.scenario else { continue }
      let grading = KeptGrading(
        play.sheet, scenario: scenario, answers: kept.transcript.answers,
        grader: LiveRecords.grader, rubricsDigest: play.record.digests.rubrics, graded: now)
      let json = SheetJSON(
        play.sheet, play.record.digests, meters: scenario.meters.map(\.id))
      try file.regrade(
        key, grading, sheet: json.value.text(.compact), rubrics: Array(documents.dropFirst()))
    }
  }

  func text(isKept: Bool) -> String {
    var text = lines
    text += "\(Points.count(regraded.count, "play")) "
    text += isKept ? "graded anew" : "would be graded anew"
    text += ", \(changed) with another verdict."
    if others > 0 {
      text += " \(Points.count(others, "play")) left as before: no other rubric \(id) in it."
    }
    if refused > 0 {
      text += " \(Points.count(refused, "play")) could not be graded under this rubric."
    }
    if isKept, !regraded.isEmpty { text += " The old sheets stay on file." }
    return text + "\n"
  }
}
