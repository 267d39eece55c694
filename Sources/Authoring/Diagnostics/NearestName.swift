/// Finds the name that somebody probably meant.
///
/// Comparing every unknown name with every known one would be quadratic in a file full of mistakes,
/// so the comparisons of one file draw on a budget; when it is used up there are no more
/// suggestions.
package struct NearestName: Sendable {
  /// How many names may still be compared letter by letter.
  private var comparisons: Int
  /// How many may still be looked at.
  private var looks: Int

  /// A finder that compares at most `comparisons` names letter by letter, and looks at most at
  /// twenty times as many.
  package init(comparisons: Int = 300_000) {
    self.comparisons = comparisons
    looks = comparisons * 20
  }

  /// The candidate nearest to `name`, the first of several; nil if none is near enough to be what
  /// was meant (one slip in three characters, two neighbours swapped, or another case).
  package mutating func find(_ name: String, in candidates: some Sequence<String>) -> String? {
    guard var search = NameSearch(name) else { return nil }
    for (index, candidate) in candidates.enumerated() {
      var candidate = candidate
      candidate.withUTF8 { consider($0, index, &search) }
      if search.isOver || comparisons <= 0 || looks <= 0 { break }
    }
    return search.best.flatMap { best in candidates.dropFirst(best).first { _ in true } }
  }

  /// The same among the names of an index, which may be very many.
  mutating func find(_ name: String, in candidates: NameIndex) -> String? {
    guard var search = NameSearch(name) else { return nil }
    for index in 0..<candidates.count {
      candidates.withName(index) { consider($0, index, &search) }
      if search.isOver || comparisons <= 0 || looks <= 0 { break }
    }
    return search.best.map { candidates.name($0) }
  }

  private mutating func consider(
    _ candidate: UnsafeBufferPointer<UInt8>, _ index: Int, _ search: inout NameSearch
  ) {
    looks -= 1
    if search.mayBeNear(candidate) {
      comparisons -= 1
      search.compare(candidate, index)
    }
  }
}

/// One search for a name.
struct NameSearch {
  private let wanted: [UInt8]
  private let letters: UInt64
  /// The greatest distance that would still be an improvement.
  private var allowed: Int
  /// The position of the nearest candidate so far.
  private(set) var best: Int?

  /// A search, or nil if the name is empty or longer than any id.
  init?(_ name: String) {
    wanted = name.utf8.prefix(80).map(Self.folded)
    guard !wanted.isEmpty, wanted.count <= 72 else { return nil }
    letters = wanted.reduce(0) { $0 | Self.bit($1) }
    allowed = max(1, (wanted.count + 1) / 3)
  }

  /// Whether no other candidate can be nearer.
  var isOver: Bool { allowed < 0 }

  /// Whether a candidate may be near enough, judged by its length and letters: every edit changes
  /// the length by at most one and the set of letters by at most two.
  func mayBeNear(_ candidate: UnsafeBufferPointer<UInt8>) -> Bool {
    guard abs(candidate.count - wanted.count) <= allowed else { return false }
    var others: UInt64 = 0
    for byte in candidate { others |= Self.bit(Self.folded(byte)) }
    return (letters ^ others).nonzeroBitCount <= 2 * allowed
  }

  /// Remembers the candidate if it is nearer than all before it.
  mutating func compare(_ candidate: UnsafeBufferPointer<UInt8>, _ index: Int) {
    let distance = distance(to: candidate)
    guard distance <= allowed else { return }
    best = index
    allowed = distance - 1
  }

  /// The Damerau-Levenshtein distance in its restricted form (insertions, deletions, changes, and
  /// swaps of neighbours); when it is above what is allowed, anything above.
  private func distance(to other: UnsafeBufferPointer<UInt8>) -> Int {
    let width = other.count + 1
    // Three rows of the table, on the stack: this runs some hundred thousand times.
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
      for column in 0..<width { rows.initializeElement(at: width + column, to: column) }
      for row in 1...wanted.count {
        let current = (row + 1) % 3 * width
        let previous = row % 3 * width
        let earlier = (row + 2) % 3 * width
        var least = row
        rows.initializeElement(at: current, to: row)
        for column in 1..<width {
          let (own, its) = (wanted[row - 1], Self.folded(other[column - 1]))
          var cost = min(rows[previous + column], rows[current + column - 1]) + 1
          cost = min(cost, rows[previous + column - 1] + (own == its ? 0 : 1))
          if row > 1, column > 1, own == Self.folded(other[column - 2]), wanted[row - 2] == its {
            cost = min(cost, rows[earlier + column - 2] + 1)
          }
          rows.initializeElement(at: current + column, to: cost)
          least = min(least, cost)
        }
        if least > allowed { return allowed + 1 }
      }
      return rows[(wanted.count + 1) % 3 * width + width - 1]
    }
  }

  /// Lower case, and a hyphen for an underscore or space.
  private static func folded(_ byte: UInt8) -> UInt8 {
    if byte >= 0x41 && byte <= 0x5A { return byte + 0x20 }
    return byte == 0x5F || byte == 0x20 ? 0x2D : byte
  }

  private static func bit(_ byte: UInt8) -> UInt64 { 1 << UInt64(byte & 63) }
}
