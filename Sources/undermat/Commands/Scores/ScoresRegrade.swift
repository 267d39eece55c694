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
  @OptionGroup var lookArguments: LookArguments

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
        id: model.id, now: Timestamp(milliseconds: shell.world.now()), file: file,
        isKept: !dryRun)
      try run.grade(which.selection(looks, isGraded: true), shell)
    }
    return regraded.problem.map { CommandResult($0) } ?? CommandResult("")
  }
}

/// One rubric over many plays.
private struct RegradeRun {
  private let rubric: PinnedDocument
  private let id: String
  private let now: Timestamp
  private let file: RecordsFile
  private let isKept: Bool
  private var maker = SheetMaker()
  private var lines = ""
  private var others = 0
  private var refused = 0
  private var changed = 0
  private var regraded = 0
  /// What is going to be put on file with the next commit.
  private var waiting: [Regrading] = []
  /// The positions of rubrics by the digests of a scenario and its rubrics: -1 for none.
  private var places: [String: Int] = [:]

  init(rubric: PinnedDocument, id: String, now: Timestamp, file: RecordsFile, isKept: Bool) {
    self.rubric = rubric
    self.id = id
    self.now = now
    self.file = file
    self.isKept = isKept
  }

  /// Grades what is selected now, whatever the new gradings change about the selection: plays are
  /// read through a connection of their own, which goes on seeing the file as it was.
  mutating func grade(_ selection: Selection, _ shell: Shell) throws {
    let asItWas = try RecordsFile.open(file.path)
    var progress = ProgressLine(total: try file.count(selection), in: shell.world)
    var done = 0
    try asItWas.eachEncounter(selection, with: [.moves]) { kept, texts in
      done += 1
      progress.update(done)
      try grade(kept, try texts.documents(kept.gradedOrigin))
      if waiting.count >= 100 { try keep() }
      if lines.utf8.count >= 65_536 { try say() }
    }
    try keep()
    progress.end()
    try asItWas.close()
    lines += summary
    try say()
  }

  private mutating func grade(_ kept: KeptEncounter, _ documents: [PinnedDocument]) throws {
    guard let replaced = replaced(kept, documents), replaced != documents else {
      others += 1
      return
    }
    guard case .success(let play) = maker.play(kept, replaced), let old = kept.grading,
      let scenario = play.program?.scenario
    else {
      refused += 1
      return
    }
    regraded += 1
    if isKept { waiting.append(regrading(kept, play, scenario, Array(replaced.dropFirst()))) }
    guard play.sheet.verdict != old.verdict else { return }
    changed += 1
    lines += "\(kept.key.number)  \(SafeText.shownOnOneLine(kept.trainee.label))  "
    lines += "\(kept.origin.scenarioID)  \(words(old.score, old.verdict)) becomes "
    lines += "\(words(play.sheet.score, play.sheet.verdict))\n"
  }

  private func regrading(
    _ kept: KeptEncounter, _ play: GradedPlay, _ scenario: Scenario, _ rubrics: [PinnedDocument]
  ) -> Regrading {
    let grading = KeptGrading(
      play.sheet, scenario: scenario, answers: kept.transcript.answers,
      grader: LiveRecords.grader, rubricsDigest: play.record.digests.rubrics, graded: now)
    let json = SheetJSON(play.sheet, play.record.digests, meters: scenario.meters.map(\.id))
    return Regrading(kept.key, grading, sheet: json.value.text(.compact), rubrics: rubrics)
  }

  private mutating func keep() throws {
    guard !waiting.isEmpty else { return }
    try file.regrade(waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func say() throws {
    try Answer.write(lines)
    lines = ""
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

  private var summary: String {
    var text = "\(Points.count(regraded, "play")) "
    text += isKept ? "graded anew" : "would be graded anew"
    text += ", \(changed) with another verdict."
    if others > 0 {
      text += " \(Points.count(others, "play")) left as before: no other rubric \(id) in it."
    }
    if refused > 0 {
      text += " \(Points.count(refused, "play")) could not be graded under this rubric."
    }
    if isKept, regraded > 0 { text += " The old sheets stay on file." }
    return text + "\n"
  }
}
