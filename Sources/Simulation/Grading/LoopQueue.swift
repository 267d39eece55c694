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
  /// By turn: what was found and not looked at.
  private var waiting: [[Entry]] = []
  private var turn = 0
  /// Of this turn, by rank, in the order in which they are looked at.
  private var lists: [[Entry]] = []
  /// The list being looked at, and how far.
  private var list = 0
  private var index = 0
  /// How many states of this turn were not looked at.
  private var left = 0

  /// An empty queue.
  init(_ tables: Tables) {
    self.tables = tables
    ranks = Array(repeating: -1, count: tables.scenes.count)
  }

  /// Turns to the next loop; the last one's states must all be looked at.
  mutating func begin(_ members: ArraySlice<Int32>) {
    waiting = []
    turn = 0
    list = 0
    index = 0
    left = 0
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
    if turn == self.turn, isOpen { return put((scene, position)) }
    while waiting.count <= turn { waiting.append([]) }
    waiting[turn].append((scene, position))
  }

  private var isOpen: Bool { left > 0 || index > 0 }

  private mutating func put(_ entry: Entry) {
    let rank = ranks[entry.scene] < 0 ? rankCount - 1 : Int(ranks[entry.scene])
    while lists.count < rankCount { lists.append([]) }
    lists[rank].append(entry)
    left += 1
    list = min(list, rank)
  }

  /// The next state; nil when there are no more.
  mutating func next() -> Entry? {
    while true {
      while left > 0 {
        if index < lists[list].count {
          index += 1
          left -= 1
          return lists[list][index - 1]
        }
        lists[list].removeAll(keepingCapacity: true)
        list += 1
        index = 0
      }
      if list < lists.count { lists[list].removeAll(keepingCapacity: true) }
      list = rankCount
      index = 0
      while turn < waiting.count, waiting[turn].isEmpty { turn += 1 }
      guard turn < waiting.count else { return nil }
      for entry in waiting[turn] { put(entry) }
      waiting[turn] = []
    }
  }
}
