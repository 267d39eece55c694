/// How differently two voices score the same play.
package enum VoiceContrast: Equatable, Sendable {
  /// Some choice, draw or destination of one voice is not there in the other.
  case anotherStory
  /// The greatest difference in score of the same choices and draws.
  case points(Double)
  /// There are too many states to tell.
  case undecided
  /// It was stopped before it could be told.
  case stopped
}

extension VoiceContrast {
  /// Compares two solutions with values of one scenario, state by state of both at once.
  /// - Parameters:
  ///   - budget: most pairs of states to look at.
  ///   - goOn: asked now and then; false stops.
  package init(
    _ one: Solution, _ other: Solution, budget: Int = Solution.defaultBudget,
    goOn: (Int) -> Bool = { _ in true }
  ) {
    var pairs = PairGraph(one, other)
    switch pairs.explore(budget: budget, goOn) {
    case .same: self = .points(pairs.greatestDifference())
    case .different: self = .anotherStory
    case .tooMany: self = .undecided
    case .stopped: self = .stopped
    }
  }
}

/// The states of two voices that the same choices and draws lead to.
private struct PairGraph: ~Copyable {
  enum Outcome { case same, different, tooMany, stopped }

  private let one: Solution
  private let other: Solution
  /// Both states' numbers in one word.
  private var pairs = StateSet(wordCount: 1)
  private var starts = Buffer<UInt32>()
  private var targets = Buffer<UInt32>()

  init(_ one: Solution, _ other: Solution) {
    self.one = one
    self.other = other
  }

  private mutating func number(_ a: Int, _ b: Int) -> Int {
    var key = UInt64(a) << 32 | UInt64(b)
    return pairs.insert(&key)
  }

  private func states(_ pair: Int) -> (Int, Int) {
    let key = pairs.state(pair).pointee
    return (Int(key >> 32), Int(key & 0xFFFF_FFFF))
  }

  mutating func explore(budget: Int, _ goOn: (Int) -> Bool) -> Outcome {
    _ = number(0, 0)
    starts.append(0)
    var pair = 0
    while pair < pairs.count {
      if pairs.count > budget { return .tooMany }
      let isCallDue = (pair + 1) % Solution.statesBetweenCalls == 0
      if isCallDue, !goOn(pairs.count) { return .stopped }
      let (a, b) = states(pair)
      guard one.graph.place(a) == other.graph.place(b), expand(a, b) else { return .different }
      starts.append(UInt32(targets.count))
      pair += 1
    }
    return .same
  }

  private mutating func expand(_ a: Int, _ b: Int) -> Bool {
    let mine = one.graph.leaving(a)
    let others = other.graph.leaving(b)
    guard mine.count == others.count else { return false }
    for (x, y) in zip(mine, others) {
      guard one.graph.arrows[x].position == other.graph.arrows[y].position else { return false }
      targets.append(
        UInt32(number(Int(one.graph.targets[x]), Int(other.graph.targets[y]))))
    }
    return true
  }

  /// Pairs are visited in the order of the first voice's states, last first: a pair leads only to
  /// pairs of later states.
  func greatestDifference() -> Double {
    let least = Buffer(repeating: Double.infinity, count: pairs.count)
    let most = Buffer(repeating: -Double.infinity, count: pairs.count)
    let order = pairsInOrder()
    var place = order.count
    while place > 0 {
      place -= 1
      let pair = Int(order[place])
      let (a, b) = states(pair)
      if let x = one.scoreAtEnding(a), let y = other.scoreAtEnding(b) {
        least[pair] = x - y
        most[pair] = x - y
      }
      let arrows = zip(one.graph.leaving(a), other.graph.leaving(b))
      for (index, (x, y)) in zip(Int(starts[pair])..., arrows) {
        let gain = one.scoreAtOnce(x, from: a) - other.scoreAtOnce(y, from: b)
        let target = Int(targets[index])
        least[pair] = min(least[pair], gain + least[target])
        most[pair] = max(most[pair], gain + most[target])
      }
    }
    let start = one.scale.score(raw: one.scale.base) - other.scale.score(raw: other.scale.base)
    let reaches = [start + least[0], start + most[0]].filter(\.isFinite)
    return reaches.map(abs).max() ?? 0
  }

  private func pairsInOrder() -> Buffer<UInt32> {
    let ends = Buffer<UInt32>(repeating: 0, count: one.graph.count + 1)
    for pair in 0..<pairs.count { ends[states(pair).0 + 1] += 1 }
    for index in 1..<ends.count { ends[index] += ends[index - 1] }
    let order = Buffer<UInt32>(unset: pairs.count)
    for pair in 0..<pairs.count {
      let slot = states(pair).0
      order[Int(ends[slot])] = UInt32(pair)
      ends[slot] += 1
    }
    return order
  }
}

extension Solution {
  /// What an arrow gives at once, in points of score.
  fileprivate func scoreAtOnce(_ arrow: Int, from state: Int) -> Double {
    let choices = program.tables.scenes.at(graph.place(state)).pointee.choices
    return points.atOnce(graph.arrows[arrow], of: choices) * scale.factor
  }

  /// What counts at an ending's state, in points of score; nil elsewhere.
  fileprivate func scoreAtEnding(_ state: Int) -> Double? {
    let place = graph.place(state)
    guard place >= program.scenario.scenes.count else { return nil }
    return graph.endingValue(points, at: state, place).map { $0 * scale.factor }
  }
}
