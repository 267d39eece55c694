/// What one choice or ending gives on one criterion in the voice played.
package struct Award: Equatable, Sendable {
  /// Index in `Scenario.criteria`.
  package var criterion: Int32
  /// The level as given: the mark and the voice's mark added up.
  package var level: Int32
  /// The level times the scene's stakes.
  package var points: Int32
  /// Positive points of a gated criterion count at the ending, and only if the gates hold.
  package var waits: Bool
}

/// The awards of every choice and ending in one voice, in the order of the criteria. Marks that add
/// up to 0 are kept: they were given, though they are worth nothing.
package struct Awards: Sendable {
  private var table: [Award] = []
  private var ofChoice: [Extent] = []
  private var ofEnding: [Extent] = []

  init(_ scenario: Scenario, _ voice: Voice) {
    let gated = scenario.criteria.map { scenario.rubrics[$0.rubric].rubric.gated }
    var levels = [Int32](repeating: 0, count: gated.count)
    ofChoice.reserveCapacity(scenario.choices.count)
    for scene in scenario.scenes {
      for index in scene.choices.range {
        let choice = scenario.choices[index]
        let voiceMarks = scenario.voiceMarks[choice.voiceMarks.range].filter { $0.voice == voice }
        let extents = [choice.marks] + voiceMarks.map(\.extent)
        ofChoice.append(add(extents, Int32(scene.stakes), gated, scenario.marks, &levels))
      }
    }
    for ending in scenario.endings {
      ofEnding.append(add([ending.marks], 1, gated, scenario.marks, &levels))
    }
  }

  /// The awards of a choice, whether or not they were already used up.
  package func choice(_ index: Int) -> ArraySlice<Award> { table[ofChoice[index].range] }

  /// The awards of an ending.
  package func ending(_ index: Int) -> ArraySlice<Award> { table[ofEnding[index].range] }

  private mutating func add(
    _ extents: [Extent], _ stakes: Int32, _ gated: [Bool], _ marks: [Mark],
    _ levels: inout [Int32]
  ) -> Extent {
    let first = table.count
    guard extents.contains(where: { !$0.isEmpty }) else { return .none }
    var touched: [Int32] = []
    for mark in extents.flatMap({ marks[$0.range] }) {
      if !touched.contains(mark.criterion) { touched.append(mark.criterion) }
      levels[Int(mark.criterion)] += mark.level
    }
    for criterion in touched.sorted() {
      let level = levels[Int(criterion)]
      levels[Int(criterion)] = 0
      table.append(
        Award(
          criterion: criterion, level: level, points: level * stakes,
          waits: level > 0 && gated[Int(criterion)]))
    }
    return Extent(from: first, to: table.count)
  }
}
