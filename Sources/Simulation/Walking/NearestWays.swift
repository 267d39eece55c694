/// The shortest stories to a few states, without the states themselves: kept is only what lies on
/// the ways, which share their beginnings.
struct NearestWays: Sendable {
  private struct Node: Sendable {
    /// What came before it; -1 at the start.
    var before: Int32
    var event: Story.Event
  }

  private var nodes: [Node] = []
  /// The states that have a node.
  private var nodeOf: [UInt32: Int32] = [:]

  /// - Parameter states: those that are asked for later; negative ones stand for none.
  init(to states: [Int32], _ solution: Solution, _ paths: StateGraph.Paths) {
    for state in states where state >= 0 { add(Int(state), solution, paths) }
  }

  private mutating func add(_ state: Int, _ solution: Solution, _ paths: StateGraph.Paths) {
    var missing: [(to: Int, from: Int, arrow: Int)] = []
    var state = state
    while nodeOf[UInt32(state)] == nil, let (before, arrow) = solution.graph.move(to: state, paths)
    {
      missing.append((state, before, arrow))
      state = before
    }
    for (to, from, arrow) in missing.reversed() {
      let event = solution.event(of: arrow, leaving: from)
      nodes.append(Node(before: nodeOf[UInt32(from)] ?? -1, event: event))
      nodeOf[UInt32(to)] = Int32(nodes.count - 1)
    }
  }

  /// The story to one of the states.
  func story(to state: Int32) -> Story {
    var events: [Story.Event] = []
    var node = nodeOf[UInt32(bitPattern: state)] ?? -1
    while node >= 0 {
      events.append(nodes[Int(node)].event)
      node = nodes[Int(node)].before
    }
    var story = Story()
    for event in events.reversed() { story.add(event) }
    return story
  }
}
