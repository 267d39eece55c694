/// The states nearest to the start in which each thing is met; -1 for what is not met.
struct NearestStates {
  private(set) var scenes: [Int32]
  private(set) var choices: [Int32]
  private(set) var branches: [Int32]
  private(set) var endings: [Int32]
  /// By choice: a bit for each position in its scene that was available in the same state.
  private(set) var together: [UInt16]
  /// Whether all states were looked at: false where it was stopped.
  private(set) var isComplete: Bool

  /// - Parameters:
  ///   - paths: of the solution, perhaps not complete.
  ///   - goOn: asked now and then; false stops.
  init(_ solution: Solution, _ paths: StateGraph.Paths, _ goOn: (Int) -> Bool) {
    let scenario = solution.program.scenario
    scenes = Array(repeating: -1, count: scenario.scenes.count)
    choices = Array(repeating: -1, count: scenario.choices.count)
    branches = Array(repeating: -1, count: scenario.branches.count)
    endings = Array(repeating: -1, count: scenario.endings.count)
    together = Array(repeating: 0, count: scenario.choices.count)
    isComplete = paths.isComplete
    for (index, state) in paths.order.enumerated() {
      if (index + 1) % Solution.statesBetweenCalls == 0, !goOn(solution.stateCount) {
        isComplete = false
        return
      }
      meet(Int(state), solution)
    }
  }

  private mutating func meet(_ state: Int, _ solution: Solution) {
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
