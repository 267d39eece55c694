/// How far two people agree who gave levels to the same criteria of the same plays.
package struct Agreement: Equatable, Sendable {
  /// How many criteria both gave a level to.
  package private(set) var count = 0
  /// How often both gave the same level, and how often at most one apart.
  package private(set) var same = 0
  package private(set) var close = 0
  /// How often each pair of levels (first person's, second's) was given; -2 stands at 0.
  private var table = [[Int]](repeating: [Int](repeating: 0, count: 5), count: 5)

  package init() {}

  /// Counts a pair of levels, each -2 ... 2.
  package mutating func add(_ first: Int, _ second: Int) {
    count += 1
    if first == second { same += 1 }
    if abs(first - second) <= 1 { close += 1 }
    table[first + 2][second + 2] += 1
  }

  /// Percent of pairs with the same level; nil without pairs.
  package var percent: Double? { count > 0 ? 100 * Double(same) / Double(count) : nil }

  /// Below this many pairs a kappa says more about chance than about people.
  package static let leastForKappa = 10

  /// Cohen's weighted kappa with quadratic weights (J. Cohen, Psychological Bulletin 70, 1968): 1 is
  /// full agreement, 0 what chance alone would give. Nil below `leastForKappa` pairs, and where
  /// chance alone would agree fully.
  package var kappa: Double? {
    guard count >= Self.leastForKappa else { return nil }
    let rows = table.map { $0.reduce(0, +) }
    let columns = (0..<5).map { column in table.reduce(0) { $0 + $1[column] } }
    var observed = 0.0
    var expected = 0.0
    for row in 0..<5 {
      for column in 0..<5 {
        let weight = Double((row - column) * (row - column))
        observed += weight * Double(table[row][column])
        expected += weight * Double(rows[row] * columns[column]) / Double(count)
      }
    }
    return expected > 0 ? 1 - observed / expected : nil
  }
}
