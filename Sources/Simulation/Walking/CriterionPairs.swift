extension Solution {
  /// Whether two criteria come to the same percent in every complete play, whatever is drawn, so
  /// that one of them tells nothing that the other does not. Only for two that apply.
  ///
  /// Totals are followed from the start: if two plays come to one state with different distances
  /// between the percents, then the rest of the play, which is the same for both, cannot make them
  /// equal again. All in integers, so that nothing is rounded.
  package func alwaysMoveTogether(_ one: Int, _ other: Int) -> Bool {
    let distance = PercentDistance(self, one, other)
    let scenes = program.scenario.scenes.count
    let before = Buffer(repeating: Int64.min, count: graph.count)
    before[0] = distance.start
    for state in 0..<graph.count {
      let place = graph.place(state)
      guard place < scenes else {
        if place == graph.impatientPlace { continue }
        guard before[state] + distance.atEnding(state, place - scenes, graph) == 0 else {
          return false
        }
        continue
      }
      let choices = program.tables.scenes.at(place).pointee.choices
      for arrow in graph.leaving(state) {
        var after = before[state]
        if choices.count > 0, graph.arrows[arrow].counted {
          after += distance.ofChoice[Int(choices.first) + graph.arrows[arrow].position]
        }
        let target = Int(graph.targets[arrow])
        guard before[target] == .min || before[target] == after else { return false }
        before[target] = after
      }
    }
    return true
  }
}

/// How far the percents of two criteria are apart, times the product of their ranges.
private struct PercentDistance {
  let start: Int64
  private(set) var ofChoice: [Int64]
  private let ofEnding: [(now: Int64, gated: Int64)]
  private let waiting: [(field: Field, factor: Int64)]

  init(_ solution: Solution, _ one: Int, _ other: Int) {
    let (a, b) = (solution.ranges[one], solution.ranges[other])
    let (mine, theirs) = (Int64(b.highest - b.lowest), -Int64(a.highest - a.lowest))
    start = -mine * Int64(a.lowest) - theirs * Int64(b.lowest)
    func factor(_ criterion: Int) -> Int64 {
      criterion == one ? mine : criterion == other ? theirs : 0
    }
    func sum(_ awards: ArraySlice<Award>, waits: Bool) -> Int64 {
      var sum: Int64 = 0
      for award in awards where award.waits == waits {
        sum += factor(Int(award.criterion)) * Int64(award.points)
      }
      return sum
    }
    let program = solution.program
    ofChoice = program.scenario.choices.indices.map { sum(program.awards.choice($0), waits: false) }
    ofEnding = program.scenario.endings.indices.map {
      (sum(program.awards.ending($0), waits: false), sum(program.awards.ending($0), waits: true))
    }
    waiting = [one, other].compactMap { criterion in
      let field = program.layout.waiting[criterion]
      return field < 0
        ? nil : (program.layout.fields[Int(field)], factor(criterion))
    }
  }

  func atEnding(_ state: Int, _ ending: Int, _ graph: borrowing StateGraph) -> Int64 {
    guard graph.gatesHold(state) else { return ofEnding[ending].now }
    let words = graph.words(state)
    return waiting.reduce(ofEnding[ending].now + ofEnding[ending].gated) {
      $0 + $1.factor * Int64($1.field.readRaw(words))
    }
  }
}
