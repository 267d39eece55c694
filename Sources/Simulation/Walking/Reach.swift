/// What the plays of one voice come to, and the nearest state in which each thing is met.
package struct Reach: Sendable {
  /// By scene: the state nearest to the start, or -1 if no play enters the scene.
  package let scenes: [Int32]
  /// By choice: the nearest state in which it can be taken, or -1.
  package let choices: [Int32]
  /// By branch: the nearest state in which it can be drawn, or -1.
  package let branches: [Int32]
  /// By ending: the nearest state, or -1.
  package let endings: [Int32]
  /// By choice: a bit for each position in its scene that was available in the same state.
  package let together: [UInt16]
  let paths: StateGraph.Paths

  /// Looks at every state of a solution that was found, explored or not.
  /// - Parameter goOn: asked now and then; false stops, and what was not met by then counts as not
  ///   reached.
  package init(_ solution: Solution, goOn: (Int) -> Bool = { _ in true }) {
    let scenario = solution.program.scenario
    var scan = ReachScan(scenario)
    paths = solution.graph.shortestPaths(goOn: goOn)
    for state in paths.order { scan.meet(Int(state), solution) }
    scenes = scan.scenes
    choices = scan.choices
    branches = scan.branches
    endings = scan.endings
    together = scan.together
  }
}

/// Collects what is met, state by state, nearest first.
private struct ReachScan {
  var scenes: [Int32]
  var choices: [Int32]
  var branches: [Int32]
  var endings: [Int32]
  var together: [UInt16]

  init(_ scenario: Scenario) {
    scenes = Array(repeating: -1, count: scenario.scenes.count)
    choices = Array(repeating: -1, count: scenario.choices.count)
    branches = Array(repeating: -1, count: scenario.branches.count)
    endings = Array(repeating: -1, count: scenario.endings.count)
    together = Array(repeating: 0, count: scenario.choices.count)
  }

  mutating func meet(_ state: Int, _ solution: Solution) {
    let place = solution.graph.place(state)
    guard place < scenes.count else {
      let ending = place - scenes.count
      if ending < endings.count, endings[ending] < 0 { endings[ending] = Int32(state) }
      return
    }
    if scenes[place] < 0 { scenes[place] = Int32(state) }
    let code = solution.program.tables.scenes.at(place)
    var available: UInt16 = 0
    for index in solution.graph.leaving(state) {
      let position = solution.graph.arrows[index].position
      if code.pointee.choices.count > 0 {
        available |= 1 << UInt16(position)
        let choice = Int(code.pointee.choices.first) + position
        if choices[choice] < 0 { choices[choice] = Int32(state) }
      } else {
        let branch = Int(code.pointee.branches.first) + position
        if branches[branch] < 0 { branches[branch] = Int32(state) }
      }
    }
    var rest = available
    while rest != 0 {
      together[Int(code.pointee.choices.first) + rest.trailingZeroBitCount] |= available
      rest &= rest - 1
    }
  }
}
