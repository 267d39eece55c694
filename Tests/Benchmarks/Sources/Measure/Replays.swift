import Simulation

/// Plays in which the trainee follows a generator, step by step through `Encounter`, summed up so
/// that another engine can be held against it: of the choices offered, the one at the position that
/// the generator draws is taken.
struct Replays {
  private(set) var choices = 0
  /// Over all plays, from `(checksum * 31 + value) mod 2^53` for the ending and every meter.
  private(set) var checksum = 0

  init(_ program: Program, count: Int, seed: UInt64) {
    var generator = SplitMix64(state: seed)
    for _ in 0..<count {
      var encounter = Encounter(program, seed: 0)
      while case .scene = encounter.position {
        let available = encounter.available
        let pick = available[generator.below(available.count)]
        do { try encounter.take(pick) } catch { preconditionFailure("it was offered: \(error)") }
        choices += 1
      }
      guard case .ending(let ending) = encounter.position else { continue }
      add(ending)
      for value in encounter.mood { add(value) }
    }
  }

  private mutating func add(_ value: Int) {
    checksum = (checksum &* 31 &+ value) & (1 << 53 - 1)
  }
}
