/// Passes over all states, most of them from the endings back to the start.
extension StateGraph {
  /// Looks at every state from the first to the last, so that a state was led to by all that are
  /// looked at before it.
  /// - Parameter goOn: asked now and then; false stops.
  /// - Returns: whether it came to the last state.
  @inline(__always)
  func lookAhead(_ goOn: (Int) -> Bool, _ look: (_ state: Int) -> Void) -> Bool {
    var state = 0
    while state < count {
      let pause = min(state + Solution.statesBetweenCalls, count)
      while state < pause {
        look(state)
        state += 1
      }
      if state < count, !goOn(count) { return false }
    }
    return true
  }

  /// Looks at every state from the last to the first, so that a state's successors were looked at
  /// already.
  /// - Parameter goOn: asked now and then; false stops.
  /// - Returns: whether it came to the first state.
  @inline(__always)
  func lookBack(_ goOn: (Int) -> Bool, _ look: (_ state: Int) -> Void) -> Bool {
    var state = count
    while state > 0 {
      let pause = max(state - Solution.statesBetweenCalls, 0)
      while state > pause {
        state -= 1
        look(state)
      }
      if state > 0, !goOn(count) { return false }
    }
    return true
  }

  // MARK: Values

  /// The expected raw points that can still come, per state.
  struct Values: ~Copyable {
    /// With the best clean choice everywhere (V*), and with every available choice equally likely
    /// (V0): side by side, since a pass asks for both.
    fileprivate let both: Buffer<SIMD2<Double>>

    /// Room for the values of so many states.
    init(count: Int) { both = Buffer(unset: count) }

    /// V* of a state.
    @inline(__always)
    func expected(_ state: Int) -> Double { both[state][0] }

    /// V0 of a state.
    func random(_ state: Int) -> Double { both[state][1] }
  }

  /// The values of all states; nil if it was stopped.
  func values(_ points: borrowing RawPoints, _ goOn: (Int) -> Bool) -> Values? {
    let values = Values(count: count)
    let scenes = program.scenario.scenes.count
    let isDone = lookBack(goOn) { state in
      let place = self.place(state)
      guard place < scenes else {
        let value = endingValue(points, at: state, place) ?? 0
        values.both[state] = SIMD2(repeating: value)
        return
      }
      let code = program.tables.scenes.at(place)
      values.both[state] =
        code.pointee.choices.isEmpty
        ? mean(of: state, code, values.both) : worth(of: state, code, points, values.both)
    }
    guard isDone else { return nil }
    return values
  }

  /// Over a draw's branches, by their weights.
  @inline(__always)
  private func mean(
    of state: Int, _ code: UnsafePointer<SceneCode>, _ values: borrowing Buffer<SIMD2<Double>>
  ) -> SIMD2<Double> {
    var weights = 0.0
    var sum = SIMD2<Double>.zero
    for index in leaving(state) {
      let branch = Int(code.pointee.branches.first) + arrows[index].position
      let weight = Double(program.tables.branches.at(branch).pointee.weight)
      weights += weight
      sum += weight * values[Int(targets[index])]
    }
    return sum / weights
  }

  /// Of the best clean choice, or of the best of all where every choice is critical; and on average.
  @inline(__always)
  private func worth(
    of state: Int, _ code: UnsafePointer<SceneCode>, _ points: borrowing RawPoints,
    _ values: borrowing Buffer<SIMD2<Double>>
  ) -> SIMD2<Double> {
    var clean = -Double.infinity
    var any = -Double.infinity
    var sum = 0.0
    let range = leaving(state)
    for index in range {
      let arrow = arrows[index]
      let value = points.atOnce(arrow, of: code.pointee.choices) + values[Int(targets[index])]
      any = max(any, value[0])
      if !arrow.critical { clean = max(clean, value[0]) }
      sum += value[1]
    }
    return SIMD2(clean > -.infinity ? clean : any, sum / Double(range.count))
  }

  // MARK: Extremes

  /// The raw points that can still come at the extremes from a state, any draws.
  struct Extremes: BitwiseCopyable {
    /// Most over clean plays; -infinity where no clean play ends.
    var most: Double
    /// Least over all plays; infinity where no play ends.
    var least: Double
  }

  /// The extremes from every state.
  struct Reaches: ~Copyable {
    /// Of each state the least, and the most with its sign turned, so that both are minima.
    fileprivate let both: Buffer<SIMD2<Double>>

    subscript(state: Int) -> Extremes { Extremes(most: -both[state][1], least: both[state][0]) }
  }

  /// The extremes from every state; nil if it was stopped.
  func extremes(
    _ points: borrowing RawPoints, _ goOn: (Int) -> Bool = { _ in true }
  ) -> Reaches? {
    let reach = Buffer<SIMD2<Double>>(unset: count)
    let scenes = program.scenario.scenes.count
    let isDone = lookBack(goOn) { state in
      let place = self.place(state)
      guard place < scenes else {
        let value = endingValue(points, at: state, place)
        reach[state] = value.map { SIMD2($0, -$0) } ?? SIMD2(repeating: .infinity)
        return
      }
      reach[state] = least(leaving: state, program.tables.scenes.at(place), points, reach)
    }
    guard isDone else { return nil }
    return Reaches(both: reach)
  }

  @inline(__always)
  private func least(
    leaving state: Int, _ code: UnsafePointer<SceneCode>, _ points: borrowing RawPoints,
    _ reach: borrowing Buffer<SIMD2<Double>>
  ) -> SIMD2<Double> {
    var least = SIMD2(repeating: Double.infinity)
    for index in leaving(state) {
      let arrow = arrows[index]
      let gain = points.atOnce(arrow, of: code.pointee.choices)
      var total = reach[Int(targets[index])] + SIMD2(gain, -gain)
      // Only clean plays count for the most.
      if arrow.critical { total[1] = .infinity }
      least.replace(with: total, where: total .< least)
    }
    return least
  }
}
