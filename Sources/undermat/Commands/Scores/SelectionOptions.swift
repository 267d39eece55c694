import ArgumentParser
import Records
import Simulation

/// Which encounters a command is about. `--trainee` belongs to the options that all commands share.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Only this scenario, by its id.")
  var scenario: String?

  @Option(help: "Only this group.")
  var group: String?

  @Option(help: "Only encounters begun on this day (2026-11-22) or at this moment, or later.")
  var since: String?

  @Option(help: "Only encounters begun on this day or before, or before this moment.")
  var until: String?

  @Option(help: "Of every trainee's attempts at a scenario: first, best, latest or all.")
  var attempts: String?

  func validate() throws {
    if let since { _ = try Self.moment(since) }
    if let until { _ = try Self.moment(until) }
    if let attempts, Selection.Attempts(rawValue: attempts) == nil {
      throw ValidationError("--attempts is first, best, latest or all.")
    }
  }

  /// What is meant.
  /// - Parameter isGraded: only what is over and graded.
  func selection(_ looks: LookOptions, isGraded: Bool = false) -> Selection {
    var selection = Selection()
    selection.trainee = looks.trainee
    selection.group = group
    selection.scenario = scenario
    selection.since = since.flatMap { try? Self.moment($0) }
    selection.until = until.flatMap { try? Self.moment($0) }.map { moment in
      // A bare day is meant whole.
      let day: Int64 = until?.utf8.count == 10 ? 86_400_000 : 0
      return Timestamp(milliseconds: moment.milliseconds + day)
    }
    selection.attempts = attempts.flatMap { Selection.Attempts(rawValue: $0) } ?? .all
    selection.isGraded = isGraded
    return selection
  }

  private static func moment(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(text: text) else {
      throw ValidationError(
        "\(text) is neither a day like 2026-11-22 nor a moment like 2026-11-22T05:36:16Z.")
    }
    return moment
  }
}
