import ArgumentParser
import Console
import Gradings
import JSONText
import Records
import Simulation
import Terminal

/// `undermat next`
struct Next: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Which scenario to practise next, and why.")

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    let who = shell.trainee(looks)
    let advice = shell.scenarios.list().flatMap { scenarios in
      history(who, shell).map { Advice(scenarios, $0) }
    }
    switch advice {
    case .failure(let problem): return CommandResult(problem)
    case .success(let advice):
      return format == .json
        ? CommandResult(data: advice.json)
        : CommandResult(StyledText(advice.text).wrapped(to: shell.screen.textWidth))
    }
  }

  private func history(_ who: String, _ shell: Shell) -> Result<PracticeHistory, Problem> {
    guard shell.live.exists else { return .success(PracticeHistory()) }
    return shell.live.use { file in
      guard let trainee = try file.knownTrainee(who) else { return PracticeHistory() }
      var history = PracticeHistory()
      var selection = Selection()
      selection.trainee = trainee.code
      try file.eachEncounter(selection, with: [.criteria]) { kept, _ in history.add(kept) }
      return history
    }
  }
}

/// What a trainee did so far, as far as advice needs it.
struct PracticeHistory {
  /// How one scenario went.
  struct Course {
    var attempts = 0
    var lastScore: Double?
    var lastVerdict: ScoreSheet.Verdict?
    /// The number of the encounter that was left last; nil if none is open.
    var open: Int64?
    /// Percent by criterion of the last graded attempt.
    var percents: [String: Double] = [:]
  }

  private(set) var courses: [String: Course] = [:]
  private var sums: [String: (sum: Double, count: Int)] = [:]
  private var order: [String] = []

  /// Counts one encounter; they come in order.
  mutating func add(_ kept: KeptEncounter) {
    var course = courses[kept.origin.scenarioID] ?? Course()
    course.attempts += 1
    course.open = kept.ended == nil ? kept.key.number : nil
    if let grading = kept.grading {
      course.lastScore = grading.score
      course.lastVerdict = grading.verdict
      course.percents = [:]
      for score in grading.criteria {
        guard let percent = score.percent, grading.ending != nil else { continue }
        course.percents[score.criterion] = percent
        let before = sums[score.criterion]
        if before == nil { order.append(score.criterion) }
        sums[score.criterion] = ((before?.sum ?? 0) + percent, (before?.count ?? 0) + 1)
      }
    }
    courses[kept.origin.scenarioID] = course
  }

  /// The criterion with the lowest mean percent among those graded at least three times; of equal
  /// ones the one met first.
  var weakest: (criterion: String, mean: Double, count: Int)? {
    var found: (criterion: String, mean: Double, count: Int)?
    for criterion in order {
      guard let (sum, count) = sums[criterion], count >= 3 else { continue }
      let mean = sum / Double(count)
      if found.map({ mean < $0.mean }) ?? true { found = (criterion, mean, count) }
    }
    return found
  }
}

/// What to practise next. First what was left open; then what did not pass the last time, unless it
/// was tried three times already while something new waits; then something new, the easier first;
/// then what costs the weakest criterion most; then what has the lowest score.
struct Advice: Equatable {
  /// Nil if there are no scenarios.
  private(set) var scenario: ListedScenario?
  private(set) var why: [String] = []
  /// The encounter to continue; nil to begin a new one.
  private(set) var open: Int64?

  init(_ scenarios: [ListedScenario], _ history: PracticeHistory) {
    func course(_ scenario: ListedScenario) -> PracticeHistory.Course? {
      history.courses[scenario.id]
    }
    let new = scenarios.filter { course($0) == nil }
    if let left = scenarios.first(where: { course($0)?.open != nil }) {
      scenario = left
      open = course(left)?.open
      why = ["You left it before its ending."]
    } else if let failed = Self.failed(scenarios, history, hasNew: !new.isEmpty) {
      scenario = failed
      why = [Self.words(course(failed))]
    } else if let easiest = new.min(by: { Self.rank($0) < Self.rank($1) }) {
      scenario = easiest
      why = ["You have not played it yet."]
    } else if let weakest = history.weakest,
      let teaching = scenarios.filter({ course($0)?.percents[weakest.criterion] != nil })
        .min(by: {
          (course($0)?.percents[weakest.criterion] ?? 100)
            < (course($1)?.percents[weakest.criterion] ?? 100)
        })
    {
      scenario = teaching
      why = [
        "Over \(weakest.count) plays the criterion \(weakest.criterion) came to "
          + "\(Points.text(weakest.mean)) percent on average, less than any other.",
        "Here it came to "
          + "\(Points.text(course(teaching)?.percents[weakest.criterion] ?? 0)) the last time.",
      ]
    } else {
      scenario = scenarios.min {
        (course($0)?.lastScore ?? 0) < (course($1)?.lastScore ?? 0)
      }
      why = scenario.map { [Self.words(course($0))] } ?? []
    }
  }

  /// What did not pass the last time, the lowest score first.
  private static func failed(
    _ scenarios: [ListedScenario], _ history: PracticeHistory, hasNew: Bool
  ) -> ListedScenario? {
    let failed = scenarios.filter { scenario in
      guard let course = history.courses[scenario.id], course.lastVerdict != .pass else {
        return false
      }
      return course.attempts < 3 || !hasNew
    }
    return failed.min { a, b in
      (history.courses[a.id]?.lastScore ?? 0) < (history.courses[b.id]?.lastScore ?? 0)
    }
  }

  private static func rank(_ scenario: ListedScenario) -> Int {
    scenario.level.map { Int($0.rawValue) } ?? Scenario.Level.allCases.count
  }

  private static func words(_ course: PracticeHistory.Course?) -> String {
    guard let course, let score = course.lastScore else {
      return "Your last attempt has no score yet."
    }
    let verdict =
      switch course.lastVerdict {
      case .pass: "passed"
      case .fail: "failed, because of a critical error"
      case .notYet: "did not pass yet"
      case .unfinished, nil: "was not finished"
      }
    return
      "Your last attempt, number \(course.attempts), came to \(Points.text(score)) and \(verdict)."
  }

  /// For a person.
  var text: String {
    guard let scenario else { return "There are no scenarios here.\n" }
    let title = SafeText.shownOnOneLine(scenario.title)
    let command = open.map { "undermat resume \($0)" } ?? "undermat play \(scenario.id)"
    return "\(title) (\(scenario.id)).\n" + why.map { $0 + "\n" }.joined()
      + "`\(command)` begins.\n"
  }

  /// For a program.
  var json: JSONValue {
    [
      "scenario": JSONValue(scenario?.id), "title": JSONValue(scenario?.title),
      "resume": open.map { JSONValue($0) } ?? .null, "why": JSONValue(why),
    ]
  }
}
