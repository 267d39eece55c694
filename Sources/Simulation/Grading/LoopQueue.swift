/// The states of a loop of scenes that wait to be explored: turn by turn; within a turn those that
/// draw before those that answer, and a draw before the draws that it can lead to.
///
/// One queue serves all loops of a program one after the other, so that its lists are made once.
struct LoopQueue {
  typealias Entry = (scene: Int, position: Int)

  private let tables: Tables
  /// By scene: of a chance scene in a loop, the most draws of the loop that can come before it;
  /// otherwise -1.
  private var ranks: [Int32]
  /// How many ranks the loop has, answers included, which have the last one.
  private var rankCount = 1
  /// By turn and rank, in the order in which they are looked at.
  private var lists: [[Entry]] = []
  /// The list being looked at, and how far.
  private var list = Int.max
  private var index = 0

  /// An empty queue.
  init(_ tables: Tables) {
    self.tables = tables
    ranks = Array(repeating: -1, count: tables.scenes.count)
  }

  /// Turns to the next loop; the last one's states must all be looked at.
  mutating func begin(_ members: ArraySlice<Int32>) {
    list = .max
    index = 0
    rankCount = 1
    let chances = members.filter { tables.scenes.at(Int($0)).pointee.choices.isEmpty }
    guard !chances.isEmpty else { return }
    for scene in chances { ranks[Int(scene)] = 0 }
    var hasChanged = true
    var rounds = 0
    // Chains of draws end (format.md), so as many rounds as there are draws are enough.
    while hasChanged, rounds <= chances.count {
      hasChanged = false
      rounds += 1
      for scene in chances { hasChanged = raiseFollowers(of: Int(scene)) || hasChanged }
    }
    for scene in chances { rankCount = max(rankCount, Int(ranks[Int(scene)]) + 2) }
  }

  private mutating func raiseFollowers(of scene: Int) -> Bool {
    var hasChanged = false
    for branch in tables.scenes.at(scene).pointee.branches.range {
      guard let next = tables.branches.at(branch).pointee.to.scene else { continue }
      guard (0...ranks[scene]).contains(ranks[next]) else { continue }
      ranks[next] = ranks[scene] + 1
      hasChanged = true
    }
    return hasChanged
  }

  /// Adds a state that stands at a scene of the loop after so many turns; one that comes after that
  /// which `next` gave last.
  mutating func add(_ scene: Int, _ position: Int, turn: Int) {
    let rank = ranks[scene] < 0 ? rankCount - 1 : Int(ranks[scene])
    let number = turn * rankCount + rank
    while lists.count <= number { lists.append([]) }
    lists[number].append((scene, position))
    list = min(list, number)
  }

  /// The next state; nil when there are no more.
  mutating func next() -> Entry? {
    while list < lists.count {
      if index < lists[list].count {
        index += 1
        return lists[list][index - 1]
      }
      lists[list].removeAll(keepingCapacity: true)
      list += 1
      index = 0
    }
    return nil
  }
}
