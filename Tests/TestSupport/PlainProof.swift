package import Simulation

/// What grading.md 2 to 4 says of a scenario in one voice, by following every play to its end, one
/// after the other.
package struct PlainProof {
  /// A complete play as far as grading looks at it.
  private struct Outcome {
    var totals: [Int]
    var isClean: Bool
    var ending: Int
  }

  private let play: PlainPlay
  private var outcomes: [Outcome] = []
  private var stepsLeft: Int
  /// Whether some play gets stuck.
  package private(set) var isStuck = false
  /// Whether every play was followed; if not, nothing here holds.
  package var isComplete: Bool { stepsLeft > 0 }
  /// By criterion: least total of all plays, greatest of the clean ones.
  package private(set) var lowest: [Int] = []
  package private(set) var highest: [Int] = []
  /// By criterion: the weight as applied.
  package private(set) var weights: [Double] = []
  /// Raw points of the best clean play and of the worst.
  package private(set) var rawBest = -Double.infinity
  package private(set) var rawWorst = Double.infinity
  /// The expected score from the start, of the best clean play and of random play.
  package private(set) var expected = 0.0
  package private(set) var random = 0.0
  /// By ending: the least and the greatest score, or nil if it is not reached.
  package private(set) var endings: [ClosedRange<Double>?] = []

  /// - Parameter steps: most choices and draws to follow.
  package init(_ scenario: Scenario, _ voice: Voice, steps: Int) {
    play = PlainPlay(scenario, voice)
    stepsLeft = steps
    follow(play.start)
    guard isComplete, !isStuck, outcomes.contains(where: \.isClean) else { return }
    let criteria = scenario.criteria.indices
    lowest = criteria.map { index in outcomes.map { $0.totals[index] }.min() ?? 0 }
    highest = criteria.map { index in
      outcomes.filter(\.isClean).map { $0.totals[index] }.max() ?? 0
    }
    weights = weighed()
    rawBest = outcomes.filter(\.isClean).map { raw($0.totals) }.max() ?? 0
    rawWorst = outcomes.map { raw($0.totals) }.min() ?? 0
    guard rawBest - rawWorst > 1e-9 else { return }
    let value = value(play.start)
    expected = score(value.best)
    random = score(value.random)
    endings = scenario.endings.indices.map(range(ending:))
  }

  private mutating func follow(_ state: PlainPlay.State) {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return }
    if let ending = state.place?.ending {
      outcomes.append(
        Outcome(totals: play.totals(state), isClean: !state.isCritical, ending: ending))
      return
    }
    let next = successors(of: state)
    if next.isEmpty { isStuck = true }
    for successor in next { follow(successor.state) }
  }

  /// The states that can follow, with whether the choice is critical and the branch's weight.
  private func successors(
    of state: PlainPlay.State
  ) -> [(state: PlainPlay.State, isCritical: Bool, weight: Double)] {
    let choices = play.available(state).map { index in
      var next = state
      play.take(index, &next)
      return (next, play.isCritical(index, state), 1.0)
    }
    let draws = play.branches(state).map { index in
      var next = state
      play.draw(index, &next)
      return (next, false, Double(play.scenario.branches[index].weight))
    }
    return choices + draws
  }

  /// A rubric's weight is spread over its applicable criteria in proportion to theirs; all are
  /// scaled to sum to 1 (grading.md 3).
  private func weighed() -> [Double] {
    let places = play.scenario.criteria
    func share(_ index: Int) -> Double {
      lowest[index] == highest[index]
        ? 0 : Double(play.scenario.criterion(places[index]).weight)
    }
    let shares = places.indices.map { index in
      let rubric = places[index].rubric
      let all = places.indices.filter { places[$0].rubric == rubric }.map(share).reduce(0, +)
      let weight = Double(play.scenario.rubrics[rubric].weight)
      return all == 0 ? 0 : weight * share(index) / all
    }
    let sum = shares.reduce(0, +)
    return shares.map { sum == 0 ? 0 : $0 / sum }
  }

  private func raw(_ totals: [Int]) -> Double {
    totals.indices.reduce(0) { sum, index in
      guard weights[index] > 0 else { return sum }
      let span = Double(highest[index] - lowest[index])
      return sum + weights[index] * 100 * Double(totals[index] - lowest[index]) / span
    }
  }

  private func score(_ raw: Double) -> Double { 100 * (raw - rawWorst) / (rawBest - rawWorst) }

  private func value(_ state: PlainPlay.State) -> (best: Double, random: Double) {
    if state.place?.ending != nil {
      let raw = raw(play.totals(state))
      return (raw, raw)
    }
    let next = successors(of: state)
    let values = next.map { value($0.state) }
    let weights = next.map(\.weight).reduce(0, +)
    let random = zip(next, values).reduce(0) { $0 + $1.0.weight * $1.1.random } / weights
    if play.available(state).isEmpty {
      return (zip(next, values).reduce(0) { $0 + $1.0.weight * $1.1.best } / weights, random)
    }
    let clean = zip(next, values).filter { !$0.0.isCritical }.map(\.1.best)
    return (clean.max() ?? values.map(\.best).max() ?? 0, random)
  }

  private func range(ending: Int) -> ClosedRange<Double>? {
    let scores = outcomes.filter { $0.ending == ending }.map { score(raw($0.totals)) }
    guard let least = scores.min(), let most = scores.max() else { return nil }
    return least...most
  }
}
