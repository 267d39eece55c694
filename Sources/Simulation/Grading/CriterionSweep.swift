/// The totals of two criteria that stand next to each other.
///
/// Four lanes: the points of both, and the same with their signs turned, so that least totals and
/// greatest ones are both minima. Most of a pass goes into fetching what an arrow leads to, and one
/// fetch serves both criteria.
private typealias Lanes = SIMD4<Int32>

extension Lanes {
  /// A total that no play comes to: far from both ends of what integers hold, because points are
  /// added to it. A million turns of 20 points and more are nowhere near.
  fileprivate static let never = Lanes(repeating: 1 << 29)
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
    let marks = MarkWorth(program) {
      $0 == first ? Lanes(1, 0, -1, 0) : $0 == first + 1 ? Lanes(0, 1, 0, -1) : .zero
    }
    let best = Buffer<Lanes>(unset: count)
    let scenes = program.scenario.scenes.count
    let isDone = lookBack(goOn) { state in
      let place = self.place(state)
      best[state] =
        place < scenes
        ? least(marks, best, leaving: state, program.tables.scenes.at(place))
        : endingValue(marks, at: state, place) ?? .never
    }
    guard isDone else { return nil }
    return RangePair(first: Self.range(best[0], 0), second: Self.range(best[0], 1))
  }

  @inline(__always)
  private func least(
    _ marks: borrowing MarkWorth<Lanes>, _ best: borrowing Buffer<Lanes>, leaving state: Int,
    _ code: UnsafePointer<SceneCode>
  ) -> Lanes {
    var least = Lanes.never
    for index in leaving(state) {
      let arrow = arrows[index]
      var total = best[Int(targets[index])] &+ marks.atOnce(arrow, of: code.pointee.choices)
      // Clean plays alone count for the greatest totals.
      if arrow.critical { total.highHalf = Lanes.never.highHalf }
      least.replace(with: total, where: total .< least)
    }
    return least
  }

  private static func range(_ points: Lanes, _ lane: Int) -> CriterionRange {
    let never = Lanes.never[0] / 2
    guard points[lane] < never, points[lane + 2] < never else {
      return CriterionRange(lowest: 0, highest: 0)
    }
    return CriterionRange(lowest: Int(points[lane]), highest: -Int(points[lane + 2]))
  }
}
