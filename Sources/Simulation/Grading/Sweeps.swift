/// Passes over all states, from the endings back to the start. Each is one loop from the last
/// state to the first, so a state's successors always have their value already.
extension StateGraph {
  /// Whether the gates hold at an ending's state: only then does it still carry what waited.
  func gatesHold(_ state: Int) -> Bool {
    let lost = program.tables.gateLost
    return lost < 0 || program.tables.fields[lost].readRaw(words(state)) == 0
  }

  /// What each choice gives at once, and each ending's state in the end, in raw points.
  struct RawPoints {
    var ofChoice: [Double]
    private let ofEnding: [Double]
    private let gatedOfEnding: [Double]
    private let waiting: [(field: Field, perPoint: Double)]

    init(_ program: Program, _ scale: Scale) {
      let scenario = program.scenario
      func sum(_ awards: ArraySlice<Award>, waits: Bool) -> Double {
        var sum = 0.0
        for award in awards where award.waits == waits {
          sum += scale.perPoint[Int(award.criterion)] * Double(award.points)
        }
        return sum
      }
      ofChoice = scenario.choices.indices.map { sum(program.awards.choice($0), waits: false) }
      ofEnding = scenario.endings.indices.map { sum(program.awards.ending($0), waits: false) }
      gatedOfEnding = scenario.endings.indices.map { sum(program.awards.ending($0), waits: true) }
      waiting = program.layout.waiting.indices.compactMap { criterion in
        let field = program.layout.waiting[criterion]
        guard field >= 0 else { return nil }
        return (program.layout.fields[Int(field)], scale.perPoint[criterion])
      }
    }

    /// What counts at an ending: its own marks and, if the gates hold, what waited.
    func value(ending: Int, holds: Bool, _ words: UnsafePointer<UInt64>) -> Double {
      guard holds else { return ofEnding[ending] }
      var sum = ofEnding[ending] + gatedOfEnding[ending]
      for (field, perPoint) in waiting { sum += perPoint * Double(field.readRaw(words)) }
      return sum
    }
  }

  /// What counts at an ending's state, or nil where a play gets stuck instead.
  @inline(__always)
  func endingValue(_ points: RawPoints, at state: Int, _ place: Int) -> Double? {
    guard place != impatientPlace else { return nil }
    let ending = place - program.scenario.scenes.count
    return points.value(ending: ending, holds: gatesHold(state), words(state))
  }

  /// What an arrow gives at once, in raw points.
  @inline(__always)
  private func gain(
    _ arrow: Arrows.Arrow, _ code: UnsafePointer<SceneCode>, _ points: RawPoints
  ) -> Double {
    arrow.counted ? points.ofChoice[Int(code.pointee.choices.first) + arrow.position] : 0
  }

  // MARK: Values

  /// The expected raw points that can still come, per state.
  struct Values: ~Copyable {
    /// With the best clean choice everywhere (V*).
    let expected: Buffer<Double>
    /// With every available choice equally likely (V0).
    let random: Buffer<Double>

    /// The values of a graph that was not explored to its end.
    static func nothing() -> Values { Values(expected: Buffer(), random: Buffer()) }
  }

  /// - Parameters:
  ///   - points: what choices and endings are worth.
  ///   - workers: run the two passes.
  func values(_ points: RawPoints, _ workers: Workers) -> Values {
    let values = Values(
      expected: Buffer(repeating: 0, count: count),
      random: Buffer(repeating: 0, count: count))
    // Unsafe: each pass has a list of its own.
    nonisolated(unsafe) let lists = [values.expected.start, values.random.start]
    workers.each(2) { pass in
      if pass == 0 { sweepExpected(points, lists[0]) } else { sweepRandom(points, lists[1]) }
    }
    return values
  }

  private func sweepExpected(_ points: RawPoints, _ values: UnsafeMutablePointer<Double>) {
    let scenes = program.scenario.scenes.count
    for state in (0..<count).reversed() {
      let place = self.place(state)
      if place >= scenes {
        values[state] = endingValue(points, at: state, place) ?? 0
        continue
      }
      let code = program.tables.scenes.at(place)
      values[state] =
        code.pointee.choices.isEmpty
        ? mean(of: state, code, values) : best(of: state, code, points, values)
    }
  }

  private func sweepRandom(_ points: RawPoints, _ values: UnsafeMutablePointer<Double>) {
    let scenes = program.scenario.scenes.count
    for state in (0..<count).reversed() {
      let place = self.place(state)
      if place >= scenes {
        values[state] = endingValue(points, at: state, place) ?? 0
        continue
      }
      let code = program.tables.scenes.at(place)
      if code.pointee.choices.isEmpty {
        values[state] = mean(of: state, code, values)
        continue
      }
      let range = leaving(state)
      var sum = 0.0
      for index in range {
        sum += gain(arrows[index], code, points) + values[Int(targets[index])]
      }
      values[state] = sum / Double(range.count)
    }
  }

  /// Over a draw's branches, by their weights.
  @inline(__always)
  private func mean(
    of state: Int, _ code: UnsafePointer<SceneCode>, _ values: UnsafePointer<Double>
  ) -> Double {
    var weights = 0.0
    var sum = 0.0
    for index in leaving(state) {
      let branch = Int(code.pointee.branches.first) + arrows[index].position
      let weight = Double(program.tables.branches.at(branch).pointee.weight)
      weights += weight
      sum += weight * values[Int(targets[index])]
    }
    return sum / weights
  }

  @inline(__always)
  private func best(
    of state: Int, _ code: UnsafePointer<SceneCode>, _ points: RawPoints,
    _ values: UnsafePointer<Double>
  ) -> Double {
    var clean = -Double.infinity
    var any = -Double.infinity
    for index in leaving(state) {
      let arrow = arrows[index]
      let value = gain(arrow, code, points) + values[Int(targets[index])]
      any = max(any, value)
      if !arrow.critical { clean = max(clean, value) }
    }
    return clean > -.infinity ? clean : any
  }

  // MARK: Extremes

  /// The raw points that can still come at the extremes, any draws, per state.
  struct Extremes: ~Copyable {
    /// Most over clean plays; -infinity where no clean play ends.
    let most: Buffer<Double>
    /// Least over all plays; infinity where no play ends.
    let least: Buffer<Double>
  }

  /// - Parameters:
  ///   - points: what choices and endings are worth.
  ///   - workers: run the two passes.
  func extremes(_ points: RawPoints, _ workers: Workers) -> Extremes {
    let extremes = Extremes(
      most: Buffer(repeating: -.infinity, count: count),
      least: Buffer(repeating: .infinity, count: count))
    // Unsafe: each pass has a list of its own.
    nonisolated(unsafe) let lists = [extremes.most.start, extremes.least.start]
    workers.each(2) { pass in
      if pass == 0 { sweepMost(points, lists[0]) } else { sweepLeast(points, lists[1]) }
    }
    return extremes
  }

  /// One of the two alone.
  func extreme(best: Bool, _ points: RawPoints) -> Buffer<Double> {
    let values = Buffer<Double>(repeating: best ? -.infinity : .infinity, count: count)
    if best { sweepMost(points, values.start) } else { sweepLeast(points, values.start) }
    return values
  }

  private func sweepMost(_ points: RawPoints, _ values: UnsafeMutablePointer<Double>) {
    let scenes = program.scenario.scenes.count
    for state in (0..<count).reversed() {
      let place = self.place(state)
      if place >= scenes {
        values[state] = endingValue(points, at: state, place) ?? -.infinity
        continue
      }
      let code = program.tables.scenes.at(place)
      let isChance = code.pointee.choices.isEmpty
      var most = -Double.infinity
      for index in leaving(state) {
        let arrow = arrows[index]
        if arrow.critical, !isChance { continue }
        most = max(most, gain(arrow, code, points) + values[Int(targets[index])])
      }
      values[state] = most
    }
  }

  private func sweepLeast(_ points: RawPoints, _ values: UnsafeMutablePointer<Double>) {
    let scenes = program.scenario.scenes.count
    for state in (0..<count).reversed() {
      let place = self.place(state)
      if place >= scenes {
        values[state] = endingValue(points, at: state, place) ?? .infinity
        continue
      }
      let code = program.tables.scenes.at(place)
      var least = Double.infinity
      for index in leaving(state) {
        least = min(least, gain(arrows[index], code, points) + values[Int(targets[index])])
      }
      values[state] = least
    }
  }
}
