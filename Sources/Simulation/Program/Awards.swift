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
    ofChoice.reserveCapacity(scenario.choices.count)
    for scene in scenario.scenes {
      for index in scene.choices.range {
        let choice = scenario.choices[index]
        let first = table.count
        include(choice.marks, scenario)
        for marks in scenario.voiceMarks[choice.voiceMarks.range] where marks.voice == voice {
          include(marks.extent, from: first, scenario)
        }
        ofChoice.append(finish(from: first, Int32(scene.stakes), gated))
      }
    }
    for ending in scenario.endings {
      let first = table.count
      include(ending.marks, scenario)
      ofEnding.append(finish(from: first, 1, gated))
    }
  }

  /// The awards of a choice, whether or not they were already used up.
  package func choice(_ index: Int) -> ArraySlice<Award> { table[ofChoice[index].range] }

  /// The awards of an ending.
  package func ending(_ index: Int) -> ArraySlice<Award> { table[ofEnding[index].range] }

  private mutating func include(_ marks: Extent, _ scenario: Scenario) {
    include(marks, from: table.count, scenario)
  }

  /// Adds levels to those that a choice has so far, which start at `first` and stand in the order
  /// of the criteria. They are few, so looking through them needs no other memory.
  private mutating func include(_ marks: Extent, from first: Int, _ scenario: Scenario) {
    for index in marks.range {
      let mark = scenario.marks[index]
      var place = table.count
      while place > first, table[place - 1].criterion > mark.criterion { place -= 1 }
      if place > first, table[place - 1].criterion == mark.criterion {
        table[place - 1].level += mark.level
      } else {
        let award = Award(criterion: mark.criterion, level: mark.level, points: 0, waits: false)
        table.insert(award, at: place)
      }
    }
  }

  private mutating func finish(from first: Int, _ stakes: Int32, _ gated: [Bool]) -> Extent {
    for index in first..<table.count {
      let level = table[index].level
      table[index].points = level * stakes
      table[index].waits = level > 0 && gated[Int(table[index].criterion)]
    }
    return table.count == first ? .none : Extent(from: first, to: table.count)
  }
}
