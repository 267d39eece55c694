extension StateGraph {
  /// The fewest choices from the start to every state.
  struct Paths {
    /// Per state: the arrow by which it is first reached; `UInt32.max` for none.
    var by: [UInt32]
    /// Per state: the state before it.
    var from: [UInt32]
    /// Per state: the number of choices; `Int32.max` if it cannot be reached.
    var length: [Int32]
    /// The states in the order in which they are reached.
    var order: [UInt32] = []
    /// Whether all were looked at: false where it was stopped.
    var isComplete = true

    fileprivate init(count: Int) {
      by = Array(repeating: .max, count: count)
      from = by
      length = Array(repeating: .max, count: count)
      length[0] = 0
    }

    /// Notes how a state is reached, unless it was reached before.
    fileprivate mutating func reach(
      _ target: Int, by arrow: Int, from state: Int, length newLength: Int32
    ) -> Bool {
      guard length[target] == .max else { return false }
      by[target] = UInt32(arrow)
      from[target] = UInt32(state)
      length[target] = newLength
      return true
    }
  }

  /// Breadth first; draws cost nothing, choices one each. Ties go to the file's order.
  /// - Parameters:
  ///   - clean: only plays without a critical error.
  ///   - goOn: asked now and then; false stops.
  ///   - goesOn: whether a play that waits for an answer in a state may go on from it.
  func shortestPaths(
    clean: Bool = false, goOn: (Int) -> Bool = { _ in true },
    goesOn: (Int) -> Bool = { _ in true }
  ) -> Paths {
    var paths = Paths(count: count)
    var level: [UInt32] = [0]
    var nextCall = Solution.statesBetweenCalls
    while !level.isEmpty {
      // All draws of a level first: what they reach needs no further choice.
      followDraws(&level, &paths)
      paths.order += level
      level = followChoices(level.filter { goesOn(Int($0)) }, clean, &paths)
      guard paths.order.count >= nextCall else { continue }
      nextCall = paths.order.count + Solution.statesBetweenCalls
      guard goOn(count) else {
        paths.isComplete = false
        break
      }
    }
    return paths
  }

  private func followDraws(_ level: inout [UInt32], _ paths: inout Paths) {
    var index = 0
    while index < level.count {
      let state = Int(level[index])
      index += 1
      guard isChance(state) else { continue }
      for arrow in leaving(state) {
        let target = Int(targets[arrow])
        if paths.reach(target, by: arrow, from: state, length: paths.length[state]) {
          level.append(UInt32(target))
        }
      }
    }
  }

  private func followChoices(_ level: [UInt32], _ clean: Bool, _ paths: inout Paths) -> [UInt32] {
    var next: [UInt32] = []
    for state in level.map(Int.init) where !isChance(state) {
      for arrow in leaving(state) where !clean || !arrows[arrow].critical {
        let target = Int(targets[arrow])
        if paths.reach(target, by: arrow, from: state, length: paths.length[state] + 1) {
          next.append(UInt32(target))
        }
      }
    }
    return next
  }

  /// Whether a state waits for a draw.
  private func isChance(_ state: Int) -> Bool {
    let place = self.place(state)
    return place < program.scenario.scenes.count
      && program.tables.scenes.at(place).pointee.choices.isEmpty
  }

  /// The choices along the shortest way to a state.
  func line(to state: Int, _ paths: Paths) -> [Int] {
    var line: [Int] = []
    var state = state
    while paths.from[state] != .max {
      let before = Int(paths.from[state])
      if !isChance(before) {
        let first = Int(program.tables.scenes.at(place(before)).pointee.choices.first)
        line.append(first + arrows[Int(paths.by[state])].position)
      }
      state = before
    }
    return line.reversed()
  }
}
