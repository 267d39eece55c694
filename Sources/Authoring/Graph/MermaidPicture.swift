import Simulation

extension ScenarioGraph {
  /// The graph as a Mermaid flowchart, ending in a line end. Every id is quoted; nodes are numbered,
  /// because some words (`end`) mean something else to Mermaid.
  package var mermaid: String {
    var lines = ["---", "title: \(Self.yaml(caption))", "---", "flowchart TD"]
    lines += nodes.indices.map { mermaidNode($0) }
    lines += edges.map { edge in
      let arrow = edge.isReached ? "-->" : "-.->"
      return "  n\(edge.from) \(arrow)|\(Self.entities(label(edge)))| n\(edge.to)"
    }
    lines += mermaidClasses
    let played = edges.indices.filter { !edges[$0].turns.isEmpty }.map { "\($0)" }
    if !played.isEmpty {
      lines.append(
        "  linkStyle \(played.joined(separator: ",")) stroke:\(Self.playColour),stroke-width:4px")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func mermaidNode(_ index: Int) -> String {
    let node = nodes[index]
    switch node.kind {
    case .scene:
      let label = Self.entities(node.id)
      return node.isStart ? "  n\(index)([\(label)])" : "  n\(index)[\(label)]"
    case .chance: return "  n\(index){\(Self.entities(node.id))}"
    case .ending(let outcome):
      return "  n\(index)[[\(Self.entities("\(node.id)\n\(outcome.name)"))]]"
    }
  }

  private var mermaidClasses: [String] {
    var lines = ["  classDef chance fill:#fdf6d8,stroke:#8a6d1b,color:#1f2937"]
    for outcome in Ending.Outcome.allCases {
      let colours = Self.colours(of: outcome)
      lines.append(
        "  classDef \(outcome.name) fill:\(colours.fill),stroke:\(colours.fill),color:\(colours.text)"
      )
    }
    lines.append("  classDef unreached stroke:#b42318,stroke-dasharray:5 4")
    lines.append("  classDef played stroke:\(Self.playColour),stroke-width:4px")
    for (index, node) in nodes.enumerated() {
      switch node.kind {
      case .scene: break
      case .chance: lines.append("  class n\(index) chance")
      case .ending(let outcome): lines.append("  class n\(index) \(outcome.name)")
      }
      if !node.isReached { lines.append("  class n\(index) unreached") }
      if node.isPlayed { lines.append("  class n\(index) played") }
    }
    return lines
  }

  /// A text between quotes in which everything that Mermaid or HTML might act on is an entity.
  private static func entities(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": quoted += "<br/>"
      case "a"..."z", "A"..."Z", "0"..."9", " ", "-", ".", ",", "(", ")", ":":
        quoted.unicodeScalars.append(scalar)
      default:
        for part in VisibleText.of(String(scalar)).unicodeScalars { quoted += "#\(part.value);" }
      }
    }
    return quoted + "\""
  }

  /// A text as a double-quoted YAML scalar.
  private static func yaml(_ text: String) -> String {
    var quoted = "\""
    for scalar in VisibleText.of(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
