/// What marks add up to along a play: a number, or several side by side.
protocol Quantity: Equatable, BitwiseCopyable {
  static var zero: Self { get }

  /// This and so many points, of which each is worth `perPoint`.
  func adding(_ points: Int, of perPoint: Self) -> Self
}

extension Double: Quantity {
  @inline(__always)
  func adding(_ points: Int, of perPoint: Double) -> Double { self + perPoint * Double(points) }
}

extension Int64: Quantity {
  @inline(__always)
  func adding(_ points: Int, of perPoint: Int64) -> Int64 { self + perPoint * Int64(points) }
}

extension SIMD4: Quantity where Scalar == Int32 {
  @inline(__always)
  func adding(_ points: Int, of perPoint: Self) -> Self {
    self &+ perPoint &* Int32(truncatingIfNeeded: points)
  }
}

/// What the marks of a scenario are worth wherever they are given: what each choice gives at once,
/// and each ending's state in the end.
struct MarkWorth<Worth: Quantity>: ~Copyable {
  let ofChoice: Buffer<Worth>
  /// Per ending: its own marks that count in any case.
  private let ofEnding: [Worth]
  /// Per ending: all its own marks.
  private let heldOfEnding: [Worth]
  /// The fields of the points that wait, with what one of them is worth.
  private let waiting: [(field: Field, perPoint: Worth)]

  /// - Parameter perPoint: what a point of a criterion is worth.
  init(_ program: Program, perPoint: (_ criterion: Int) -> Worth) {
    let scenario = program.scenario
    func sum(_ awards: ArraySlice<Award>, waits: Bool) -> Worth {
      var sum = Worth.zero
      for award in awards where award.waits == waits {
        sum = sum.adding(Int(award.points), of: perPoint(Int(award.criterion)))
      }
      return sum
    }
    var table = Buffer<Worth>(capacity: scenario.choices.count)
    for choice in scenario.choices.indices {
      table.append(sum(program.awards.choice(choice), waits: false))
    }
    ofChoice = table
    let endings = scenario.endings.indices.map { program.awards.ending($0) }
    ofEnding = endings.map { sum($0, waits: false) }
    heldOfEnding = endings.map { sum($0, waits: false).adding(1, of: sum($0, waits: true)) }
    waiting = program.layout.waiting.enumerated().compactMap { criterion, field in
      let perPoint = perPoint(criterion)
      guard field >= 0, perPoint != .zero else { return nil }
      return (program.layout.fields[Int(field)], perPoint)
    }
  }

  /// What an arrow gives at once: nothing where the marks do not count again, and at a draw.
  /// - Parameter choices: of the scene that it leaves.
  @inline(__always)
  func atOnce(_ arrow: Arrows.Arrow, of choices: Extent) -> Worth {
    arrow.counted ? ofChoice[Int(choices.first) + arrow.position] : .zero
  }

  /// What counts at an ending: its own marks and, if the gates hold, what waited.
  func value(ending: Int, holds: Bool, _ words: UnsafePointer<UInt64>) -> Worth {
    guard holds else { return ofEnding[ending] }
    var sum = heldOfEnding[ending]
    for (field, perPoint) in waiting {
      sum = sum.adding(Int(truncatingIfNeeded: field.readRaw(words)), of: perPoint)
    }
    return sum
  }
}

extension StateGraph {
  /// What marks are worth in raw points.
  typealias RawPoints = MarkWorth<Double>

  /// Whether the gates hold at an ending's state: only then does it still carry what waited.
  func gatesHold(_ state: Int) -> Bool {
    let lost = program.tables.gateLost
    return lost < 0 || program.tables.fields[lost].readRaw(words(state)) == 0
  }

  /// What counts at an ending's state, or nil where a play gets stuck instead.
  @inline(__always)
  func endingValue<Worth>(
    _ marks: borrowing MarkWorth<Worth>, at state: Int, _ place: Int
  ) -> Worth? {
    guard place != impatientPlace else { return nil }
    let ending = place - program.scenario.scenes.count
    return marks.value(ending: ending, holds: gatesHold(state), words(state))
  }
}
