/// Where one is on a page that changes under one's eyes.
struct Scroll: Equatable {
  /// The line on top, from 0.
  private(set) var top = 0
  private var lines: [String] = []
  private var isWhole = false
  private var room = 1
  /// The last whole page with the place on it, while only mistakes are shown.
  private var whole: (lines: [String], top: Int)?

  static func == (a: Scroll, b: Scroll) -> Bool { a.top == b.top && a.lines == b.lines }

  /// `lines 1-20 of 80`, or `all` where everything is on the screen.
  var words: String {
    guard lines.count > room else { return "all" }
    return "lines \(top + 1)-\(min(top + room, lines.count)) of \(lines.count)"
  }

  /// Another page, or the same for another width. What was on top stays there: the same line if it is
  /// still on the page (the nearest of several), else the nearest line before it that is, else the
  /// same number.
  ///
  /// - Parameter isWhole: false while a file with mistakes has no walk. The place of the last whole
  ///   page comes back with the next one.
  mutating func show(_ new: [String], isWhole: Bool, room: Int) {
    self.room = room
    if new != lines || isWhole != self.isWhole {
      if self.isWhole, !isWhole { whole = (lines, top) }
      let before = isWhole && !self.isWhole ? whole ?? (lines, top) : (lines, top)
      if isWhole { whole = nil }
      top = isWhole == self.isWhole || isWhole ? Self.place(of: before.1, before.0, in: new) : 0
      lines = new
      self.isWhole = isWhole
    }
    clamp()
  }

  private static func place(of top: Int, _ old: [String], in new: [String]) -> Int {
    guard top > 0, !old.isEmpty else { return 0 }
    var places: [String: [Int]] = [:]
    for (index, line) in new.enumerated() where !line.isEmpty {
      places[line, default: []].append(index)
    }
    for above in 0...min(top, old.count - 1) {
      let line = old[min(top, old.count - 1) - above]
      guard let found = places[line] else { continue }
      let nearest = found.min { abs($0 - (top - above)) < abs($1 - (top - above)) } ?? found[0]
      return nearest + above
    }
    return top
  }

  /// Moves as a key says.
  /// - Parameter page: how many lines a screenful has.
  mutating func move(_ key: WatchKey, by page: Int) {
    switch key {
    case .lineUp: top -= 1
    case .lineDown: top += 1
    // Two lines stay, for the eye.
    case .pageUp: top -= max(page - 2, 1)
    case .pageDown: top += max(page - 2, 1)
    case .top: top = 0
    case .bottom: top = lines.count
    default: break
    }
    clamp()
  }

  private mutating func clamp() {
    top = max(0, min(top, lines.count - room))
  }
}
