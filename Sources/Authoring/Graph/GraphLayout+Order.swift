extension GraphLayout {
  private static let sweeps = 16
  /// Above this many pieces of ways an order is taken as it comes.
  private static let mostLinks = 20_000

  /// Orders the items of every column so that few ways cross.
  mutating func arrangeOrder() {
    numberItems()
    guard links.count <= Self.mostLinks else { return }
    let neighbours = self.neighbours()
    var best = (crossings: crossings(), columns: columns)
    for sweep in 0..<Self.sweeps where best.crossings > 0 {
      let forwards = sweep % 2 == 0
      let order = forwards ? Array(columns.indices) : columns.indices.reversed()
      for column in order { sort(column, neighbours, towards: forwards ? -1 : 1) }
      let crossings = self.crossings()
      if crossings < best.crossings { best = (crossings, columns) }
    }
    columns = best.columns
    numberItems()
  }

  private mutating func numberItems() {
    for column in columns {
      for (order, item) in column.enumerated() { items[item].order = order }
    }
  }

  /// For each item its neighbours, with the fraction of an item at which the way leaves.
  private func neighbours() -> [[(item: Int, fraction: Double)]] {
    var neighbours = [[(item: Int, fraction: Double)]](repeating: [], count: items.count)
    for link in links {
      let leaves = link.fromOffset / items[link.from].height
      neighbours[link.to].append((link.from, leaves))
      neighbours[link.from].append((link.to, link.toOffset / items[link.to].height))
    }
    return neighbours
  }

  /// Sorts a column by the mean place of the neighbours on one side (and in the column itself, where
  /// ways back turn). Items without neighbours keep their place.
  private mutating func sort(
    _ column: Int, _ neighbours: [[(item: Int, fraction: Double)]], towards side: Int
  ) {
    let count = Double(max(columns[column].count, 1))
    let keys = columns[column].map { item -> Double in
      var sum = 0.0
      var weight = 0.0
      for (other, fraction) in neighbours[item] {
        let distance = items[other].column - column
        guard distance == side || distance == 0 else { continue }
        let size = Double(max(columns[items[other].column].count, 1))
        sum += (Double(items[other].order) + fraction) / size
        weight += 1
      }
      return weight > 0 ? sum / weight : (Double(items[item].order) + 0.5) / count
    }
    let sorted = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    columns[column] = sorted.map { columns[column][$0] }
    for (order, item) in columns[column].enumerated() { items[item].order = order }
  }

  /// How many pairs of ways cross between neighbouring columns.
  private func crossings() -> Int {
    var gaps: [[(from: Double, to: Double)]] = Array(repeating: [], count: columns.count)
    for link in links {
      let (left, right) =
        items[link.from].column < items[link.to].column
        ? (link.from, link.to) : (link.to, link.from)
      guard items[left].column + 1 == items[right].column else { continue }
      let isForward = left == link.from
      let leftOffset = isForward ? link.fromOffset : link.toOffset
      let rightOffset = isForward ? link.toOffset : link.fromOffset
      gaps[items[left].column].append(
        (
          Double(items[left].order) + leftOffset / (items[left].height + 1),
          Double(items[right].order) + rightOffset / (items[right].height + 1)
        ))
    }
    return gaps.reduce(0) { $0 + Self.inversions($1.sorted { $0 < $1 }.map(\.to)) }
  }

  /// Pairs that stand in the wrong order, by merging.
  private static func inversions(_ values: [Double]) -> Int {
    var values = values
    var scratch = values
    var count = 0
    var width = 1
    while width < values.count {
      for start in stride(from: 0, to: values.count, by: 2 * width) {
        let middle = min(start + width, values.count)
        let end = min(start + 2 * width, values.count)
        var (left, right) = (start, middle)
        for index in start..<end {
          if right < end, left == middle || values[right] < values[left] {
            scratch[index] = values[right]
            count += middle - left
            right += 1
          } else {
            scratch[index] = values[left]
            left += 1
          }
        }
      }
      swap(&values, &scratch)
      width *= 2
    }
    return count
  }
}
