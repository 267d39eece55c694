extension GraphLayout {
  private static let rounds = 12

  /// Gives every item its height on the page.
  mutating func arrangeHeights() {
    stack()
    let pulls = self.pulls()
    for round in 0..<Self.rounds {
      let isLast = round >= Self.rounds - 2
      let order = round % 2 == 0 ? Array(columns.indices) : columns.indices.reversed()
      let side = isLast ? 0 : (round % 2 == 0 ? -1 : 1)
      for column in order { settle(column, pulls, from: side) }
    }
  }

  /// A neighbour that pulls an item to its own height.
  private struct Pull {
    var item: Int
    /// Own upper edge minus the neighbour's when the way between them is level.
    var difference: Double
    /// Passing ways pull at each other more, so that they run straight.
    var weight: Double
  }

  private mutating func stack() {
    for column in columns {
      var top = 0.0
      for item in column {
        items[item].top = top
        top += items[item].height + metrics.row
      }
    }
  }

  private func pulls() -> [[Pull]] {
    var pulls = [[Pull]](repeating: [], count: items.count)
    for link in links {
      let isInner = items[link.from].node == nil && items[link.to].node == nil
      let weight =
        isInner ? 8.0 : items[link.from].node == nil || items[link.to].node == nil ? 2 : 1
      // Ways enter at the head of a card, but a row of cards that follow each other stays level if
      // the middle is what follows.
      let aim = items[link.to].node == nil ? link.toOffset : items[link.to].height / 2
      let difference = link.fromOffset - aim
      pulls[link.to].append(Pull(item: link.from, difference: difference, weight: weight))
      pulls[link.from].append(Pull(item: link.to, difference: -difference, weight: weight))
    }
    return pulls
  }

  /// Moves the items of a column to where the neighbours of one side (0: of both) pull them, as near
  /// as order and distances allow.
  private mutating func settle(_ column: Int, _ pulls: [[Pull]], from side: Int) {
    var shift = 0.0
    var shifts: [Double] = []
    var wanted: [Double] = []
    var weights: [Double] = []
    for (index, item) in columns[column].enumerated() {
      if index > 0 { shift += distance(columns[column][index - 1], item) }
      shifts.append(shift)
      var sum = 0.0
      var weight = 0.0
      for pull in pulls[item] {
        let distance = items[pull.item].column - column
        guard side == 0 || distance == side || distance == 0 else { continue }
        sum += (items[pull.item].top + pull.difference) * pull.weight
        weight += pull.weight
      }
      // Without a pull it stays where it is, and gives way easily.
      wanted.append((weight > 0 ? sum / weight : items[item].top) - shift)
      weights.append(weight > 0 ? weight : 0.01)
    }
    let tops = Self.ascending(wanted, weights)
    for (index, item) in columns[column].enumerated() {
      items[item].top = tops[index] + shifts[index]
    }
  }

  /// From the upper edge of an item to that of the one below it.
  private func distance(_ upper: Int, _ lower: Int) -> Double {
    let areCards = items[upper].node != nil && items[lower].node != nil
    let arePassages = items[upper].node == nil && items[lower].node == nil
    return items[upper].height + (areCards ? 28 : arePassages ? 5 : 14)
  }

  /// The ascending sequence with the least weighted squared distance from the values: neighbours that
  /// are out of order are pooled at their mean (Ayer and others 1955).
  private static func ascending(_ values: [Double], _ weights: [Double]) -> [Double] {
    var pools: [(mean: Double, weight: Double, count: Int)] = []
    for (value, weight) in zip(values, weights) {
      var pool = (mean: value, weight: weight, count: 1)
      while let last = pools.last, last.mean > pool.mean {
        pools.removeLast()
        let sum = last.weight + pool.weight
        pool.mean = (last.mean * last.weight + pool.mean * pool.weight) / sum
        pool.weight = sum
        pool.count += last.count
      }
      pools.append(pool)
    }
    return pools.flatMap { Array(repeating: $0.mean, count: $0.count) }
  }
}
