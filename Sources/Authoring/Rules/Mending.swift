/// A way to mend what a rule found, by parts of the file; `PlaceFinder` makes a `Fix` of it.
struct Mending: Sendable {
  /// One change of the file.
  enum Change: Sendable {
    /// Takes a member of an object or an element of a list out, with its comma.
    case remove(Place)
  }

  /// What it does, as an order.
  var title: String
  /// `safe` only if neither what players see nor what they score can change, and nothing that
  /// somebody wrote for them is lost.
  var applicability: Fix.Applicability
  var changes: [Change]

  init(_ title: String, _ applicability: Fix.Applicability = .suggested, remove places: [Place]) {
    self.title = title
    self.applicability = applicability
    changes = places.map { .remove($0) }
  }
}

extension PlaceFinder {
  /// The fix, or nil if a place of it is not in the file.
  mutating func fix(_ mending: Mending) -> Fix? {
    var edits: [Edit] = []
    for change in mending.changes {
      switch change {
      case .remove(let place):
        guard let range = removal(of: place) else { return nil }
        edits.append(Edit(range: range, replacement: ""))
      }
    }
    return Fix(mending.title, mending.applicability, edits: edits)
  }

  /// The bytes of a member or element with the comma that would be left over.
  private mutating func removal(of place: Place) -> Range<Int>? {
    guard let last = place.steps.last, let parent = node(at: place.steps.dropLast()),
      let child = child(last, of: parent)
    else { return nil }
    let siblings = document.children(of: parent)
    guard let position = siblings.firstIndex(of: child) else { return nil }
    let isObject = document.nodes[parent].kind == .object
    func end(_ sibling: Int) -> Int {
      document.range(of: isObject ? sibling + 1 : sibling).upperBound
    }
    let start = document.range(of: child).lowerBound
    if position + 1 < siblings.count {
      return start..<document.range(of: siblings[position + 1]).lowerBound
    }
    return (position > 0 ? end(siblings[position - 1]) : start)..<end(child)
  }
}
