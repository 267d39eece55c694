import Simulation

extension ScenarioGraph {
  /// The graph in the language of Graphviz, ending in a line end. Every id is quoted.
  package var dot: String {
    var lines = [
      "digraph \(Self.quoted(id)) {",
      "  graph [label=\(Self.quoted(caption)), labelloc=t, fontname=\"Helvetica\", rankdir=TB];",
      "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fillcolor=\"#eef2f7\"];",
      "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#64748b\"];",
    ]
    lines += nodes.map(dotLine)
    lines += edges.map(dotLine)
    return (lines + ["}"]).map { $0 + "\n" }.joined()
  }

  /// What a picture says about itself.
  var caption: String {
    isProven ? "\(title) (\(voice); figures: best score that way)" : "\(title) (\(voice))"
  }

  private func dotLine(_ node: Node) -> String {
    var attributes: [String] = []
    switch node.kind {
    case .scene: break
    case .chance: attributes += ["shape=diamond", "style=filled", "fillcolor=\"#fdf6d8\""]
    case .ending(let outcome):
      let colours = Self.colours(of: outcome)
      let label = node.id + "\n" + outcome.name
      attributes += [
        "label=\(Self.quoted(label))", "shape=box", "style=filled",
        "fillcolor=\"\(colours.fill)\"", "fontcolor=\"\(colours.text)\"",
      ]
    }
    if node.isStart { attributes += ["peripheries=2"] }
    if node.isPlayed { attributes += ["penwidth=3", "color=\"\(Self.playColour)\""] }
    if !node.isReached {
      attributes += ["style=\"filled,dashed\"", "color=\"#b42318\"", "tooltip=\"never reached\""]
    }
    let list = attributes.isEmpty ? "" : " [" + attributes.joined(separator: ", ") + "]"
    return "  \(Self.quoted(node.id))\(list);"
  }

  private func dotLine(_ edge: Edge) -> String {
    var attributes = ["label=\(Self.quoted(label(edge)))"]
    if nodes[edge.from].rows[edge.row].isCritical { attributes += ["fontcolor=\"#b42318\""] }
    if !edge.isReached { attributes += ["style=dashed", "color=\"#cbd5e1\""] }
    if !edge.turns.isEmpty {
      attributes += ["penwidth=3", "color=\"\(Self.playColour)\""]
    }
    let from = Self.quoted(nodes[edge.from].id)
    return "  \(from) -> \(Self.quoted(nodes[edge.to].id)) [\(attributes.joined(separator: ", "))];"
  }

  /// A text between quotes, as the DOT language has it. A line end is an escape; what would act on a
  /// terminal or could not be seen is made visible.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      default: quoted += VisibleText.of(String(scalar))
      }
    }
    return quoted + "\""
  }
}
