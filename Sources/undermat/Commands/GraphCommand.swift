import ArgumentParser
import Authoring
import Simulation
import Terminal

/// `undermat graph FILE`: the scenes, choices and endings as a picture.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draw a scenario: scenes, choices, endings and best scores.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dot, mermaid, svg
  }

  @Argument(help: "The scenario's file.")
  var file: String

  @ArgumentParser.Option(help: "dot for Graphviz, mermaid, or svg, which a browser shows.")
  var format: Format = .svg

  @ArgumentParser.Option(help: "The voice whose scores are shown; else the customer's own.")
  var voice: String?

  func run() throws {
    let loaded: LoadedScenario
    do throws(SourceProblem) {
      loaded = try LoadedScenario.load(path: file)
    } catch {
      throw Answer.refuse(error)
    }
    guard let scenario = loaded.scenario else {
      Answer.show(loaded.findings)
      throw ExitCode(65)
    }
    let graph = ScenarioGraph(Solution(Program(scenario, voice: voice.flatMap { Voice(name: $0) })))
    switch format {
    case .dot: try Answer.write(graph.dot)
    case .mermaid: try Answer.write(graph.mermaid)
    case .svg: try Answer.write(graph.svg)
    }
  }
}
