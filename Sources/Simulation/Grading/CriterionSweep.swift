/// What the marks of two criteria are worth wherever they are given.
///
/// Four lanes: the points of both, and the same with their signs turned, so that least totals and
/// greatest ones are both minima. Most of a pass goes into fetching what an arrow leads to, and one
/// fetch serves both criteria.
struct CriterionLanes: ~Copyable {
  typealias Points = SIMD4<Int32>

  /// A total that no play comes to: far from both ends of what integers hold, because points are
  /// added to it. A million turns of 20 points and more are nowhere near.
  static let never = Points(repeating: 1 << 29)

  /// Per choice: points that count at once.
  let ofChoice: Buffer<Points>
  /// Per ending: points that count in any case.
  private(set) var ofEnding: [Points]
  /// Per ending: points that count if the gates hold.
  private(set) var gatedOfEnding: [Points]
  /// The fields of the points that wait, with a point of their criterion.
  private(set) var waiting: [(field: Field, point: Points)] = []

  /// - Parameter first: the first of the two criteria; there may be no second.
  init(_ program: Program, criteriaFrom first: Int) {
    let scenario = program.scenario
    func point(_ criterion: Int) -> Points {
      criterion == first ? Points(1, 0, -1, 0) : Points(0, 1, 0, -1)
    }
    func points(_ awards: ArraySlice<Award>, waits: Bool) -> Points {
      var sum = Points.zero
      for award in awards where award.waits == waits {
        let criterion = Int(award.criterion)
        if criterion == first || criterion == first + 1 {
          sum &+= point(criterion) &* award.points
        }
      }
      return sum
    }
    var table = Buffer<Points>(capacity: scenario.choices.count)
    for choice in scenario.choices.indices {
      table.append(points(program.awards.choice(choice), waits: false))
    }
    ofChoice = table
    ofEnding = scenario.endings.indices.map { points(program.awards.ending($0), waits: false) }
    gatedOfEnding = scenario.endings.indices.map {
      points(program.awards.ending($0), waits: true)
    }
    for criterion in first..<min(first + 2, program.layout.waiting.count) {
      let field = program.layout.waiting[criterion]
      if field >= 0 { waiting.append((program.layout.fields[Int(field)], point(criterion))) }
    }
  }
}

extension StateGraph {
  /// The ranges of two criteria that stand next to each other.
  struct RangePair: BitwiseCopyable {
    var first: CriterionRange
    var second: CriterionRange
  }

  /// The least totals of two criteria over all plays and the greatest over the clean ones, from the
  /// start state; of the second, nothing if the first is the last. Nil if it was stopped.
  func ranges(ofCriteriaFrom first: Int, _ goOn: (Int) -> Bool) -> RangePair? {
    let lanes = CriterionLanes(program, criteriaFrom: first)
    let best = Buffer<CriterionLanes.Points>(unset: count)
    let scenes = program.scenario.scenes.count
    let isDone = lookBack(goOn) { state in
      let place = self.place(state)
      if place < scenes {
        best[state] = least(lanes, best, leaving: state, program.tables.scenes.at(place))
      } else if place != impatientPlace {
        best[state] = total(lanes, at: state, ending: place - scenes)
      } else {
        best[state] = CriterionLanes.never
      }
    }
    guard isDone else { return nil }
    return RangePair(first: Self.range(best[0], 0), second: Self.range(best[0], 1))
  }

  @inline(__always)
  private func least(
    _ lanes: borrowing CriterionLanes, _ best: borrowing Buffer<CriterionLanes.Points>,
    leaving state: Int, _ code: UnsafePointer<SceneCode>
  ) -> CriterionLanes.Points {
    var least = CriterionLanes.never
    let first = Int(code.pointee.choices.first)
    let isChance = code.pointee.choices.isEmpty
    for index in leaving(state) {
      let arrow = arrows[index]
      var total = best[Int(targets[index])]
      if !isChance {
        if arrow.counted { total &+= lanes.ofChoice[first + arrow.position] }
        // Clean plays alone count for the greatest totals.
        if arrow.critical { total.highHalf = CriterionLanes.never.highHalf }
      }
      least.replace(with: total, where: total .< least)
    }
    return least
  }

  private func total(
    _ lanes: borrowing CriterionLanes, at state: Int, ending: Int
  ) -> CriterionLanes.Points {
    guard gatesHold(state) else { return lanes.ofEnding[ending] }
    var total = lanes.ofEnding[ending] &+ lanes.gatedOfEnding[ending]
    for (field, point) in lanes.waiting {
      total &+= point &* Int32(truncatingIfNeeded: field.readRaw(words(state)))
    }
    return total
  }

  private static func range(_ points: CriterionLanes.Points, _ lane: Int) -> CriterionRange {
    let never = CriterionLanes.never[0] / 2
    guard points[lane] < never, points[lane + 2] < never else {
      return CriterionRange(lowest: 0, highest: 0)
    }
    return CriterionRange(lowest: Int(points[lane]), highest: -Int(points[lane + 2]))
  }
}
