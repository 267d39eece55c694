/// Grades one play: a pure function of the scenario with its rubrics, and what was chosen.
package struct Grader {
  private let solution: Solution
  private let encounter: Encounter
  private let scenario: Scenario
  private let places: [Scenario.CriterionPlace]
  private let markIDs: [String]

  /// The score sheet of an encounter. One that has no ending yet is graded as far as it went and
  /// is `unfinished`.
  /// - Parameter solution: of the encounter's own program, and without findings.
  package static func grade(_ encounter: Encounter, _ solution: Solution) -> ScoreSheet {
    precondition(
      encounter.program === solution.program, "an encounter is graded by its own program's solution"
    )
    return Grader(encounter, solution).sheet()
  }

  private init(_ encounter: Encounter, _ solution: Solution) {
    self.encounter = encounter
    self.solution = solution
    scenario = encounter.scenario
    places = scenario.criteria
    markIDs = scenario.markIDs
  }

  private func sheet() -> ScoreSheet {
    let gates = self.gates
    let values = TurnValues(encounter, solution)
    let turns = encounter.turns.map { result($0, values, gates) }
    let ending = self.ending(gates)
    let totals = self.totals(turns, ending)
    let rubrics = self.rubrics(totals)
    let raw = ending == nil || !solution.isExact ? nil : self.raw(rubrics)
    let score = raw.map(solution.scale.score(raw:))
    let critical = self.critical
    let luck = solution.isExact ? turns.reduce(0) { $0 + ($1.luck ?? 0) } : nil
    return ScoreSheet(
      scenario: scenario.about, voice: encounter.program.voice, seed: encounter.seed,
      mode: encounter.mode, isExact: solution.isExact, score: score, raw: raw,
      rawBest: known(solution.scale.rawBest), rawWorst: known(solution.scale.rawWorst),
      verdict: verdict(score, critical, rubrics, isFinished: ending != nil), critical: critical,
      random: solution.isExact ? solution.random : nil,
      expected: solution.isExact ? solution.expected : nil, luck: luck,
      skill: skill(score, luck), rubrics: rubrics, turns: turns, ending: ending, gates: gates,
      offered: values.offered.count, taken: gates.hold ? values.taken.count : 0,
      spent: encounter.spent, seconds: Int(encounter.seconds),
      simulated: CustomerMemory(scenario, moods: encounter.turns.map(\.mood)))
  }

  private func known(_ value: Double) -> Double? { solution.isExact ? value : nil }

  // MARK: Parts of the score

  private func totals(
    _ turns: [ScoreSheet.TurnResult], _ ending: ScoreSheet.EndingResult?
  ) -> [Int] {
    var totals = [Int](repeating: 0, count: places.count)
    for mark in turns.flatMap(\.marks) + (ending?.marks ?? []) where mark.counted {
      totals[mark.criterion] += mark.points
    }
    return totals
  }

  private func rubrics(_ totals: [Int]) -> [ScoreSheet.RubricResult] {
    var results = scenario.rubrics.map {
      ScoreSheet.RubricResult(id: $0.rubric.id, score: nil, criteria: [])
    }
    for (index, place) in places.enumerated() {
      let range =
        solution.isExact
        ? solution.ranges[index] : CriterionRange(lowest: 0, highest: 0)
      results[place.rubric].criteria.append(
        ScoreSheet.CriterionResult(
          id: scenario.criterion(place).id, weight: range.weight, isApplicable: range.isApplicable,
          total: totals[index], lowest: range.lowest, highest: range.highest,
          percent: range.percent(totals[index])))
    }
    for index in results.indices { results[index].score = mean(results[index].criteria) }
    return results
  }

  private func mean(_ criteria: [ScoreSheet.CriterionResult]) -> Double? {
    var weights = 0.0
    var sum = 0.0
    for criterion in criteria {
      guard let percent = criterion.percent else { continue }
      weights += criterion.weight
      sum += criterion.weight * percent
    }
    return weights > 0 ? sum / weights : nil
  }

  private func raw(_ rubrics: [ScoreSheet.RubricResult]) -> Double {
    var raw = 0.0
    for criterion in rubrics.flatMap(\.criteria) {
      raw += criterion.weight * (criterion.percent ?? 0)
    }
    return raw
  }

  private func skill(_ score: Double?, _ luck: Double?) -> Double? {
    guard let score, let luck else { return nil }
    let span = solution.expected - solution.random
    return span > tolerance ? (score - luck - solution.random) / span : nil
  }

  private func verdict(
    _ score: Double?, _ critical: [ScoreSheet.CriticalError],
    _ rubrics: [ScoreSheet.RubricResult], isFinished: Bool
  ) -> ScoreSheet.Verdict? {
    guard isFinished else { return .unfinished }
    guard critical.isEmpty else { return .fail }
    guard let score else { return nil }
    let reached = scenario.needs.allSatisfy { reaches($0, rubrics) }
    return score >= Double(scenario.pass) - tolerance && reached ? .pass : .notYet
  }

  /// A need about something that does not apply asks for nothing.
  private func reaches(_ need: Need, _ rubrics: [ScoreSheet.RubricResult]) -> Bool {
    var percent = rubrics[need.rubric].score
    if let criterion = need.criterion {
      percent = rubrics[need.rubric].criteria[places[criterion].position].percent
    }
    guard let percent else { return true }
    return percent >= Double(need.percent) - tolerance
  }

  // MARK: Errors, gates, endings

  private var critical: [ScoreSheet.CriticalError] {
    encounter.turns.flatMap { turn in
      var errors: [ScoreSheet.CriticalError] = []
      if let declared = scenario.choices[turn.choice].critical {
        errors.append(
          ScoreSheet.CriticalError(
            turn: turn.number, family: declared.family, why: scenario.string(declared.why)))
      }
      if turn.overspent {
        errors.append(
          ScoreSheet.CriticalError(
            turn: turn.number, family: .business,
            why: "The money given away went above the limit in force: \(turn.spent.decimal) in all."
          ))
      }
      return errors
    }
  }

  private var gates: ScoreSheet.Gates {
    let isProportionate = scenario.loss.map {
      2 * encounter.spent.hundredths <= 3 * $0.hundredths
    }
    let isClean = encounter.turns.allSatisfy {
      !$0.overspent && scenario.choices[$0.choice].critical == nil
    }
    return ScoreSheet.Gates(
      basics: encounter.basicsHold, authority: encounter.turns.allSatisfy { !$0.overspent },
      proportion: isProportionate ?? true, clean: isClean)
  }

  private func ending(_ gates: ScoreSheet.Gates) -> ScoreSheet.EndingResult? {
    guard case .ending(let index) = encounter.position else { return nil }
    let ending = scenario.endings[index]
    return ScoreSheet.EndingResult(
      id: scenario.string(ending.id), outcome: ending.outcome,
      marks: marks(encounter.program.awards.ending(index), gates), index: index)
  }

  private func marks(
    _ awards: ArraySlice<Award>, _ gates: ScoreSheet.Gates
  ) -> [ScoreSheet.GivenMark] {
    awards.map { award in
      ScoreSheet.GivenMark(
        criterion: Int(award.criterion), id: markIDs[Int(award.criterion)],
        level: Int(award.level), counted: !award.waits || gates.hold, points: Int(award.points))
    }
  }

  // MARK: Turns

  private func result(
    _ turn: Turn, _ values: TurnValues, _ gates: ScoreSheet.Gates
  ) -> ScoreSheet.TurnResult {
    let choice = scenario.choices[turn.choice]
    let value = solution.isExact ? values.turns[turn.number - 1] : nil
    let awards = turn.counted ? encounter.program.awards.choice(turn.choice) : []
    let isCritical = turn.overspent || choice.critical != nil
    let didTheUnexpected = gates.hold && awards.contains(where: \.waits)
    return ScoreSheet.TurnResult(
      turn: turn.number, scene: scenario.string(scenario.scenes[turn.scene].id),
      choice: scenario.string(choice.id), text: scenario.words(of: choice),
      regret: value?.regret, here: value?.here, later: value.map { $0.regret - $0.here },
      label: value.map { ScoreSheet.Label(regret: $0.regret, isCritical: isCritical) },
      onlyMove: value?.isOnlyMove ?? false,
      unexpected: didTheUnexpected && (value?.regret ?? .infinity) <= 2 + tolerance,
      best: value?.best.map { scenario.string(scenario.choices[$0].id) } ?? [],
      before: value?.before, after: value?.after, luck: value?.luck,
      draws: turn.draws.map { (scenario.string(scenario.scenes[$0.scene].id), $0.branch) },
      marks: marks(awards, gates), spend: choice.spend, spent: turn.spent,
      seconds: Int(choice.seconds), mood: turn.mood, choiceIndex: turn.choice,
      bestIndices: value?.best ?? [])
  }
}

/// The values around each turn of a play, and where something unexpected could be done.
private struct TurnValues {
  struct Value {
    var before: Double
    var after: Double
    var luck: Double
    var regret: Double
    var here: Double
    var best: [Int]
    var isOnlyMove: Bool
  }

  private(set) var turns: [Value] = []
  /// Scenes where a choice with a positive gated mark, not yet used up, was available.
  private(set) var offered = Set<Int>()
  /// Scenes where such a choice was taken.
  private(set) var taken = Set<Int>()

  init(_ encounter: Encounter, _ solution: Solution) {
    let program = encounter.program
    var banked = solution.scale.base
    for turn in encounter.turns {
      noteUnexpected(turn, program)
      guard solution.isExact else { continue }
      let gain = turn.counted ? solution.points.ofChoice[turn.choice] : 0
      let before = solution.scale.score(raw: banked + solution.expected(turn.before))
      banked += gain
      let after = solution.scale.score(raw: banked + solution.expected(turn.after))
      let settled =
        turn.draws.isEmpty
        ? after : solution.scale.score(raw: banked + solution.expected(turn.settled))
      turns.append(
        Value(turn, solution.options(turn.before), before: before, after: after, settled: settled))
    }
  }

  private mutating func noteUnexpected(_ turn: Turn, _ program: Program) {
    let open = program.unexpectedChoices(turn.before, in: turn.scene)
    if !open.isEmpty { offered.insert(turn.scene) }
    if open.contains(turn.choice) { taken.insert(turn.scene) }
  }
}

extension TurnValues.Value {
  init(_ turn: Turn, _ options: [Option], before: Double, after: Double, settled: Double) {
    self.before = before
    self.after = after
    luck = settled - after
    let chosen = options.first { $0.choice == turn.choice }
    let regret = before - after
    let clean = options.filter { !$0.isCritical }
    let candidates = clean.isEmpty ? options : clean
    let least = candidates.map(\.regret).min() ?? 0
    let firstBest = candidates.first { $0.regret <= least + tolerance }
    best = clean.filter { $0.regret <= least + tolerance }.map(\.choice)
    self.regret = regret
    here = (firstBest?.atOnce ?? 0) - (chosen?.atOnce ?? 0)
    let others = clean.filter { $0.choice != turn.choice }
    isOnlyMove =
      regret <= tolerance && chosen?.isCritical == false && !others.isEmpty
      && others.allSatisfy { $0.regret >= 10 - tolerance }
  }
}

extension Program {
  /// The available choices of a scene that have a positive gated mark which is not yet used up.
  func unexpectedChoices(_ words: [UInt64], in scene: Int) -> [Int] {
    words.withUnsafeBufferPointer { buffer in
      guard let words = buffer.baseAddress else { return [] }
      return scenario.scenes[scene].choices.range.filter { index in
        let code = tables.choices.at(index)
        return !tables.detail(code).pointee.waiting.isEmpty && tables.isAvailable(code, words)
          && !tables.wasTaken(code, words)
      }
    }
  }
}

extension Scenario {
  /// How marks name each criterion: its id, with its rubric's where two rubrics share it.
  package var markIDs: [String] {
    let places = criteria
    let ids = places.map { criterion($0).id }
    return places.indices.map { index in
      let isShared = ids.filter { $0 == ids[index] }.count > 1
      return isShared ? rubrics[places[index].rubric].rubric.id + "." + ids[index] : ids[index]
    }
  }
}
