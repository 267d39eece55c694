/// A flaw of a scenario that shows only in play and that makes an honest score impossible
/// (grading.md, "What `check` must find", errors).
package struct Finding: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Nothing can be chosen.
    case deadEnd
    /// The turn cap is reached and no ending is named by `patience`.
    case noPatience
    /// Every available choice is critical, though no critical error was made before.
    case allCritical
    /// A critical choice is worth more than the best clean one, by so many points of score.
    case criticalPays(choice: Int, points: Double)
    /// No criterion can be told apart by any play.
    case noApplicableCriterion
    /// The best play and the worst one come to the same raw points.
    case flatScore
  }

  package var kind: Kind
  /// Where it shows, or nil for a flaw of the whole scenario.
  package var scene: Int?
  /// The fewest choices that lead there, by index.
  package var line: [Int]

  package init(kind: Kind, scene: Int? = nil, line: [Int] = []) {
    self.kind = kind
    self.scene = scene
    self.line = line
  }
}

extension StateGraph {
  /// Flaws that show in the shape of the plays: one finding per scene and kind, nearest first. Nil
  /// if it was stopped.
  func structuralFindings(_ goOn: (Int) -> Bool) -> [Finding]? {
    let scenes = program.scenario.scenes.count
    let isStuck = (0..<count).contains {
      place($0) == impatientPlace || (place($0) < scenes && leaving($0).isEmpty)
    }
    guard isStuck else { return [] }
    let paths = shortestPaths(goOn: goOn)
    guard paths.isComplete else { return nil }
    var seen = Set<Int>()
    var findings: [Finding] = []
    for state in paths.order.map(Int.init) {
      let place = self.place(state)
      if place == impatientPlace {
        findings.append(
          Finding(
            kind: .noPatience, scene: mostVisited(before: state, paths),
            line: line(to: state, paths)))
      } else if place < scenes, leaving(state).isEmpty, seen.insert(place).inserted {
        findings.append(Finding(kind: .deadEnd, scene: place, line: line(to: state, paths)))
      }
    }
    return findings
  }

  /// The scene with choices that the way to a state goes through most often, and of several the
  /// last: where a play goes round, that is the loop.
  private func mostVisited(before state: Int, _ paths: Paths) -> Int? {
    var visits: [Int: Int] = [:]
    var best: (scene: Int, count: Int)?
    var state = state
    while let (before, _) = move(to: state, paths) {
      state = before
      let place = self.place(state)
      guard program.tables.scenes.at(place).pointee.choices.count > 0 else { continue }
      visits[place, default: 0] += 1
      if visits[place, default: 0] > best?.count ?? 0 { best = (place, visits[place, default: 0]) }
    }
    return best?.scene
  }
}

/// Every comparison of scores allows this much in the trainee's favour (grading.md).
let tolerance = 1e-9
