extension StateGraph {
  /// The fewest choices from the start to every state.
  struct Paths {
    /// Per state: the arrow by which it is first reached; `UInt32.max` for none.
    private(set) var by: [UInt32]
    /// The states in the order in which they are reached.
    fileprivate(set) var order: [UInt32] = []
    /// Whether all were looked at: false where it was stopped. What is there is right then: the
    /// nearest states, with the shortest ways to them.
    fileprivate(set) var isComplete = true

    fileprivate init(count: Int) {
      by = Array(repeating: .max, count: count)
      order.reserveCapacity(count)
      if count > 0 { order.append(0) }
    }

    /// Notes how a state is reached, unless it was reached before.
    fileprivate mutating func reach(_ target: Int, by arrow: Int) {
      // Nothing leads back to the start, so that only there nothing is noted.
      guard by[target] == .max else { return }
      by[target] = UInt32(arrow)
      order.append(UInt32(target))
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
    var level = 0..<paths.order.count
    var nextCall = Solution.statesBetweenCalls
    while !level.isEmpty {
      // All draws of a level first: what they reach needs no further choice.
      followDraws(from: level.lowerBound, &paths)
      level = level.lowerBound..<paths.order.count
      if level.upperBound >= nextCall {
        nextCall = level.upperBound + Solution.statesBetweenCalls
        guard goOn(count) else {
          paths.isComplete = false
          break
        }
      }
      for index in level {
        let state = Int(paths.order[index])
        if !isChance(state), goesOn(state) { followChoices(of: state, clean, &paths) }
      }
      level = level.upperBound..<paths.order.count
    }
    return paths
  }

  private func followDraws(from first: Int, _ paths: inout Paths) {
    var index = first
    while index < paths.order.count {
      let state = Int(paths.order[index])
      index += 1
      guard isChance(state) else { continue }
      for arrow in leaving(state) { paths.reach(Int(targets[arrow]), by: arrow) }
    }
  }

  private func followChoices(of state: Int, _ clean: Bool, _ paths: inout Paths) {
    for arrow in leaving(state) where !clean || !arrows[arrow].critical {
      paths.reach(Int(targets[arrow]), by: arrow)
    }
  }

  /// Whether a state waits for a draw.
  private func isChance(_ state: Int) -> Bool {
    let place = self.place(state)
    return place < program.scenario.scenes.count
      && program.tables.scenes.at(place).pointee.choices.isEmpty
  }

  /// The last step of the shortest way to a state: the state before and the arrow; nil at the start.
  func move(to state: Int, _ paths: borrowing Paths) -> (state: Int, arrow: Int)? {
    let arrow = Int(paths.by[state])
    return arrow == UInt32.max ? nil : (source(of: arrow), arrow)
  }

  /// The choices along the shortest way to a state.
  func line(to state: Int, _ paths: Paths) -> [Int] {
    var line: [Int] = []
    var state = state
    while let (before, arrow) = move(to: state, paths) {
      if !isChance(before) {
        let first = Int(program.tables.scenes.at(place(before)).pointee.choices.first)
        line.append(first + arrows[arrow].position)
      }
      state = before
    }
    return line.reversed()
  }
}
