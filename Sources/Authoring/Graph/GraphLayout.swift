/// Where the cards of a picture stand and how the ways between them run.
///
/// The layers of Sugiyama, Tagawa and Toda (1981), from left to right: every scene stands in the
/// column after those that lead to it; a way that passes columns gets a place in each of them; the
/// order in a column follows the neighbours' (barycentres); heights are the nearest to the
/// neighbours' that keep the order and the distances (least squares, by pooling adjacent violators).
struct GraphLayout {
  /// A card, or the place of a way that passes a column.
  struct Item {
    /// Index of the node, or nil.
    var node: Int?
    var column: Int
    var height: Double
    /// The upper edge.
    var top = 0.0
    /// Its place in the column, from 0.
    var order = 0
  }

  /// A piece of a way: from one item to the next.
  struct Link {
    var from: Int
    /// Distance of the point where it leaves from the item's upper edge.
    var fromOffset: Double
    var to: Int
    var toOffset: Double
  }

  let graph: ScenarioGraph
  let metrics: CardMetrics
  /// The cards first, by the index of their nodes.
  var items: [Item] = []
  var links: [Link] = []
  /// For each edge of the graph, the items that it passes.
  private(set) var passed: [[Int]] = []
  /// The items between two cards, by both cards in one number.
  private var shared: [Int: [Int]] = [:]
  /// The items of each column, from top to bottom.
  var columns: [[Int]] = []
  /// The left edge of each column and its width.
  private(set) var lefts: [Double] = []
  private(set) var widths: [Double] = []
  private(set) var size = (width: 0.0, height: 0.0)

  /// A way over more columns than this gets no places of its own: it is drawn straight.
  private static let longestPassage = 40

  init(_ graph: ScenarioGraph) {
    self.graph = graph
    metrics = CardMetrics(graph)
    let columnOf = GraphColumns(graph).columns
    items = graph.nodes.indices.map { node in
      Item(node: node, column: columnOf[node], height: metrics.height(of: node))
    }
    for edge in graph.edges { addPassage(edge) }
    columns = Array(repeating: [], count: (columnOf.max() ?? 0) + 1)
    for index in items.indices { columns[items[index].column].append(index) }
    arrangeOrder()
    arrangeHeights()
    arrangeColumns()
  }

  /// Whether an edge runs against the reading direction.
  func isBackward(_ edge: ScenarioGraph.Edge) -> Bool {
    items[edge.to].column <= items[edge.from].column
  }

  /// Gives an edge its places. All edges from one card to another share them.
  private mutating func addPassage(_ edge: ScenarioGraph.Edge) {
    let from = items[edge.from].column
    let to = items[edge.to].column
    let steps = to > from ? Array(from + 1..<to) : (to...from).reversed()
    guard steps.count <= Self.longestPassage else {
      passed.append([])
      return
    }
    let pair = edge.from * graph.nodes.count + edge.to
    let places = shared[pair] ?? newPassage(steps, to: edge.to)
    shared[pair] = places
    let offset = metrics.rowOffset(edge.row)
    if let first = places.first {
      links.append(
        Link(from: edge.from, fromOffset: offset, to: first, toOffset: metrics.passage / 2))
    } else {
      links.append(
        Link(from: edge.from, fromOffset: offset, to: edge.to, toOffset: metrics.header / 2))
    }
    passed.append(places)
  }

  private mutating func newPassage(_ columns: [Int], to target: Int) -> [Int] {
    let first = items.count
    let middle = metrics.passage / 2
    for column in columns {
      items.append(Item(node: nil, column: column, height: metrics.passage))
      guard items.count - 1 > first else { continue }
      links.append(
        Link(from: items.count - 2, fromOffset: middle, to: items.count - 1, toOffset: middle))
    }
    if !columns.isEmpty {
      links.append(
        Link(
          from: items.count - 1, fromOffset: middle, to: target, toOffset: metrics.header / 2))
    }
    return Array(first..<items.count)
  }

  private mutating func arrangeColumns() {
    var left = metrics.margin
    for column in columns {
      let width = column.compactMap { items[$0].node }.map { metrics.width(of: $0) }.max() ?? 60
      lefts.append(left)
      widths.append(width)
      left += width + metrics.gap
    }
    let top = items.map(\.top).min() ?? 0
    for index in items.indices { items[index].top += metrics.margin + metrics.title - top }
    let bottom = items.map { $0.top + $0.height }.max() ?? 0
    size = (
      max(left - metrics.gap + metrics.margin, metrics.least),
      bottom + metrics.margin + metrics.legend
    )
  }
}

/// How large the parts of a card are, in pixels.
struct CardMetrics {
  let header = 26.0
  let row = 20.0
  /// The height that a passing way takes.
  let passage = 6.0
  let margin = 24.0
  /// Room above for the title, below for the legend.
  let title = 46.0
  let legend = 34.0
  /// A picture is at least so wide that its legend can be read.
  let least = 900.0
  /// Between two columns.
  let gap = 90.0
  /// A character of the font, which has one width for all.
  static let character = 7.25
  /// The most characters that a card shows of an id.
  static let mostCharacters = 36

  private let widths: [Double]
  private let heights: [Double]

  init(_ graph: ScenarioGraph) {
    var widths: [Double] = []
    var heights: [Double] = []
    for node in graph.nodes {
      let rows = node.rows.map { Self.characters($0.label) + ($0.isCritical ? 10 : 7) }
      let head = Self.characters(node.id) + 3
      widths.append(Double(max(rows.max() ?? 0, head, 12)) * Self.character + 20)
      let isEnding = if case .ending = node.kind { true } else { false }
      heights.append(isEnding ? 44 : header + Double(node.rows.count) * row + 8)
    }
    self.widths = widths
    self.heights = heights
  }

  private static func characters(_ text: String) -> Int { min(text.count, mostCharacters) }

  func width(of node: Int) -> Double { widths[node] }
  func height(of node: Int) -> Double { heights[node] }

  /// The middle of a row, from the card's upper edge.
  func rowOffset(_ index: Int) -> Double { header + 4 + (Double(index) + 0.5) * row }
}

/// The column of every node: one more than the last of those that lead to it, ways back apart.
private struct GraphColumns {
  private(set) var columns: [Int]
  private let successors: [[Int]]

  init(_ graph: ScenarioGraph) {
    var successors = [[Int]](repeating: [], count: graph.nodes.count)
    for edge in graph.edges { successors[edge.from].append(edge.to) }
    self.successors = successors
    columns = Array(repeating: 0, count: graph.nodes.count)
    let start = graph.nodes.firstIndex(where: \.isStart) ?? 0
    let (order, ranks) = finishingOrder(from: start)
    for node in order {
      for next in successors[node] where ranks[next] > ranks[node] {
        columns[next] = max(columns[next], columns[node] + 1)
      }
    }
  }

  /// Depth first without recursion: the nodes so that each stands before those that it leads to, but
  /// for ways back, and the place of each in that order.
  private func finishingOrder(from start: Int) -> (order: [Int], ranks: [Int]) {
    var isSeen = [Bool](repeating: false, count: successors.count)
    var finished: [Int] = []
    for root in [start] + successors.indices where root < successors.count && !isSeen[root] {
      isSeen[root] = true
      var stack = [(node: root, next: 0)]
      while let top = stack.last {
        if top.next < successors[top.node].count {
          stack[stack.count - 1].next += 1
          let next = successors[top.node][top.next]
          if !isSeen[next] {
            isSeen[next] = true
            stack.append((next, 0))
          }
        } else {
          finished.append(top.node)
          stack.removeLast()
        }
      }
    }
    let order = Array(finished.reversed())
    var ranks = [Int](repeating: 0, count: successors.count)
    for (rank, node) in order.enumerated() { ranks[node] = rank }
    return (order, ranks)
  }
}
