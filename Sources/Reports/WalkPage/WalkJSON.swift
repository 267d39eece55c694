package import JSONText
package import Simulation

/// The JSON of a walk, with the keys of grading.md in their order. `draws` (the luck of every
/// branch) stands after them.
package struct WalkJSON {
  private let walk: Walk
  private let digest: String
  private let plays: RandomPlays?

  /// - Parameters:
  ///   - digest: lower-case hexadecimal SHA-256 of the scenario file's bytes.
  ///   - plays: seeded random plays, if any were asked for.
  package init(_ walk: Walk, digest: String, plays: RandomPlays? = nil) {
    self.walk = walk
    self.digest = digest
    self.plays = plays
  }

  private var scenario: Scenario { walk.program.scenario }
  private var isKnown: Bool { walk.isScored }

  package var value: JSONValue {
    [
      "scenario": [
        "id": .string(scenario.about.id), "version": .string(scenario.about.version),
        "digest": .string(digest),
      ],
      "voice": .string(walk.program.voice.name), "exact": .bool(walk.coverage == .whole),
      "states": JSONValue(walk.solution.stateCount),
      "transitions": JSONValue(walk.solution.transitionCount),
      "scenes": .array(scenario.scenes.indices.map(scene)),
      "choices": .array(scenario.scenes.indices.flatMap(choices)),
      "endings": .array(scenario.endings.indices.map(ending)),
      "best": line(walk.best), "worst": line(walk.worst),
      "random": isKnown ? .number(walk.solution.random) : nil,
      "expected": isKnown ? .number(walk.solution.expected) : nil,
      "criteria": .array(criteria), "dead-ends": .array(deadEnds),
      "plays": plays.map(playsValue) ?? nil,
      "draws": .array(walk.luck.map(luck)),
    ]
  }

  private func id(_ text: Text) -> JSONValue { .string(scenario.string(text)) }

  private func ids(_ choices: [Int]) -> JSONValue {
    .array(choices.map { id(scenario.choices[$0].id) })
  }

  private func scene(_ index: Int) -> JSONValue {
    ["id": id(scenario.scenes[index].id), "reached": .bool(walk.scenes[index] != nil)]
  }

  private func choices(_ scene: Int) -> [JSONValue] {
    scenario.scenes[scene].choices.range.map { index in
      [
        "scene": id(scenario.scenes[scene].id), "id": id(scenario.choices[index].id),
        "reached": .bool(walk.choices[index] != nil),
      ]
    }
  }

  private func ending(_ index: Int) -> JSONValue {
    let range = walk.endings[index]
    return [
      "id": id(scenario.endings[index].id), "reached": .bool(range.isReached),
      "lowest": JSONValue(range.lowest), "highest": JSONValue(range.highest),
      "shortest": ids(range.shortest ?? []),
    ]
  }

  private func line(_ line: Walk.Line?) -> JSONValue {
    line.map { ["score": .number($0.score), "line": ids($0.choices)] } ?? nil
  }

  private var criteria: [JSONValue] {
    zip(scenario.criteria, walk.solution.ranges).map { place, range in
      [
        "rubric": .string(scenario.rubrics[place.rubric].rubric.id),
        "id": .string(scenario.criterion(place).id), "lowest": JSONValue(range.lowest),
        "highest": JSONValue(range.highest),
      ]
    }
  }

  private var deadEnds: [JSONValue] {
    walk.solution.findings.compactMap { finding in
      guard finding.kind == .deadEnd || finding.kind == .noPatience, let scene = finding.scene
      else { return nil }
      return ["scene": id(scenario.scenes[scene].id), "line": ids(finding.line)]
    }
  }

  private func playsValue(_ plays: RandomPlays) -> JSONValue {
    [
      "n": JSONValue(plays.count), "seed": JSONValue(plays.seed), "mean": JSONValue(plays.mean),
      "histogram": .array(plays.histogram.map { JSONValue($0) }),
      "stuck": JSONValue(plays.stuck), "turns": JSONValue(plays.turns),
      "scenes": hits(plays.scenes) { scenario.scenes[$0].id },
      "endings": hits(plays.endings) { scenario.endings[$0].id },
      "choices": .array(
        scenario.scenes.indices.flatMap { scene in
          scenario.scenes[scene].choices.range.map { index in
            [
              "scene": id(scenario.scenes[scene].id), "id": id(scenario.choices[index].id),
              "hits": JSONValue(plays.choices[index]),
            ]
          }
        }),
    ]
  }

  private func hits(_ counts: [Int], name: (Int) -> Text) -> JSONValue {
    .array(counts.indices.map { ["id": id(name($0)), "hits": JSONValue(counts[$0])] })
  }

  private func luck(_ luck: Walk.BranchLuck) -> JSONValue {
    [
      "scene": id(scenario.scenes[luck.scene].id), "branch": JSONValue(luck.branch),
      "lowest": .number(luck.lowest), "highest": .number(luck.highest),
    ]
  }
}
