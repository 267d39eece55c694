/// Which scene can follow which, conditions aside.
struct SceneGraph {
  /// Where each scene's successors start in `targets`; one more entry than scenes.
  let offsets: [Int32]
  /// Successor scenes, endings left out.
  let targets: [Int32]

  init(_ scenario: Scenario) {
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    offsets.reserveCapacity(scenario.scenes.count + 1)
    targets.reserveCapacity(scenario.routes.count + scenario.branches.count)
    for scene in scenario.scenes {
      for choice in scene.choices.range {
        for route in scenario.choices[choice].routes.range {
          let raw = scenario.routes[route].to.raw
          if raw >= 0 { targets.append(raw) }
        }
      }
      for branch in scene.branches.range {
        let raw = scenario.branches[branch].to.raw
        if raw >= 0 { targets.append(raw) }
      }
      offsets.append(Int32(targets.count))
    }
    self.offsets = offsets
    self.targets = targets
  }

  var sceneCount: Int { offsets.count - 1 }

  func successors(of scene: Int) -> ArraySlice<Int32> {
    targets[Int(offsets[scene])..<Int(offsets[scene + 1])]
  }
}

/// The strongly connected components of a scene graph: scenes that can reach each other.
struct SceneComponents {
  /// The component of each scene. Components are numbered so that successors come first:
  /// an arrow between components runs from a higher to a lower number.
  let componentOfScene: [Int32]
  /// For each component, whether a play can come back to one of its scenes.
  let isCyclic: [Bool]
  /// All scenes, component by component, in file order within a component.
  private let order: [Int32]
  /// Where each component's scenes start in `order`; one more entry than components.
  private let starts: [Int32]

  /// The number of components.
  var count: Int { isCyclic.count }

  /// Tarjan's algorithm (1972) with its own stack, so that a long chain cannot overflow ours.
  init(_ graph: SceneGraph) {
    var search = Search(graph)
    for scene in 0..<graph.sceneCount where search.order[scene] < 0 {
      search.visit(from: scene)
    }
    componentOfScene = search.component
    isCyclic = search.isCyclic
    (order, starts) = Self.ordered(search.component, count: search.isCyclic.count)
  }

  private static func ordered(
    _ components: [Int32], count: Int
  ) -> (order: [Int32], starts: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for component in components { starts[Int(component) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var order = [Int32](repeating: 0, count: components.count)
    var next = starts
    for (scene, component) in components.enumerated() {
      order[Int(next[Int(component)])] = Int32(scene)
      next[Int(component)] += 1
    }
    return (order, starts)
  }

  /// The scenes of a component, in file order.
  func members(of component: Int) -> ArraySlice<Int32> {
    order[Int(starts[component])..<Int(starts[component + 1])]
  }

  private struct Search {
    let graph: SceneGraph
    var order: [Int32]
    var low: [Int32]
    var cursor: [Int32]
    var component: [Int32]
    var isCyclic: [Bool] = []
    var open: [Int32] = []
    var path: [Int32] = []
    var next: Int32 = 0

    init(_ graph: SceneGraph) {
      self.graph = graph
      order = Array(repeating: -1, count: graph.sceneCount)
      low = order
      component = order
      cursor = Array(graph.offsets.dropLast())
    }

    mutating func visit(from root: Int) {
      enter(root)
      while let top = path.last.map(Int.init) {
        if cursor[top] < graph.offsets[top + 1] {
          let target = Int(graph.targets[Int(cursor[top])])
          cursor[top] += 1
          if order[target] < 0 {
            enter(target)
          } else if component[target] < 0 {
            low[top] = min(low[top], order[target])
          }
        } else {
          leave(top)
        }
      }
    }

    private mutating func enter(_ scene: Int) {
      order[scene] = next
      low[scene] = next
      next += 1
      open.append(Int32(scene))
      path.append(Int32(scene))
    }

    private mutating func leave(_ scene: Int) {
      path.removeLast()
      if let parent = path.last.map(Int.init) { low[parent] = min(low[parent], low[scene]) }
      guard low[scene] == order[scene] else { return }
      let number = Int32(isCyclic.count)
      let isAlone = open.last == Int32(scene)
      while let member = open.popLast() {
        component[Int(member)] = number
        if member == Int32(scene) { break }
      }
      isCyclic.append(!isAlone || graph.successors(of: scene).contains(Int32(scene)))
    }
  }
}
