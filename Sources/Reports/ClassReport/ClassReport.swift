import Gradings
import Simulation

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

  /// Counts an encounter.
  /// - Parameter row: graded, with its decisions and criteria.
  package mutating func add(_ row: EncounterRow) {
    encounters += 1
    tallies[row.scenario, default: ScenarioTally(id: row.scenario)].add(row)
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
  private var editionCounts: [Edition: Int] = [:]
  private var criterionTallies: [CriterionTally] = []
  private var sceneTallies = SceneTallies()

  private struct Edition: Hashable {
    var version: String
    var digest: String
    var name: String { "\(version) (\(digest.prefix(12)))" }
  }

  init(id: String) { self.id = id }

  /// Encounters with a verdict other than unfinished.
  package var finished: Int { passes + notYets + fails }

  /// Versions with their digests and how often each was played, in order.
  package var editions: [(name: String, count: Int)] {
    editionCounts.map { (name: $0.key.name, count: $0.value) }
      .sorted { ($0.name, $0.count) < ($1.name, $1.count) }
  }

  /// In the order of the sheets.
  package var criteria: [CriterionTally] {
    criterionTallies.sorted { ($0.place, $0.id) < ($1.place, $1.id) }
  }

  /// The scene that cost most first: what to teach next.
  package var scenes: [SceneTally] {
    sceneTallies.scenes.sorted { ($1.lost, $0.id) < ($0.lost, $1.id) }
  }

  /// Points of score lost in a scene for every hundred encounters that have a score.
  package func lostPerHundred(_ scene: SceneTally) -> Double? {
    scores.count >= LeastCount.mean ? 100 * scene.lost / Double(scores.count) : nil
  }

  mutating func add(_ row: EncounterRow) {
    let grading = row.grading
    count += 1
    if !row.title.isEmpty { title = row.title }
    editionCounts[Edition(version: row.version, digest: row.digests.scenario), default: 0] += 1
    countVerdict(grading.verdict)
    if grading.customerErrors > 0 { customerErrors += 1 }
    if grading.businessErrors > 0 { businessErrors += 1 }
    if grading.complianceErrors > 0 { complianceErrors += 1 }
    guard let score = grading.score else { return }
    offered += grading.offered
    taken += grading.done
    scores.add(score)
    for (place, criterion) in grading.criteria.enumerated() { add(criterion, place) }
    for decision in grading.decisions { sceneTallies.add(decision, encounter: count) }
  }

  private mutating func countVerdict(_ verdict: ScoreSheet.Verdict?) {
    switch verdict {
    case .pass: passes += 1
    case .notYet: notYets += 1
    case .fail: fails += 1
    case .unfinished, nil: unfinished += 1
    }
  }

  private mutating func add(_ score: CriterionScore, _ place: Int) {
    guard let percent = score.percent else { return }
    let index = index(of: score, place)
    // The place is that of the first sheet on which it stood, whatever came first.
    criterionTallies[index].place = min(criterionTallies[index].place, place)
    criterionTallies[index].percents.add(percent)
  }

  /// Criteria mostly stand where they stood on the sheet before.
  private mutating func index(of score: CriterionScore, _ place: Int) -> Int {
    if criterionTallies.indices.contains(place), criterionTallies[place].isOf(score) {
      return place
    }
    if let index = criterionTallies.firstIndex(where: { $0.isOf(score) }) { return index }
    criterionTallies.append(
      CriterionTally(rubric: score.rubric, criterion: score.criterion, place: place))
    return criterionTallies.count - 1
  }
}

/// One criterion over all encounters.
package struct CriterionTally: Equatable, Sendable {
  let rubric: String
  let criterion: String
  fileprivate(set) var place: Int
  package fileprivate(set) var percents = Distribution()

  /// `rubric.criterion`.
  package var id: String { "\(rubric).\(criterion)" }

  fileprivate func isOf(_ score: CriterionScore) -> Bool {
    rubric == score.rubric && criterion == score.criterion
  }
}
