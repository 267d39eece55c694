/// Finds the name that somebody probably meant.
///
/// Comparing every unknown name with every known one would be quadratic in a file full of mistakes,
/// so the comparisons of one file draw on a budget; when it is used up there are no more
/// suggestions.
package struct NearestName: Sendable {
  /// How many comparisons are left.
  private var budget: Int

  /// A finder that makes at most `budget` comparisons.
  package init(budget: Int = 2_000_000) {
    self.budget = budget
  }

  /// The candidate nearest to `name`, the first of several; nil if none is near enough to be what
  /// was meant (one slip in three characters, two words swapped, or another case).
  package mutating func find(_ name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(Self.folded(name).utf8)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      guard budget > 0 else { break }
      budget -= 1
      let allowed = min(best.map { $0.distance - 1 } ?? .max, max(1, (wanted.count + 1) / 3))
      guard allowed >= 0, abs(candidate.utf8.count - wanted.count) <= allowed else { continue }
      let distance = Self.distance(wanted, Array(Self.folded(candidate).utf8), atMost: allowed)
      if distance <= allowed { best = (candidate, distance) }
      if distance == 0 { break }
    }
    return best?.name
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 == 0x5F || $0 == 0x20 ? 0x2D : lowered($0) }, as: UTF8.self)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }

  /// The Damerau-Levenshtein distance in its restricted form (insertions, deletions, changes, and
  /// swaps of neighbours); anything above `most` may come back as `most + 1`.
  static func distance(_ left: [UInt8], _ right: [UInt8], atMost most: Int) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(previous[column + 1] + 1, current[column] + 1)
        cost = min(cost, previous[column] + (byte == other ? 0 : 1))
        let swapped = row > 0 && column > 0 && byte == right[column - 1] && left[row - 1] == other
        if swapped { cost = min(cost, before[column - 1] + 1) }
        current.append(cost)
      }
      if (current.min() ?? 0) > most { return most + 1 }
      (before, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
