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

  /// The expected raw points that can still come, per state.
  struct Values: ~Copyable {
    /// With the best clean choice everywhere (V*).
    let expected: Buffer<Double>
    /// With every available choice equally likely (V0).
    let random: Buffer<Double>

    /// The values of a graph that was not explored to its end.
    static func nothing() -> Values { Values(expected: Buffer(), random: Buffer()) }
  }

  /// - Parameter points: what choices and endings are worth.
  func values(_ points: RawPoints) -> Values {
    let values = Values(
      expected: Buffer(repeating: 0, count: count),
      random: Buffer(repeating: 0, count: count))
    let scenes = program.scenario.scenes.count
    for state in (0..<count).reversed() {
      let place = self.place(state)
      if place >= scenes {
        let value = endingValue(points, at: state, place)
        values.expected[state] = value ?? 0
        values.random[state] = value ?? 0
      } else if program.tables.scenes.at(place).pointee.choices.count == 0 {
        draw(state, program.tables.scenes.at(place), values)
      } else {
        choose(state, program.tables.scenes.at(place), points, values)
      }
    }
    return values
  }

  /// What counts at an ending's state, or nil where a play gets stuck instead.
  @inline(__always)
  func endingValue(_ points: RawPoints, at state: Int, _ place: Int) -> Double? {
    guard place != impatientPlace else { return nil }
    let ending = place - program.scenario.scenes.count
    return points.value(ending: ending, holds: gatesHold(state), words(state))
  }

  @inline(__always)
  private func draw(_ state: Int, _ code: UnsafePointer<SceneCode>, _ values: borrowing Values) {
    var weights = 0.0
    var expected = 0.0
    var random = 0.0
    for index in leaving(state) {
      let target = Int(targets[index])
      let branch = Int(code.pointee.branches.first) + arrows[index].position
      let weight = Double(program.tables.branches.at(branch).pointee.weight)
      weights += weight
      expected += weight * values.expected[target]
      random += weight * values.random[target]
    }
    values.expected[state] = expected / weights
    values.random[state] = random / weights
  }

  @inline(__always)
  private func choose(
    _ state: Int, _ code: UnsafePointer<SceneCode>, _ points: RawPoints,
    _ values: borrowing Values
  ) {
    var clean = -Double.infinity
    var any = -Double.infinity
    var random = 0.0
    let range = leaving(state)
    for index in range {
      let arrow = arrows[index]
      let target = Int(targets[index])
      let gain =
        arrow.counted ? points.ofChoice[Int(code.pointee.choices.first) + arrow.position] : 0
      let value = gain + values.expected[target]
      any = max(any, value)
      random += gain + values.random[target]
      if !arrow.critical { clean = max(clean, value) }
    }
    values.expected[state] = clean > -.infinity ? clean : any
    values.random[state] = random / Double(range.count)
  }

  /// The raw points that can still come at the extremes, any draws, per state.
  struct Extremes: ~Copyable {
    /// Most over clean plays; -infinity where no clean play ends.
    let most: Buffer<Double>
    /// Least over all plays; infinity where no play ends.
    let least: Buffer<Double>
  }

  /// - Parameter points: what choices and endings are worth.
  func extremes(_ points: RawPoints) -> Extremes {
    let extremes = Extremes(
      most: Buffer(repeating: -.infinity, count: count),
      least: Buffer(repeating: .infinity, count: count))
    let scenes = program.scenario.scenes.count
    for state in (0..<count).reversed() {
      let place = self.place(state)
      if place >= scenes {
        guard let value = endingValue(points, at: state, place) else { continue }
        extremes.most[state] = value
        extremes.least[state] = value
        continue
      }
      let code = program.tables.scenes.at(place)
      let isChance = code.pointee.choices.count == 0
      var most = -Double.infinity
      var least = Double.infinity
      for index in leaving(state) {
        let arrow = arrows[index]
        let target = Int(targets[index])
        let gain =
          isChance || !arrow.counted
          ? 0 : points.ofChoice[Int(code.pointee.choices.first) + arrow.position]
        least = min(least, gain + extremes.least[target])
        if isChance || !arrow.critical { most = max(most, gain + extremes.most[target]) }
      }
      extremes.most[state] = most
      extremes.least[state] = least
    }
    return extremes
  }
}
