/// A mark that a choice or an ending gives in one voice.
package struct GivenLevel: Equatable, Sendable {
  /// The choice's index, or the bitwise complement of the ending's.
  package var giver: Int32
  /// -4 ... 4: the mark and the voice's mark added up.
  package var level: Int32
  /// It counts only in the end and if the gates hold.
  package var waits: Bool

  package init(giver: Int32, level: Int32, waits: Bool) {
    self.giver = giver
    self.level = level
    self.waits = waits
  }
}

extension Solution {
  /// By criterion: the marks of all choices and endings that plays come to, in file order. Marks
  /// that add up to 0 are left out.
  package func givenLevels(_ reach: Reach) -> [[GivenLevel]] {
    var given = [[GivenLevel]](repeating: [], count: program.scenario.criteria.count)
    func add(_ awards: ArraySlice<Award>, _ giver: Int32) {
      for award in awards where award.level != 0 {
        given[Int(award.criterion)].append(
          GivenLevel(giver: giver, level: award.level, waits: award.waits))
      }
    }
    for choice in reach.choices.indices where reach.choices[choice] >= 0 {
      add(program.awards.choice(choice), Int32(choice))
    }
    for ending in reach.endings.indices where reach.endings[ending] >= 0 {
      add(program.awards.ending(ending), ~Int32(ending))
    }
    return given
  }
}
