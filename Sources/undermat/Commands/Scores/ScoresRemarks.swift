import ArgumentParser
import Console
import Gradings
import Records
import Simulation
import Terminal

/// A criterion with a level, as typed: `fitting=-1`.
struct LevelWords {
  var criterion: String
  /// -2 ... 2.
  var level: Int

  init(_ words: String) throws {
    let parts = words.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let level = Int(parts[1]), (-2...2).contains(level) else {
      throw ValidationError(
        "\(words) is not a criterion with a level from -2 to 2, like fitting=-1.")
    }
    criterion = String(parts[0])
    self.level = level
  }

  /// A level as it stands on sheets.
  static func text(_ level: Int) -> String { level > 0 ? "+\(level)" : "\(level)" }
}

/// `undermat scores override ENCOUNTER CRITERION=LEVEL --why WORDS`
struct ScoresOverride: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Change a criterion's level by hand, with a reason.",
    discussion: "The sheet stays as it was graded; the change stands beside it.")

  @Argument(help: "The encounter's number or UUID.")
  var encounter: String

  @Argument(help: "The criterion and its level from -2 to 2, like fitting=-1.")
  var level: String

  @Option(help: "The reason.")
  var why: String

  @Option(help: "Who says so; else the login name.")
  var who: String?

  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    _ = try LevelWords(level)
    guard !why.trimmedOfSpaces.isEmpty else { throw ValidationError("--why gives the reason.") }
  }

  func result(in shell: Shell) -> CommandResult {
    let done = shell.live.useExisting { file in
      let words = try LevelWords(level)
      let override = try file.override(
        encounter, criterion: words.criterion, to: words.level,
        who: who ?? shell.grader, why: why, at: Timestamp(milliseconds: shell.world.now()))
      let kept = try file.encounter(encounter)
      return Self.words(override, kept)
    }
    switch done {
    case .failure(let problem): return CommandResult(problem)
    case .success(let words): return CommandResult(StyledText(words))
    }
  }

  private static func words(_ override: KeptOverride, _ kept: KeptEncounter) -> String {
    let levels = "\(LevelWords.text(override.old)) becomes \(LevelWords.text(override.new))"
    var words = "\(override.rubric).\(override.criterion): \(levels)."
    if let score = kept.grading?.score, let adjusted = kept.grading?.adjusted(by: kept.overrides) {
      words += " With the levels changed by hand the score is \(Points.text(adjusted.score)) of "
      words += "100; the sheet keeps its \(Points.text(score))."
    }
    return words + "\n"
  }
}

/// `undermat scores comment ENCOUNTER WORDS`
struct ScoresComment: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment", abstract: "Write a comment on a play.")

  @Argument(help: "The encounter's number or UUID.")
  var encounter: String

  @Argument(help: "The comment.")
  var text: String

  @Option(help: "Who says so; else the login name.")
  var who: String?

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    let done = shell.live.useExisting { file in
      try file.comment(
        encounter, text, who: who ?? shell.grader,
        at: Timestamp(milliseconds: shell.world.now()))
    }
    return done.problem.map { CommandResult($0) } ?? CommandResult("The comment is kept.\n")
  }
}

/// `undermat scores forget TRAINEE`
struct ScoresForget: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Erase a person, and keep what was played without the person.")

  @Argument(help: "The trainee: account, opaque id, or a name that only one has.")
  var who: String

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    let done = shell.live.useExisting { file in
      guard let trainee = try file.knownTrainee(who) else { throw RecordsError.noTrainee(who) }
      return try file.forget(trainee)
    }
    switch done {
    case .failure(let problem): return CommandResult(problem)
    case .success(let report): return CommandResult(StyledText(words(report)))
    }
  }

  private func words(_ report: ForgetReport) -> String {
    var words = "\(SafeText.shownOnOneLine(who)) is forgotten: name, account, group and opaque id"
    words +=
      ", \(Points.count(report.notes, "note")) and \(Points.count(report.comments, "comment"))"
    words += " are erased.\nKept without a name: \(Points.count(report.encounters, "encounter")) "
    words += "with choices, times and scores.\n"
    if report.unsentStatements > 0 {
      words += "\(Points.count(report.unsentStatements, "statement")) will not be sent.\n"
    }
    if report.sentStatements > 0 {
      words += "A learning record store has \(Points.count(report.sentStatements, "statement")) "
      words += "under the old opaque id; only the store can erase them.\n"
    }
    if !report.isScrubbed {
      words += "Another program has the records open: the last traces go when it closes them.\n"
    }
    return words
  }
}

extension Shell {
  /// Who grades by hand: the login name, whoever is being trained.
  var grader: String {
    let names = ["USER", "LOGNAME"].map(world.environment)
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? "trainer"
  }
}
