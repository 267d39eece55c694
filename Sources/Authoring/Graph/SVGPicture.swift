import Simulation

extension ScenarioGraph {
  /// The graph as a picture that any browser shows, ending in a line end: a card for every scene with
  /// its choices and their best scores, endings coloured by outcome.
  package var svg: String {
    SVGPainter(self).picture
  }
}

/// Paints a laid-out graph.
private struct SVGPainter {
  private let graph: ScenarioGraph
  private let layout: GraphLayout
  private var metrics: CardMetrics { layout.metrics }

  init(_ graph: ScenarioGraph) {
    self.graph = graph
    layout = GraphLayout(graph)
  }

  var picture: String {
    let size = "\(Self.number(layout.size.width)) \(Self.number(layout.size.height))"
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\" "
        + "width=\"\(Self.number(layout.size.width))\" "
        + "height=\"\(Self.number(layout.size.height))\" role=\"img\">",
      "<title>\(Self.text(graph.caption))</title>", Self.style, Self.markers,
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
      "<text class=\"title\" x=\"24\" y=\"34\">\(Self.text(graph.title))</text>",
    ]
    let order = graph.edges.indices.sorted { isPlayed($0) == isPlayed($1) ? $0 < $1 : isPlayed($1) }
    lines += order.map { way($0) }
    lines += graph.nodes.indices.map { card($0) }
    lines.append(legend)
    return (lines + ["</svg>"]).map { $0 + "\n" }.joined()
  }

  private func isPlayed(_ edge: Int) -> Bool { !graph.edges[edge].turns.isEmpty }

  private static let style = """
    <style>
    text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2937; }
    .title { font: 600 18px system-ui, "DejaVu Sans", sans-serif; }
    .small { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #475569; }
    .head { font-weight: 700; }
    .way { fill: none; stroke: #94a3b8; stroke-width: 1.4; }
    .unreached { stroke-dasharray: 5 4; stroke: #b42318; }
    .played { stroke: #1d4ed8; stroke-width: 3.2; }
    .faded { opacity: .38; }
    .end { text-anchor: end; }
    .middle { text-anchor: middle; }
    </style>
    """

  private static let markers = """
    <defs>
    <marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
    orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0 10 5 0 10z" fill="#94a3b8"/></marker>
    <marker id="played-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="13" \
    markerHeight="13" orient="auto" markerUnits="userSpaceOnUse">\
    <path d="M0 0 10 5 0 10z" fill="#1d4ed8"/></marker>
    </defs>
    """
}

// MARK: Ways

extension SVGPainter {
  private func way(_ index: Int) -> String {
    let edge = graph.edges[index]
    let isPlayed = isPlayed(index)
    var classes = ["way"]
    if !edge.isReached { classes.append("unreached") }
    if isPlayed { classes.append("played") } else if graph.hasPlay { classes.append("faded") }
    let tip = isPlayed ? "played-tip" : "tip"
    let title = "\(graph.nodes[edge.from].id): \(graph.label(edge)) → \(graph.nodes[edge.to].id)"
    return "<path class=\"\(classes.joined(separator: " "))\" d=\"\(path(index))\" "
      + "marker-end=\"url(#\(tip))\"><title>\(Self.text(title))</title></path>"
  }

  private func path(_ index: Int) -> String {
    let edge = graph.edges[index]
    let from = layout.items[edge.from]
    let to = layout.items[edge.to]
    let isBackward = layout.isBackward(edge)
    var x = layout.lefts[from.column] + metrics.width(of: edge.from)
    var y = from.top + metrics.rowOffset(edge.row)
    var path = "M\(Self.number(x)) \(Self.number(y))"
    for (position, item) in layout.passed[index].enumerated() {
      let passage = layout.items[item]
      let left = layout.lefts[passage.column]
      let right = left + layout.widths[passage.column]
      let level = passage.top + passage.height / 2
      if isBackward, position == 0 {
        path += turn(x, y, right, level, bulge: 46)
        path += " H\(Self.number(left))"
        x = left
      } else {
        let (near, far) = isBackward ? (right, left) : (left, right)
        path += curve(x, y, near, level)
        path += " H\(Self.number(far))"
        x = far
      }
      y = level
    }
    let end = layout.lefts[to.column]
    let level = to.top + metrics.header / 2
    path += isBackward ? turn(x, y, end, level, bulge: -34) : curve(x, y, end, level)
    return path
  }

  private func curve(_ x: Double, _ y: Double, _ toX: Double, _ toY: Double) -> String {
    let reach = (toX - x) * 0.5
    return " C"
      + [x + reach, y, toX - reach, toY, toX, toY].map(Self.number).joined(separator: " ")
  }

  /// A turn back: out to one side and in again.
  private func turn(
    _ x: Double, _ y: Double, _ toX: Double, _ toY: Double, bulge: Double
  ) -> String {
    let out = bulge > 0 ? max(x, toX) + bulge : min(x, toX) + bulge
    return " C" + [out, y, out, toY, toX, toY].map(Self.number).joined(separator: " ")
  }
}

// MARK: Cards

extension SVGPainter {
  private func card(_ index: Int) -> String {
    let node = graph.nodes[index]
    let item = layout.items[index]
    let x = layout.lefts[item.column]
    let isFaded = graph.hasPlay && !node.isPlayed
    var parts = [
      "<g transform=\"translate(\(Self.number(x)) \(Self.number(item.top)))\""
        + (isFaded ? " class=\"faded\"" : "") + ">"
    ]
    if case .ending(let outcome) = node.kind {
      parts.append(ending(index, outcome))
    } else {
      parts.append(scene(index))
    }
    parts.append("</g>")
    return parts.joined()
  }

  private func border(_ node: ScenarioGraph.Node, usual: String) -> String {
    if node.isPlayed { return "stroke=\"\(ScenarioGraph.playColour)\" stroke-width=\"3\"" }
    if !node.isReached {
      return "stroke=\"#b42318\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\""
    }
    return "stroke=\"\(usual)\" stroke-width=\"1.2\""
  }

  private func ending(_ index: Int, _ outcome: Ending.Outcome) -> String {
    let node = graph.nodes[index]
    let colours = ScenarioGraph.colours(of: outcome)
    let width = metrics.width(of: index)
    let middle = Self.number(width / 2)
    let words = outcome.name + (node.isReached ? "" : ", never reached")
    return "<rect width=\"\(Self.number(width))\" height=\"44\" rx=\"22\" fill=\"\(colours.fill)\" "
      + border(node, usual: colours.fill) + "/>"
      + "<text class=\"head middle\" x=\"\(middle)\" y=\"19\" style=\"fill:\(colours.text)\">"
      + "\(Self.short(node.id))</text>"
      + "<text class=\"middle\" x=\"\(middle)\" y=\"35\" style=\"fill:\(colours.text)\">"
      + "\(words)</text>"
  }

  private func scene(_ index: Int) -> String {
    let node = graph.nodes[index]
    let width = Self.number(metrics.width(of: index))
    let height = Self.number(metrics.height(of: index))
    let isChance = node.kind == .chance
    let head = isChance ? "#fdf6d8" : "#e2e8f0"
    let mark = node.isStart ? "▶ " : isChance ? "⚄ " : ""
    let box = "<rect width=\"\(width)\" height=\"\(height)\" rx=\"8\""
    var parts = [
      "\(box) fill=\"#ffffff\"/>",
      "<path d=\"M0 26V8a8 8 0 0 1 8-8H\(Self.number(metrics.width(of: index) - 8))"
        + "a8 8 0 0 1 8 8v18z\" fill=\"\(head)\"/>",
      "\(box) fill=\"none\" \(border(node, usual: "#94a3b8"))/>",
      "<text class=\"head\" x=\"10\" y=\"18\">\(mark)\(Self.short(node.id))</text>",
    ]
    let best = node.rows.compactMap(\.best).max()
    for row in node.rows.indices { parts.append(self.row(index, row, best: best)) }
    return parts.joined()
  }

  private func row(_ node: Int, _ index: Int, best: Double?) -> String {
    let row = graph.nodes[node].rows[index]
    let width = metrics.width(of: node)
    let middle = metrics.rowOffset(index)
    let base = Self.number(middle + 4)
    var parts = ["<g><title>\(Self.text(row.words.isEmpty ? row.label : row.words))</title>"]
    if !row.turns.isEmpty {
      parts.append(
        "<rect x=\"2\" y=\"\(Self.number(middle - 9.5))\" width=\"\(Self.number(width - 4))\" "
          + "height=\"19\" rx=\"4\" fill=\"#dbeafe\"/>")
    }
    parts.append("<text x=\"10\" y=\"\(base)\">\(Self.short(row.label))</text>")
    if row.isCritical { parts.append(warning(x: width - 56, middle: middle)) }
    if let score = row.best {
      let style = "fill:\(Self.colour(loss: (best ?? score) - score))"
      parts.append(
        "<text class=\"end\" x=\"\(Self.number(width - 10))\" y=\"\(base)\" style=\"\(style)\">"
          + "\(ScenarioGraph.figure(score))</text>")
    }
    if let turn = row.turns.first { parts.append(badge(turn, x: width + 5, middle: middle)) }
    return parts.joined() + "</g>"
  }

  /// A red triangle: this choice is a critical error.
  private func warning(x: Double, middle: Double) -> String {
    let (left, top) = (Self.number(x - 7), Self.number(middle + 6))
    return "<path d=\"M\(left) \(top)h14l-7 -13z\" fill=\"#b42318\"><title>critical</title></path>"
      + "<text class=\"middle\" x=\"\(Self.number(x))\" y=\"\(Self.number(middle + 5))\" "
      + "style=\"fill:#fff;font-size:9px;font-weight:700\">!</text>"
  }

  /// The number of a turn of the play.
  private func badge(_ turn: Int, x: Double, middle: Double) -> String {
    "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(middle))\" r=\"9\" "
      + "fill=\"\(ScenarioGraph.playColour)\"/>"
      + "<text class=\"middle\" x=\"\(Self.number(x))\" y=\"\(Self.number(middle + 4))\" "
      + "style=\"fill:#fff;font-size:11px;font-weight:700\">\(turn)</text>"
  }

  /// Green for the best of a scene, then darker warnings the more a choice gives away.
  private static func colour(loss: Double) -> String {
    switch loss {
    case ..<0.05: "#166534;font-weight:700"
    case ..<10: "#475569"
    case ..<20: "#92400e"
    default: "#b42318"
    }
  }
}

// MARK: Words and numbers

extension SVGPainter {
  private var legend: String {
    let y = layout.size.height - 24
    var x = 24.0
    var parts: [String] = []
    for outcome in Ending.Outcome.allCases {
      let fill = ScenarioGraph.colours(of: outcome).fill
      parts.append(
        "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y - 10))\" width=\"22\" height=\"12\" "
          + "rx=\"6\" fill=\"\(fill)\"/>"
          + "<text class=\"small\" x=\"\(Self.number(x + 28))\" y=\"\(Self.number(y))\">"
          + "\(outcome.name)</text>")
      x += 44 + Double(outcome.name.count) * 8
    }
    let figures =
      graph.isProven
      ? "figures: the best score of all plays that come that way (\(graph.voice))"
      : "no scores: nothing is proven about this scenario (\(graph.voice))"
    parts.append(
      "<text class=\"small\" x=\"\(Self.number(x + 8))\" y=\"\(Self.number(y))\">\(figures)</text>")
    return parts.joined()
  }

  /// At most one decimal.
  private static func number(_ value: Double) -> String { ScenarioGraph.figure(value) }

  private static func short(_ id: String) -> String {
    let most = CardMetrics.mostCharacters
    return text(id.count > most ? String(id.prefix(most - 1)) + "…" : id)
  }

  /// A text in which nothing acts on XML or cannot be seen.
  private static func text(_ text: String) -> String {
    var safe = ""
    for scalar in VisibleText.of(text).unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
