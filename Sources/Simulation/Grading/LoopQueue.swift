/// The states of a loop of scenes that wait to be explored: turn by turn; within a turn those that
/// draw before those that answer, and a draw before the draws that it can lead to.
struct LoopQueue {
  typealias Entry = (scene: Int, position: Int)

  private let tables: Tables?
  /// By chance scene of the loop: the most draws of the loop that can come before it.
  private var ranks: [Int32: Int] = [:]
  /// By turn: what was found and not looked at.
  private var waiting: [[Entry]] = []
  private var turn = 0
  /// Of this turn: draws by rank, and answers.
  private var draws: [Int: [Entry]] = [:]
  private var answers: [Entry] = []

  /// An empty queue of no loop.
  init() { tables = nil }

  init(_ tables: Tables, _ members: ArraySlice<Int32>, _ components: SceneComponents) {
    self.tables = tables
    for scene in members where tables.scenes.at(Int(scene)).pointee.choices.isEmpty {
      ranks[scene] = 0
    }
    let chances = members.filter { ranks[$0] != nil }
    var hasChanged = true
    var rounds = 0
    // Chains of draws end (format.md), so as many rounds as there are draws are enough.
    while hasChanged, rounds <= chances.count {
      hasChanged = false
      rounds += 1
      for scene in chances { hasChanged = raiseFollowers(of: scene) || hasChanged }
    }
  }

  private mutating func raiseFollowers(of scene: Int32) -> Bool {
    guard let tables, let rank = ranks[scene] else { return false }
    var hasChanged = false
    for branch in tables.scenes.at(Int(scene)).pointee.branches.range {
      let next = tables.branches.at(branch).pointee.to.raw
      guard let old = ranks[next], old <= rank else { continue }
      ranks[next] = rank + 1
      hasChanged = true
    }
    return hasChanged
  }

  /// Adds a state that stands at a scene of the loop after so many turns; no fewer than those of
  /// the states that `next` gave last.
  mutating func add(_ scene: Int, _ position: Int, turn: Int) {
    while waiting.count <= turn { waiting.append([]) }
    waiting[turn].append((scene, position))
  }

  /// The next states, which do not lead to each other; nil when there are no more.
  mutating func next() -> [Entry]? {
    while turn < waiting.count {
      sortOut()
      if let rank = draws.keys.min() { return draws.removeValue(forKey: rank) }
      if !answers.isEmpty {
        defer { answers = [] }
        return answers
      }
      turn += 1
    }
    return nil
  }

  private mutating func sortOut() {
    for entry in waiting[turn] {
      if let rank = ranks[Int32(entry.scene)] {
        draws[rank, default: []].append(entry)
      } else {
        answers.append(entry)
      }
    }
    waiting[turn] = []
  }
}
