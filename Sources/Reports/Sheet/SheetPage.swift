import Gradings
import Simulation

/// The score sheet of one play as a page for a person (exports.md, "Sheets").
struct SheetPage {
  let play: GradedPlay
  let names: Placeholders
  let lines: PlayedLines?

  /// The page of a play.
  static func page(_ play: GradedPlay) -> Page {
    let sheet = SheetPage(play)
    return Page(
      sheet.head + sheet.result + sheet.arithmetic + sheet.criteria + sheet.turns + sheet.totals
        + sheet.closing)
  }

  private init(_ play: GradedPlay) {
    self.play = play
    names = Placeholders(
      customer: play.program?.scenario.customer.name ?? "the customer",
      trainee: play.record.trainee.isEmpty ? "the trainee" : play.record.trainee)
    lines = play.program.flatMap { PlayedLines(play.sheet, $0) }
  }

  var sheet: ScoreSheet { play.sheet }
  var record: SheetRecord { play.record }
  var scenario: Scenario? { play.program?.scenario }
  var currency: String? { scenario?.authority.currency }

  func filled(_ text: String) -> String { names.filled(text) }

  // MARK: Who and what

  private var head: [Page.Block] {
    let title = sheet.scenario.title.isEmpty ? sheet.scenario.id : sheet.scenario.title
    return [.heading(1, "Score sheet: \(title)"), .facts(who + what + how)]
  }

  private var who: [Page.Fact] {
    var facts: [Page.Fact] = []
    facts.append(.init("Trainee", record.trainee.isEmpty ? "not named" : record.trainee))
    if let group = record.group { facts.append(.init("Group", group)) }
    if let attempt = record.attempt {
      facts.append(.init("Attempt", attempt == 1 ? "first" : "number \(attempt)"))
    }
    if let started = record.started { facts.append(.init("Started", started.text)) }
    if let ended = record.ended {
      let time = record.duration.map {
        " (\(Figures.duration(seconds: Int($0 / 1000))) at the prompt)"
      }
      facts.append(.init("Ended", ended.text + (time ?? "")))
    }
    if !record.encounter.isEmpty { facts.append(.init("Encounter", record.encounter)) }
    return facts
  }

  private var what: [Page.Fact] {
    [
      .init(
        "Scenario",
        ["\(sheet.scenario.id) \(sheet.scenario.version)", "SHA-256 \(record.digests.scenario)"]),
      .init("Rubrics", rubricLines), .init("Voice", sheet.voice.name),
      .init("Seed", "\(sheet.seed)"), .init("Mode", sheet.mode.name),
    ]
  }

  private var rubricLines: [String] {
    let lines = sheet.rubrics.indices.flatMap { index -> [String] in
      let digest =
        index < record.rubricDigests.count ? ["SHA-256 \(record.rubricDigests[index])"] : []
      guard let rubric = scenario?.rubrics[index].rubric else {
        return [sheet.rubrics[index].id] + digest
      }
      return ["\(rubric.title) (\(rubric.id) \(rubric.version))"] + digest
    }
    return lines + ["SHA-256 of these digests \(record.digests.rubrics)"]
  }

  private var how: [Page.Fact] {
    var conditions = [
      Figures.count(record.hints, "hint"), Figures.count(record.undos, "undo", "undos"),
      record.hasTimer ? "time windows on" : "time windows off",
    ]
    if record.isPlain { conditions.append("plain mode") }
    var facts = [Page.Fact("Conditions", conditions.joined(separator: ", "))]
    if let accommodation = record.accommodation {
      facts.append(.init("Accommodation", accommodation))
    }
    return facts
  }

  // MARK: Result

  private var result: [Page.Block] {
    [.heading(2, "Result"), .paragraph(resultSentence)] + criticals + [.facts(reachable)]
  }

  private var resultSentence: String {
    guard let score = sheet.score else {
      return sheet.ending == nil
        ? "Unfinished: the encounter was left before its end, so there is no score."
        : "No score: the scenario has too many states to be graded exactly."
    }
    let passes = scenario.map { " \($0.pass) passes." } ?? ""
    let verdict = sheet.verdict.map { ": \(SheetWords.verdict($0))." } ?? "."
    return "\(Figures.decimal(score)) of 100 points\(verdict)\(passes)" + effective
  }

  private var effective: String {
    guard let score = play.effectiveScore else { return "" }
    let reason = sheet.critical.isEmpty ? "no critical error was made" : "0 after a critical error"
    return " Effective score: \(Figures.decimal(score)) (\(reason))."
  }

  private var criticals: [Page.Block] {
    guard !sheet.critical.isEmpty else {
      return [.paragraph("Critical errors: none.")]
    }
    let items = Critical.Family.allCases.flatMap { family in
      sheet.critical.filter { $0.family == family }.map {
        "\(SheetWords.family(family)), turn \($0.turn): \(filled($0.why))"
      }
    }
    return [.paragraph("Critical errors:"), .list(items)]
  }

  private var reachable: [Page.Fact] {
    guard sheet.rawBest != nil else { return [] }
    return [
      .init("Best that could be done", "100 points (raw \(Figures.decimal(sheet.rawBest, 4)))"),
      .init("Worst", "0 points (raw \(Figures.decimal(sheet.rawWorst, 4)))"),
      .init("Random choosing", "\(Figures.decimal(sheet.random)) points"),
      .init("Perfect play, on average", "\(Figures.decimal(sheet.expected)) points"),
      .init("Luck of the draws", "\(sheet.luck.map(Figures.signed) ?? "–") points"),
      .init(
        "Skill",
        sheet.skill.map {
          "\(Figures.decimal($0, 3)) (1 is perfect, 0 is random choosing)"
        } ?? "–"),
    ]
  }

  // MARK: Closing

  private var closing: [Page.Block] {
    var blocks: [Page.Block] = []
    if !record.overrides.isEmpty {
      blocks.append(.heading(2, "Changed by the trainer"))
      blocks.append(
        .list(
          record.overrides.map {
            "\($0.name): \(Figures.signed($0.old)) became \(Figures.signed($0.new)), "
              + "by \($0.who): \($0.why)"
          }))
    }
    blocks.append(.heading(2, "The trainer's comment"))
    if let comment = record.comment, !comment.isEmpty {
      blocks.append(.paragraph(comment))
    } else {
      blocks.append(.room(4))
    }
    return blocks
  }
}

/// Words that sheets, pages and reports share.
enum SheetWords {
  static func verdict(_ verdict: ScoreSheet.Verdict) -> String {
    switch verdict {
    case .fail: "fail"
    case .pass: "pass"
    case .notYet: "not yet"
    case .unfinished: "unfinished"
    }
  }

  /// With a capital, to begin a line.
  static func family(_ family: Critical.Family) -> String {
    switch family {
    case .customer: "Customer-critical"
    case .business: "Business-critical"
    case .compliance: "Compliance-critical"
    }
  }
}
