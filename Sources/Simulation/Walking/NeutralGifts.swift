/// An ending that a play can come to without ever having been asked for a criterion.
package struct NeutralGift: Equatable, Sendable {
  /// Index in `Scenario.criteria`.
  package var criterion: Int
  package var ending: Int
  /// The percent of the criterion that such a play keeps.
  package var percent: Double
  /// How to get it with the fewest choices.
  package var story: Story
}

extension Solution {
  /// The criteria with something to lose that a play can leave without a mark, and without having
  /// met a choice with one, at an ending that has none either (grading.md, worked example).
  package func neutralGifts() -> [NeutralGift] {
    let tempting = ranges.indices.filter { ranges[$0].isApplicable && ranges[$0].lowest < 0 }
    var all: [NeutralGift] = []
    // One pass over the states does for 64 criteria.
    for first in stride(from: 0, to: tempting.count, by: 64) {
      all += gifts(of: Array(tempting[first..<min(first + 64, tempting.count)]))
    }
    return all
  }

  private func gifts(of criteria: [Int]) -> [NeutralGift] {
    let bits = Dictionary(uniqueKeysWithValues: criteria.enumerated().map { ($1, $0) })
    func mask(_ awards: ArraySlice<Award>) -> UInt64 {
      // A level of 0 is no mark (format.md, marks).
      awards.reduce(0) { all, award in
        let bit = award.level == 0 ? nil : bits[Int(award.criterion)]
        return all | (bit.map { 1 << UInt64($0) } ?? 0)
      }
    }
    let ofChoice = program.scenario.choices.indices.map { mask(program.awards.choice($0)) }
    let ofEnding = program.scenario.endings.indices.map { mask(program.awards.ending($0)) }
    let given = unaskedEndings(ofChoice, count: criteria.count)
    return criteria.enumerated().flatMap { bit, criterion in
      let endings = given.indices.filter { (given[$0] & ~ofEnding[$0]) >> UInt64(bit) & 1 != 0 }
      return gifts(of: criterion, at: endings) { asked(in: $0, ofChoice) >> UInt64(bit) & 1 != 0 }
    }
  }

  /// By ending: the criteria, a bit each, that some play comes to it without having met.
  private func unaskedEndings(_ ofChoice: [UInt64], count: Int) -> [UInt64] {
    var given = [UInt64](repeating: 0, count: program.scenario.endings.count)
    let unasked = Buffer(repeating: UInt64(0), count: graph.count)
    unasked[0] = count == 64 ? .max : (1 << UInt64(count)) - 1
    for state in 0..<graph.count {
      let ending = graph.place(state) - program.scenario.scenes.count
      if ending >= 0 {
        if ending < given.count { given[ending] |= unasked[state] }
        continue
      }
      let rest = unasked[state] & ~asked(in: state, ofChoice)
      for arrow in graph.leaving(state) { unasked[Int(graph.targets[arrow])] |= rest }
    }
    return given
  }

  /// The criteria on which a choice that is available in a state has a mark.
  private func asked(in state: Int, _ ofChoice: [UInt64]) -> UInt64 {
    let place = graph.place(state)
    guard place < program.scenario.scenes.count else { return 0 }
    let choices = program.tables.scenes.at(place).pointee.choices
    guard choices.count > 0 else { return 0 }
    return graph.leaving(state).reduce(0) {
      $0 | ofChoice[Int(choices.first) + graph.arrows[$1].position]
    }
  }

  private func gifts(of criterion: Int, at endings: [Int], isAsked: (Int) -> Bool)
    -> [NeutralGift]
  {
    guard !endings.isEmpty else { return [] }
    let paths = graph.shortestPaths(goesOn: { !isAsked($0) })
    return endings.compactMap { ending in
      let place = program.scenario.scenes.count + ending
      guard let state = paths.order.first(where: { graph.place(Int($0)) == place }) else {
        return nil
      }
      return NeutralGift(
        criterion: criterion, ending: ending, percent: ranges[criterion].percent(0) ?? 0,
        story: story(to: Int(state), paths))
    }
  }
}
