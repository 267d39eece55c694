package import Simulation

/// A scenario as a picture shows it: places, and the ways between them.
package struct ScenarioGraph: Equatable, Sendable {
  /// A scene or an ending.
  package struct Node: Equatable, Sendable {
    /// What a node is.
    package enum Kind: Equatable, Sendable {
      case scene, chance
      case ending(Ending.Outcome)
    }

    package var id: String
    package var kind: Kind
    package var isStart = false
    /// Whether some play comes here.
    package var isReached = true
    /// Whether the play that is drawn comes here.
    package var isPlayed = false
    /// The ways out, in file order: a choice, a branch, or the end of the customer's patience.
    package var rows: [Row] = []
  }

  /// A choice or a branch.
  package struct Row: Equatable, Sendable {
    /// The choice's id; for a branch its weight; `patience`.
    package var label: String
    /// What is said or done, or empty.
    package var words = ""
    /// It is a critical error, always or in some states.
    package var isCritical = false
    /// The greatest score of all plays that come by here; nil if nothing is proven.
    package var best: Double?
    /// The numbers, from 1, of the turns in which it was taken in the play that is drawn.
    package var turns: [Int] = []
  }

  /// A way from a row to a node.
  package struct Edge: Equatable, Sendable {
    /// Index in `nodes`.
    package var from: Int
    /// Index in the node's rows.
    package var row: Int
    /// Index in `nodes`.
    package var to: Int
    /// The greatest score of all plays that go this way; nil if nothing is proven.
    package var best: Double?
    /// Whether some play goes this way.
    package var isReached = true
    /// The turns in which the play that is drawn goes this way.
    package var turns: [Int] = []
  }

  /// The scenario's id.
  package var id: String
  package var title: String
  /// The voice in which scores were computed.
  package var voice: String
  /// Whether the scores are there.
  package var isProven: Bool
  /// Scenes, then endings, in file order.
  package var nodes: [Node]
  /// In the order of their nodes and rows.
  package var edges: [Edge]
  /// Whether a play is drawn over it.
  package var hasPlay = false
}

extension ScenarioGraph {
  /// The graph of a solved scenario.
  /// - Parameter play: an encounter of the solution's own program, drawn over it.
  package init(_ solution: Solution, play: Encounter? = nil) {
    let scenario = solution.program.scenario
    id = scenario.about.id
    title = scenario.about.title
    voice = solution.program.voice.name
    isProven = solution.isSound
    nodes = []
    edges = []
    let passages = Passages(solution)
    let walk = Walk(solution)
    addNodes(scenario, walk, passages)
    addEdges(scenario, passages, isExplored: solution.isExact)
    if let play { draw(play) }
  }

  private mutating func addNodes(_ scenario: Scenario, _ walk: Walk, _ passages: Passages) {
    for (index, scene) in scenario.scenes.enumerated() {
      var node = Node(
        id: scenario.string(scene.id), kind: scene.isChance ? .chance : .scene,
        isStart: index == scenario.start, isReached: walk.scenes[index] != nil)
      node.rows = scene.choices.range.map { choice in
        let authored = scenario.choices[choice]
        return Row(
          label: scenario.string(authored.id), words: scenario.words(of: authored),
          isCritical: authored.critical != nil, best: passages.choices[choice]?.highest)
      }
      node.rows += scene.branches.range.map { branch in
        Row(label: "weight \(scenario.branches[branch].weight)")
      }
      nodes.append(node)
    }
    for (index, ending) in scenario.endings.enumerated() {
      nodes.append(
        Node(
          id: scenario.string(ending.id), kind: .ending(ending.outcome),
          isReached: walk.endings[index].isReached))
    }
  }

  private mutating func addEdges(_ scenario: Scenario, _ passages: Passages, isExplored: Bool) {
    var found = passages.all[...]
    for (index, scene) in scenario.scenes.enumerated() {
      var gone = found.prefix { $0.scene == index }
      found = found.dropFirst(gone.count)
      for (row, destinations) in Self.destinations(scenario, scene).enumerated() {
        for to in destinations {
          let passage = gone.firstIndex { $0.position == row && $0.to == to }
          let way = passage.map { gone.remove(at: $0) }
          add(way, from: index, row, to, scenario, isReached: way != nil || !isExplored)
        }
      }
      // What is left leads to where no choice names: the customer's patience ran out.
      for way in gone { add(way, from: index, patienceRow(index), way.to, scenario) }
    }
  }

  private mutating func add(
    _ way: Passages.Passage?, from: Int, _ row: Int, _ to: Destination, _ scenario: Scenario,
    isReached: Bool = true
  ) {
    let target = to.scene ?? to.ending.map { scenario.scenes.count + $0 } ?? 0
    let best = way?.scores?.highest
    if let index = edges.lastIndex(where: { $0.from == from }), edges[index].row == row,
      edges[index].to == target
    {
      edges[index].best = [edges[index].best, best].compactMap { $0 }.max()
    } else {
      edges.append(Edge(from: from, row: row, to: target, best: best, isReached: isReached))
    }
    if way?.isCritical ?? false, row < nodes[from].rows.count {
      nodes[from].rows[row].isCritical = true
    }
    let known = [nodes[from].rows[row].best, best].compactMap { $0 }.max()
    nodes[from].rows[row].best = known
  }

  private mutating func patienceRow(_ node: Int) -> Int {
    if nodes[node].rows.last?.label != Self.patience {
      nodes[node].rows.append(Row(label: Self.patience))
    }
    return nodes[node].rows.count - 1
  }

  private static let patience = "(patience runs out)"

  /// For each choice or branch of a scene, where it may lead, each place once.
  private static func destinations(_ scenario: Scenario, _ scene: Scene) -> [[Destination]] {
    let ofChoices = scene.choices.range.map { choice in
      scenario.routes[scenario.choices[choice].routes.range].map(\.to)
    }
    let ofBranches = scene.branches.range.map { [scenario.branches[$0].to] }
    return (ofChoices + ofBranches).map { places in
      places.enumerated().filter { !places.prefix($0.offset).contains($0.element) }.map(\.element)
    }
  }
}

extension ScenarioGraph {
  /// Marks what a play went through.
  private mutating func draw(_ play: Encounter) {
    hasPlay = true
    let scenario = play.scenario
    var turn = 0
    var at = scenario.start
    nodes[at].isPlayed = true
    let stops = play.turns.dropFirst().map(\.scene) + [Self.last(of: play)].compactMap { $0 }
    for (index, taken) in play.turns.enumerated() {
      turn = taken.number
      at = taken.scene
      var row = taken.choice - scenario.scenes[at].choices.range.lowerBound
      nodes[at].rows[row].turns.append(turn)
      let stop = index < stops.count ? stops[index] : nil
      for draw in taken.draws {
        follow(at, row, to: draw.scene, turn)
        at = draw.scene
        row = draw.branch
        nodes[at].rows[row].turns.append(turn)
      }
      if let stop { follow(at, row, to: stop, turn) }
    }
  }

  private static func last(of play: Encounter) -> Int? {
    switch play.position {
    case .scene(let scene), .stuck(let scene): scene
    case .ending(let ending): play.scenario.scenes.count + ending
    }
  }

  private mutating func follow(_ from: Int, _ row: Int, to target: Int, _ turn: Int) {
    nodes[target].isPlayed = true
    let direct = edges.firstIndex { $0.from == from && $0.row == row && $0.to == target }
    // Otherwise patience ran out on the way.
    let index = direct ?? edges.firstIndex { $0.from == from && $0.to == target }
    if let index { edges[index].turns.append(turn) }
  }
}

extension ScenarioGraph {
  /// A score as a picture shows it: at most one decimal, halves away from zero, never -0.
  static func figure(_ score: Double) -> String {
    let tenths = Int((score * 10).rounded(.toNearestOrAwayFromZero))
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return "\(sign)\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// The words on an edge: the choice, and the best score of all plays that go this way.
  func label(_ edge: Edge) -> String {
    let row = nodes[edge.from].rows[edge.row]
    let turns = edge.turns.isEmpty ? "" : edge.turns.map { "\($0)" }.joined(separator: ", ") + ": "
    let critical = row.isCritical ? " (critical)" : ""
    let best = edge.best.map { " " + Self.figure($0) } ?? ""
    return turns + row.label + critical + best
  }
}
