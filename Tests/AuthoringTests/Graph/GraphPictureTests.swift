import Foundation
import Simulation
import Testing

@testable import Authoring

@Suite struct `A picture of a scenario` {
  /// The figures are those of the table in the grading rules, worked out by hand where it has none:
  /// silence and c, (16.67 * .4 + 50 * .3 - 15) / .85 = 7.84; b and e 15.69; b g h 74.51; b f i 47.06.
  @Test func `for Graphviz has every way with its best score, and a play over it`() throws {
    let graph = try workedExample(playing: ["a", "d", "h"])
    #expect(
      graph.dot == #"""
        digraph "worked-example" {
          graph [label="The worked example (promoter; figures: best score that way)", labelloc=t, fontname="Helvetica", rankdir=TB];
          node [shape=box, style="rounded,filled", fontname="Helvetica", fillcolor="#eef2f7"];
          edge [fontname="Helvetica", fontsize=10, color="#64748b"];
          "n1" [peripheries=2, penwidth=3, color="#1d4ed8"];
          "n2a" [penwidth=3, color="#1d4ed8"];
          "n2b";
          "n3" [penwidth=3, color="#1d4ed8"];
          "over" [label="over\nkept", shape=box, style=filled, fillcolor="#1e5a8a", fontcolor="#ffffff", penwidth=3, color="#1d4ed8"];
          "n1" -> "n2a" [label="1: a 76.5", penwidth=3, color="#1d4ed8"];
          "n1" -> "n2b" [label="b 100"];
          "n1" -> "n2a" [label="silence 84.3"];
          "n2a" -> "over" [label="c 7.8"];
          "n2a" -> "n3" [label="2: d 84.3", penwidth=3, color="#1d4ed8"];
          "n2b" -> "over" [label="e 15.7"];
          "n2b" -> "n3" [label="f 100"];
          "n2b" -> "n3" [label="g (critical) 74.5", fontcolor="#b42318"];
          "n3" -> "over" [label="3: h 100", penwidth=3, color="#1d4ed8"];
          "n3" -> "over" [label="i 47.1"];
          "n3" -> "over" [label="j 64.7"];
        }

        """#)
  }

  @Test func `for Mermaid has the same, with numbers for names`() throws {
    let graph = try workedExample(playing: ["b", "g"])
    #expect(
      graph.mermaid == #"""
        ---
        title: "The worked example (promoter; figures: best score that way)"
        ---
        flowchart TD
          n0(["n1"])
          n1["n2a"]
          n2["n2b"]
          n3["n3"]
          n4[["over<br/>kept"]]
          n0 -->|"a 76.5"| n1
          n0 -->|"1: b 100"| n2
          n0 -->|"silence 84.3"| n1
          n1 -->|"c 7.8"| n4
          n1 -->|"d 84.3"| n3
          n2 -->|"e 15.7"| n4
          n2 -->|"f 100"| n3
          n2 -->|"2: g (critical) 74.5"| n3
          n3 -->|"h 100"| n4
          n3 -->|"i 47.1"| n4
          n3 -->|"j 64.7"| n4
          classDef chance fill:#fdf6d8,stroke:#8a6d1b,color:#1f2937
          classDef delighted fill:#166534,stroke:#166534,color:#ffffff
          classDef kept fill:#1e5a8a,stroke:#1e5a8a,color:#ffffff
          classDef lost fill:#fbbf24,stroke:#fbbf24,color:#1f2937
          classDef harmed fill:#a61b1b,stroke:#a61b1b,color:#ffffff
          classDef unreached stroke:#b42318,stroke-dasharray:5 4
          classDef played stroke:#1d4ed8,stroke-width:4px
          class n0 played
          class n2 played
          class n3 played
          class n4 kept
          linkStyle 1,7 stroke:#1d4ed8,stroke-width:4px

        """#)
  }

  @Test(arguments: Shipped.scenarios)
  func `of a shipped scenario gives its best choices the best score`(name: String) throws {
    let loaded = try LoadedScenario.load(path: Shipped.folder.appending(path: name).path())
    let scenario = try #require(loaded.scenario)
    for voice in scenario.customer.voices {
      let solution = Solution(Program(scenario, voice: voice))
      let walk = Walk(solution)
      let graph = ScenarioGraph(solution)
      let found = graph.nodes.firstIndex { $0.isStart }
      let start = try #require(found)
      let best = try #require(graph.nodes[start].rows.compactMap(\.best).max())
      #expect(abs(best - (walk.best?.score ?? .nan)) < 1e-9)
      for (index, ending) in walk.endings.enumerated() {
        let node = scenario.scenes.count + index
        let into = graph.edges.filter { $0.to == node }.compactMap(\.best).max()
        #expect(into.map { abs($0 - (ending.highest ?? .nan)) < 1e-9 } ?? !ending.isReached)
      }
      for (index, line) in walk.choices.enumerated() {
        let owner = scenario.scenes.firstIndex { $0.choices.range.contains(index) }
        let scene = try #require(owner)
        let row = index - scenario.scenes[scene].choices.range.lowerBound
        #expect((graph.nodes[scene].rows[row].best != nil) == (line != nil))
      }
    }
  }

  @Test func `keeps its cards apart, whatever leads where`() throws {
    var generator = RandomGraphs(seed: 1)
    for seed in UInt64(1)...60 {
      let graph = generator.next()
      let layout = GraphLayout(graph)
      for column in layout.columns {
        for (upper, lower) in zip(column, column.dropFirst()) {
          let end = layout.items[upper].top + layout.items[upper].height
          #expect(end < layout.items[lower].top, "graph \(seed)")
        }
      }
      let rights = zip(layout.lefts, layout.widths).map(+)
      #expect(zip(rights, layout.lefts.dropFirst()).allSatisfy { $0 < $1 }, "graph \(seed)")
      #expect(layout.items.allSatisfy { $0.top >= 0 }, "graph \(seed)")
      for (edge, passed) in zip(graph.edges, layout.passed) {
        let steps = layout.items[edge.to].column - layout.items[edge.from].column
        #expect(passed.count == (steps > 0 ? steps - 1 : 1 - steps), "graph \(seed)")
      }
      #expect(graph.svg.hasSuffix("</svg>\n"))
    }
  }

  private func workedExample(playing ids: [String]) throws -> ScenarioGraph {
    let path = Shipped.fixture("worked-example/worked-example.json")
    let loaded = try LoadedScenario.load(path: path)
    let scenario = try #require(loaded.scenario)
    let program = Program(scenario)
    var play = Encounter(program)
    for id in ids { try play.take(id: id) }
    return ScenarioGraph(Solution(program), play: play)
  }
}

/// Random graphs, with ways to anywhere.
private struct RandomGraphs {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(state: seed)
  }

  mutating func next() -> ScenarioGraph {
    let count = 1 + generator.below(30)
    var nodes: [ScenarioGraph.Node] = []
    var edges: [ScenarioGraph.Edge] = []
    for index in 0..<count {
      var node = ScenarioGraph.Node(id: "scene-\(index)", kind: .scene, isStart: index == 0)
      for row in 0..<generator.below(6) {
        node.rows.append(ScenarioGraph.Row(label: String(repeating: "x", count: row * 9)))
        for _ in 0..<(1 + generator.below(3)) {
          edges.append(ScenarioGraph.Edge(from: index, row: row, to: generator.below(count)))
        }
      }
      nodes.append(node)
    }
    return ScenarioGraph(id: "", title: "", voice: "", isProven: false, nodes: nodes, edges: edges)
  }
}
