package import Simulation

/// What is different between two scenarios, for people who write and use them.
package struct ScenarioChanges: Sendable {
  /// One side of the comparison.
  package struct Side: Sendable {
    package let scenario: Scenario
    let document: JSONDocument
    let rubrics: [FileTree]
    /// By the voices that the scenario is written for.
    let walks: [Walk]

    /// A scenario that was read without errors, proven in all its voices.
    /// - Parameter effort: who proves the voices, and who hears of it.
    package init?(_ loaded: LoadedScenario, effort: Effort = Effort()) {
      guard let scenario = loaded.scenario, let map = loaded.map else { return nil }
      self.scenario = scenario
      document = map.document
      rubrics = loaded.files.dropFirst().compactMap { file in
        var found = DiagnosticList()
        return JSONDocument.read(file, into: &found).map { FileTree($0) }
      }
      walks = scenario.customer.voices.map {
        Walk(Solution(Program(scenario, voice: $0), effort: effort))
      }
    }
  }

  /// What the files say differently, in the order of the older file.
  package let changes: [FileChange]
  private let old: Side
  private let new: Side

  /// Compares two scenarios.
  package init(_ old: Side, _ new: Side) {
    self.old = old
    self.new = new
    var changes = FileComparison(FileTree(old.document), FileTree(new.document)).changes
    for (index, use) in old.scenario.rubrics.enumerated() where index < new.rubrics.count {
      guard index < old.rubrics.count else { continue }
      changes += FileComparison(old.rubrics[index], new.rubrics[index]).changes.map { change in
        var change = change
        change.place.insert("rubric \(use.rubric.id)", at: 0)
        return change
      }
    }
    self.changes = changes
  }

  /// Whether some play can come to another score, or go where it could not go before. True whenever
  /// that is not certain to be false.
  package var canChangeScores: Bool { changes.contains { $0.kind == .scores } }

  /// The page for people, line by line.
  package var lines: [String] {
    guard !changes.isEmpty else { return ["Nothing that matters is different."] }
    var lines = section("Scenes, choices and endings", gainedAndLost)
    lines += section("What can change scores", listed(.scores))
    lines += section("What changes in play, but no score", listed(.play))
    lines += section("Words", listed(.words))
    lines += section("Scores", canChangeScores ? scores : [])
    lines.append(
      canChangeScores
        ? "Scores can change." : "No score changes: the same plays are worth the same.")
    return lines
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines.map { "  " + $0 } + [""]
  }

  private func isWhole(_ change: FileChange) -> Bool {
    let isPart = ["scene ", "ending ", "choice "].contains {
      change.place.last?.hasPrefix($0) ?? false
    }
    return isPart && (change.old == nil || change.new == nil)
  }

  private var gainedAndLost: [String] {
    let parts = changes.filter(isWhole).map { change in
      (change.old == nil ? "+ " : "- ") + change.place.joined(separator: ", ")
    }
    let (before, after) = (ways(old), ways(new))
    let lost = before.filter { !after.contains($0) }.map { "- way \($0)" }
    let gained = after.filter { !before.contains($0) }.map { "+ way \($0)" }
    return parts + lost + gained
  }

  /// The ways that some play goes in some voice: `order: keep-it -> window`.
  private func ways(_ side: Side) -> [String] {
    var ways: [String] = []
    for walk in side.walks {
      let scenario = side.scenario
      for passage in Passages(walk.solution).all {
        let scene = scenario.scenes[passage.scene]
        let name =
          scene.isChance
          ? "branch \(passage.position + 1)"
          : scenario.string(
            scenario.choices[scene.choices.range.lowerBound + passage.position].id)
        let target =
          passage.to.scene.map { scenario.scenes[$0].id }
          ?? passage.to.ending.map { scenario.endings[$0].id } ?? .empty
        let way = "\(scenario.string(scene.id)): \(name) -> \(scenario.string(target))"
        if !ways.contains(way) { ways.append(way) }
      }
    }
    return ways
  }

  private func listed(_ kind: FileChange.Kind) -> [String] {
    changes.filter { $0.kind == kind && !isWhole($0) }.flatMap { change -> [String] in
      let place = change.place.joined(separator: ", ")
      let (old, new) = (change.old ?? "(nothing)", change.new ?? "(nothing)")
      if place.count + old.count + new.count < 80 { return ["\(place): \(old) -> \(new)"] }
      return [place]
        + [change.old.map { "  - \($0)" }, change.new.map { "  + \($0)" }].compactMap { $0 }
    }
  }
}

// MARK: Scores

extension ScenarioChanges {
  private var scores: [String] {
    var lines: [String] = []
    for (index, walk) in new.walks.enumerated() {
      let voice = walk.program.voice
      let before = old.walks.first { $0.program.voice == voice }
      if new.walks.count > 1 || before == nil { lines.append("voice \(voice.name)") }
      lines += scores(before, new.walks[index]).map { new.walks.count > 1 ? "  " + $0 : $0 }
    }
    for walk in old.walks
    where !new.walks.contains(where: { $0.program.voice == walk.program.voice }) {
      lines.append("voice \(walk.program.voice.name) is no longer there")
    }
    return lines
  }

  private func scores(_ before: Walk?, _ after: Walk) -> [String] {
    guard after.solution.isSound else { return ["nothing is proven about the newer file"] }
    var lines: [String] = []
    let endings = (before?.program.scenario.endings.map { name($0.id, before) } ?? [])
    let names = endings + after.program.scenario.endings.map { name($0.id, after) }
    for (index, ending) in names.enumerated() where !names.prefix(index).contains(ending) {
      let (old, new) = (range(ending, before), range(ending, after))
      if old != new { lines.append("ending \(ending): \(old) -> \(new)") }
    }
    let (old, new) = (bestLine(before), bestLine(after))
    if old != new { lines += ["best line", "  - \(old)", "  + \(new)"] }
    let random = [before, after].map { $0.map { figure($0.solution.random) } ?? "unknown" }
    if random[0] != random[1] { lines.append("random clicking: \(random[0]) -> \(random[1])") }
    return lines.isEmpty ? ["endings and best line are worth what they were worth"] : lines
  }

  private func name(_ id: Text, _ walk: Walk?) -> String {
    walk?.program.scenario.string(id) ?? ""
  }

  private func range(_ ending: String, _ walk: Walk?) -> String {
    guard let walk else { return "unknown" }
    let index = walk.program.scenario.endings.firstIndex { name($0.id, walk) == ending }
    guard let index else { return "not there" }
    guard let lowest = walk.endings[index].lowest, let highest = walk.endings[index].highest else {
      return walk.endings[index].isReached ? "unknown" : "never reached"
    }
    return lowest == highest ? figure(lowest) : "\(figure(lowest)) to \(figure(highest))"
  }

  private func bestLine(_ walk: Walk?) -> String {
    guard let walk, let best = walk.best else { return "unknown" }
    let ids = best.choices.map { name(walk.program.scenario.choices[$0].id, walk) }
    return ids.joined(separator: ", ") + " (\(figure(best.score)))"
  }

  private func figure(_ score: Double) -> String { ScenarioGraph.figure(score) }
}
