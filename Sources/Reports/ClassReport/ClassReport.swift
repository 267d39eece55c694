/// What a class did, scenario by scenario. It is fed one encounter at a time and keeps only counts
/// and sums, so memory does not grow with the number of encounters.
package struct ClassReport: Equatable, Sendable {
  package private(set) var encounters = 0
  private var tallies: [String: ScenarioTally] = [:]

  package init() {}

  /// By scenario id.
  package var scenarios: [ScenarioTally] {
    tallies.values.sorted { $0.id < $1.id }
  }

  package mutating func add(_ rows: EncounterRows) {
    encounters += 1
    let id = rows.encounter.scenario
    tallies[id, default: ScenarioTally(id: id)].add(rows)
  }
}

/// What all encounters with one scenario came to.
package struct ScenarioTally: Equatable, Sendable {
  package let id: String
  /// As the latest row has it.
  package private(set) var title = ""
  /// Encounters in all, and those that have a score.
  package private(set) var count = 0
  package private(set) var scores = Distribution()
  package private(set) var passes = 0
  package private(set) var notYets = 0
  package private(set) var fails = 0
  package private(set) var unfinished = 0
  /// Encounters with at least one critical error of a family.
  package private(set) var customerErrors = 0
  package private(set) var businessErrors = 0
  package private(set) var complianceErrors = 0
  package private(set) var offered = 0
  package private(set) var taken = 0
  private var editionCounts: [String: Int] = [:]
  private var criterionTallies: [String: CriterionTally] = [:]
  private var sceneTallies: [String: SceneTally] = [:]

  init(id: String) { self.id = id }

  /// Encounters with a verdict other than unfinished.
  package var finished: Int { passes + notYets + fails }

  /// Versions with their digests and how often each was played, in order.
  package var editions: [(name: String, count: Int)] {
    editionCounts.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
  }

  /// In the order of the sheets.
  package var criteria: [CriterionTally] {
    criterionTallies.values.sorted { ($0.place, $0.id) < ($1.place, $1.id) }
  }

  /// The scene that cost most first: what to teach next.
  package var scenes: [SceneTally] {
    sceneTallies.values.sorted { ($1.lost, $0.id) < ($0.lost, $1.id) }
  }

  /// Points of score lost in a scene for every hundred encounters that have a score.
  package func lostPerHundred(_ scene: SceneTally) -> Double? {
    scores.count >= LeastCount.mean ? 100 * scene.lost / Double(scores.count) : nil
  }

  mutating func add(_ rows: EncounterRows) {
    let row = rows.encounter
    count += 1
    if !row.title.isEmpty { title = row.title }
    editionCounts["\(row.version) (\(row.digests.scenario.prefix(12)))", default: 0] += 1
    countVerdict(row.verdict)
    if row.customerErrors > 0 { customerErrors += 1 }
    if row.businessErrors > 0 { businessErrors += 1 }
    if row.complianceErrors > 0 { complianceErrors += 1 }
    guard let score = row.score else { return }
    offered += row.offered
    taken += row.taken
    scores.add(score)
    for (place, criterion) in rows.criteria.enumerated() { add(criterion, place) }
    add(rows.decisions)
  }

  private mutating func countVerdict(_ verdict: String?) {
    switch verdict {
    case "pass": passes += 1
    case "not-yet": notYets += 1
    case "fail": fails += 1
    default: unfinished += 1
    }
  }

  private mutating func add(_ row: CriterionRow, _ place: Int) {
    guard let percent = row.percent else { return }
    let id = "\(row.rubric).\(row.criterion)"
    criterionTallies[id, default: CriterionTally(id: id, place: place)].percents.add(percent)
  }

  private mutating func add(_ decisions: [DecisionRow]) {
    var visited: Set<String> = []
    for decision in decisions {
      let id = decision.scene
      sceneTallies[id, default: SceneTally(id: id)].add(decision)
      if visited.insert(id).inserted { sceneTallies[id]?.encounters += 1 }
    }
  }
}

/// One criterion over all encounters.
package struct CriterionTally: Equatable, Sendable {
  /// `rubric.criterion`.
  package let id: String
  let place: Int
  package fileprivate(set) var percents = Distribution()
}

/// One scene over all encounters.
package struct SceneTally: Equatable, Sendable {
  package let id: String
  /// Encounters that came here, and answers given here.
  package fileprivate(set) var encounters = 0
  package private(set) var answers = 0
  /// Points of score given away here in all.
  package private(set) var lost = 0.0
  private var choiceTallies: [String: ChoiceTally] = [:]

  init(id: String) { self.id = id }

  /// The most frequent first.
  package var choices: [ChoiceTally] {
    choiceTallies.values.sorted { ($1.count, $0.id) < ($0.count, $1.id) }
  }

  fileprivate mutating func add(_ decision: DecisionRow) {
    answers += 1
    lost += max(0, decision.regret ?? 0)
    choiceTallies[decision.choice, default: ChoiceTally(id: decision.choice, text: decision.text)]
      .add(decision)
  }
}

/// One choice over all encounters.
package struct ChoiceTally: Equatable, Sendable {
  package let id: String
  /// With placeholders as written.
  package let text: String
  package private(set) var count = 0
  /// Points of score given away by it in all.
  package private(set) var lost = 0.0

  init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  fileprivate mutating func add(_ decision: DecisionRow) {
    count += 1
    lost += max(0, decision.regret ?? 0)
  }
}
