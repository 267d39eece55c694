/// Collects diagnostics up to a limit and counts the rest, so that a file with a million mistakes
/// takes no more memory than one with a thousand.
package struct DiagnosticList: Sendable {
  /// Those that are kept, in the order in which they were added.
  package private(set) var kept: [Diagnostic] = []
  /// How many more there were.
  package private(set) var dropped = 0
  /// Whether an error was added, kept or not.
  package private(set) var hasErrors = false
  /// How many are kept.
  let limit: Int

  /// An empty list that keeps `limit` diagnostics.
  package init(limit: Int = Limits.standard.mistakes) {
    self.limit = limit
  }

  /// Whether further diagnostics are only counted.
  package var isFull: Bool { kept.count >= limit }

  /// Adds a diagnostic; it is not even made when the list is full.
  package mutating func add(
    _ severity: Severity = .error, _ diagnostic: @autoclosure () -> Diagnostic
  ) {
    if severity == .error { hasErrors = true }
    if isFull {
      dropped += 1
    } else {
      kept.append(diagnostic())
    }
  }

  /// Adds those of another file's list, whose labels mean the file at position `file`.
  package mutating func add(all other: DiagnosticList, file: Int, endOfFile: Int) {
    for diagnostic in other.sorted(endOfFile: endOfFile) {
      add(diagnostic.severity, diagnostic.moved(to: file))
    }
  }

  /// All diagnostics in the order of their places, and, if some were not kept, a last one that says
  /// how many. Equal places keep the order in which they were added.
  package func sorted(endOfFile: Int) -> [Diagnostic] {
    var sorted = kept.enumerated().sorted { left, right in
      let (one, other) = (left.element.primary, right.element.primary)
      return (one.file, one.range.lowerBound, left.offset)
        < (other.file, other.range.lowerBound, right.offset)
    }.map(\.element)
    if dropped > 0 {
      sorted.append(
        Diagnostic(
          .tooManyMistakes, "and \(dropped) more; only the first \(limit) mistakes are shown",
          at: Label(range: endOfFile..<endOfFile),
          help: "mend these first: many of the others may go away with them"))
    }
    return sorted
  }
}

extension Diagnostic {
  /// The same with all its places in the file at position `file`.
  fileprivate func moved(to file: Int) -> Diagnostic {
    var moved = self
    moved.primary.file = file
    for index in moved.others.indices { moved.others[index].file = file }
    for fix in moved.fixes.indices {
      for edit in moved.fixes[fix].edits.indices { moved.fixes[fix].edits[edit].file = file }
    }
    return moved
  }
}
