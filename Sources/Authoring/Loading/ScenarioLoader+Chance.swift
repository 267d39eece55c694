import Simulation

extension ScenarioLoader {
  /// Reports every cycle of chance scenes alone once, at the scene where it was entered first. The
  /// search keeps its own stack, because a chain of chance scenes may be as long as the file.
  mutating func reportChanceCycles() {
    guard !scenario.branches.isEmpty else { return }
    var state = [UInt8](repeating: Self.unseen, count: scenario.scenes.count)
    for scene in scenario.scenes.indices
    where scenario.scenes[scene].isChance && state[scene] == Self.unseen {
      for cycle in cycles(from: scene, &state) { report(cycle) }
    }
  }

  private static let unseen: UInt8 = 0
  private static let open: UInt8 = 1
  private static let done: UInt8 = 2

  private func cycles(from start: Int, _ state: inout [UInt8]) -> [[Int]] {
    var cycles: [[Int]] = []
    var path = [(scene: start, next: scenario.scenes[start].branches.range.lowerBound)]
    state[start] = Self.open
    while let last = path.last {
      guard last.next < scenario.scenes[last.scene].branches.range.upperBound else {
        state[last.scene] = Self.done
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      guard let to = scenario.branches[last.next].to.scene, to < scenario.scenes.count,
        scenario.scenes[to].isChance
      else { continue }
      if state[to] == Self.unseen {
        state[to] = Self.open
        path.append((to, scenario.scenes[to].branches.range.lowerBound))
      } else if state[to] == Self.open {
        cycles.append(path.drop { $0.scene != to }.map(\.scene))
      }
    }
    return cycles
  }

  private mutating func report(_ cycle: [Int]) {
    let keys = cycle.map { Int(sceneNodes[$0]) }
    let names = keys.prefix(8).map { view.string(at: $0) } + (keys.count > 8 ? ["…"] : [])
    let circle = (names + [view.string(at: keys[0])]).joined(separator: " → ")
    shape.report(
      .chanceCycle, "chance scenes lead in a circle, where nobody is asked anything", at: keys[0],
      help: "the circle is \(VisibleText.of(circle)); let one of them lead to a scene with choices")
  }
}
