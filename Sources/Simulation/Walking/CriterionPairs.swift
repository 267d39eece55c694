extension Solution {
  /// Whether two criteria come to the same percent in every complete play, whatever is drawn, so
  /// that one of them tells nothing that the other does not. Only for two that apply.
  ///
  /// Totals are followed from the start: if two plays come to one state with different distances
  /// between the percents, then the rest of the play, which is the same for both, cannot make them
  /// equal again. All in integers, so that nothing is rounded.
  package func alwaysMoveTogether(_ one: Int, _ other: Int) -> Bool {
    // How far the percents are apart, times the product of the ranges.
    let (a, b) = (ranges[one], ranges[other])
    let (mine, theirs) = (Int64(b.highest - b.lowest), -Int64(a.highest - a.lowest))
    let distance = MarkWorth(program) { $0 == one ? mine : $0 == other ? theirs : 0 }
    let scenes = program.scenario.scenes.count
    let before = Buffer(repeating: Int64.min, count: graph.count)
    before[0] = -mine * Int64(a.lowest) - theirs * Int64(b.lowest)
    for state in 0..<graph.count {
      let place = graph.place(state)
      guard place < scenes else {
        guard let rest = graph.endingValue(distance, at: state, place) else { continue }
        guard before[state] + rest == 0 else { return false }
        continue
      }
      let choices = program.tables.scenes.at(place).pointee.choices
      for arrow in graph.leaving(state) {
        let after = before[state] + distance.atOnce(graph.arrows[arrow], of: choices)
        let target = Int(graph.targets[arrow])
        guard before[target] == .min || before[target] == after else { return false }
        before[target] = after
      }
    }
    return true
  }
}
