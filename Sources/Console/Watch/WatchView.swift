package import Reports

/// What `watch` shows of a scenario that is being written, between two saves: the page (what is
/// wrong, then the walk) and a preview that can be played. Both stay where one was when a save
/// changes them.
package struct WatchView: Sendable {
  /// What is looked at.
  package enum Side: Equatable, Sendable { case page, preview }

  package private(set) var side = Side.page
  private let name: String
  private var edition: Edition
  private var scroll = Scroll()
  private var preview: Preview?
  private var saves = 0

  /// A file as it was read after a save.
  package struct Edition: Sendable {
    /// `2 warnings`, for the foot of the screen.
    package var summary: String
    /// What `check` says, in lines.
    package var findings: [String]
    /// The page of `walk`; nil if the file has errors.
    package var walk: Page?
    /// Begins the preview again; nil if the file has errors.
    package var begin: (@Sendable () -> Result<Attempt, Problem>)?

    package init(
      summary: String, findings: [String], walk: Page?,
      begin: (@Sendable () -> Result<Attempt, Problem>)?
    ) {
      self.summary = summary
      self.findings = findings
      self.walk = walk
      self.begin = begin
    }
  }

  /// - Parameter name: of the file, as the person knows it.
  package init(name: String, _ edition: Edition) {
    self.name = name
    self.edition = edition
    preview = edition.begin.map { Preview($0) }
  }

  /// A save changed the file.
  package mutating func show(_ edition: Edition) {
    saves += 1
    self.edition = edition
    guard let begin = edition.begin else { return }
    if preview == nil { preview = Preview(begin) } else { preview?.play(again: begin) }
  }

  /// A key; returns false if it leaves.
  package mutating func press(_ key: WatchKey, _ screen: ScreenSettings, rows: Int) -> Bool {
    switch key {
    case .leave: return false
    case .turnOver: side = side == .page && preview != nil ? .preview : .page
    default:
      if side == .preview {
        preview?.press(key)
      } else {
        scroll.move(key, by: rows - 1)
      }
    }
    return true
  }

  /// The lines of the whole screen, the foot last: `rows` of them.
  package mutating func lines(_ screen: ScreenSettings, rows: Int) -> [StyledText] {
    let room = max(rows - 1, 1)
    var shown: [StyledText]
    if side == .preview, let preview {
      shown = Array(preview.lines(screen, isStale: edition.begin == nil).suffix(room))
    } else {
      let lines = page(screen)
      scroll.show(lines.map(\.plain), isWhole: edition.walk != nil, room: room)
      shown = Array(lines.dropFirst(scroll.top).prefix(room))
    }
    while shown.count < room { shown.append("") }
    return shown.map { $0.cut(to: screen.width) } + [foot(screen)]
  }

  /// What is wrong, then the walk.
  package func page(_ screen: ScreenSettings) -> [StyledText] {
    var lines = edition.findings.flatMap { line in
      StyledText(line, Self.style(of: line)).wrapped(to: screen.textWidth).lines
    }
    if let walk = edition.walk {
      lines.append("")
      lines += PageText.lines(walk, screen.pageSetting).map { StyledText($0) }
    }
    return lines
  }

  private static func style(of line: String) -> Style {
    if line.contains(": error UM") { return .loss }
    return line.contains(": warning UM") ? .caution : .ordinary
  }

  private func foot(_ screen: ScreenSettings) -> StyledText {
    let keys =
      side == .page
      ? (preview == nil ? [] : ["p plays"]) + ["space and arrows move"]
      : ["p shows the page", "digits choose", "u takes back", "r begins again"]
    let saved = saves == 0 ? [] : [Figures.count(saves, "save")]
    let place = side == .page ? [scroll.words] : []
    // The most important first: what does not fit is left out.
    var foot: StyledText = ""
    for part in [edition.summary] + place + ["q leaves"] + keys + saved + [name] {
      let longer = foot + StyledText((foot.isEmpty ? "" : " · ") + part, .faint)
      if longer.displayWidth < screen.width { foot = longer }
    }
    return foot
  }
}

/// A key as `watch` understands it.
package enum WatchKey: Equatable, Sendable {
  case lineUp, lineDown, pageUp, pageDown, top, bottom
  /// Between the page and the preview.
  case turnOver
  case choose(Int)
  case undo, again, leave, other
}

extension StyledText {
  /// Its lines, without line breaks.
  var lines: [StyledText] {
    var lines: [StyledText] = [""]
    for run in runs {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { lines.append("") }
        lines[lines.count - 1].appendSafe(String(part), run.style)
      }
    }
    if lines.count > 1, lines[lines.count - 1].isEmpty { lines.removeLast() }
    return lines
  }

  /// As much of one line as fits into so many columns.
  func cut(to width: Int) -> StyledText {
    var cut: StyledText = ""
    var room = width
    for run in runs {
      var part = ""
      for character in run.text {
        room -= DisplayWidth.columns(of: character)
        guard room >= 0 else { break }
        part.append(character)
      }
      cut.appendSafe(part, run.style)
      if room < 0 { break }
    }
    return cut
  }
}
