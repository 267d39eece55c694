extension StateGraph {
  /// What each choice gives at once, and each ending's state in the end, in raw points.
  struct RawPoints: ~Copyable {
    let ofChoice: Buffer<Double>
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
      var table = Buffer<Double>(capacity: scenario.choices.count)
      for choice in scenario.choices.indices {
        table.append(sum(program.awards.choice(choice), waits: false))
      }
      ofChoice = table
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

  /// Whether the gates hold at an ending's state: only then does it still carry what waited.
  func gatesHold(_ state: Int) -> Bool {
    let lost = program.tables.gateLost
    return lost < 0 || program.tables.fields[lost].readRaw(words(state)) == 0
  }

  /// What counts at an ending's state, or nil where a play gets stuck instead.
  @inline(__always)
  func endingValue(_ points: borrowing RawPoints, at state: Int, _ place: Int) -> Double? {
    guard place != impatientPlace else { return nil }
    let ending = place - program.scenario.scenes.count
    return points.value(ending: ending, holds: gatesHold(state), words(state))
  }
}
