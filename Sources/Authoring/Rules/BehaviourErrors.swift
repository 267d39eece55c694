package import Simulation

/// What a proof finds wrong with a scenario, as diagnostics at the places where it shows. `check`,
/// `play` and `grade` all say it in these words.
package struct BehaviourErrors {
  private let scenario: Scenario
  private let map: SourceMap
  private let voice: Voice
  private let solution: Solution?

  /// - Parameters:
  ///   - map: where the parts of `scenario` stand in its file, which is file 0.
  ///   - voice: the voice that was proven.
  ///   - solution: the proof, if it is still there: it knows under which numbers choices are listed.
  package init(
    _ scenario: Scenario, _ map: SourceMap, voice: Voice, solution: Solution? = nil
  ) {
    self.scenario = scenario
    self.map = map
    self.voice = voice
    self.solution = solution
  }

  /// One diagnostic for each finding, in their order.
  package func diagnostics(_ findings: [Finding]) -> [Diagnostic] {
    findings.map { diagnostic($0, in: inVoice) }
  }

  /// The diagnostic of one finding.
  /// - Parameter voices: what is said about the voices that have it: `, in the voice a`, or nothing.
  func diagnostic(_ finding: Finding, in voices: String) -> Diagnostic {
    var made = bare(finding)
    made.message += voices
    return made
  }

  private func bare(_ finding: Finding) -> Diagnostic {
    switch finding.kind {
    case .deadEnd:
      return make(
        .deadEnd, finding, "nothing can be chosen in `\(id(finding))`",
        "give it a choice that is always there, without `when` and `once`")
    case .noPatience:
      return make(
        .noPatience, finding,
        "plays \(comesBack(finding) ? "that come back to" : "in") `\(id(finding))` can take all "
          + "\(scenario.turnCap) choices, and no ending is named by `patience`",
        "name an ending by `patience`: it is entered when so many choices were taken")
    case .allCritical:
      return make(
        .allCritical, finding,
        "every choice in `\(id(finding))` is critical, and nothing critical was done before",
        "leave at least one choice that is no critical error")
    case .criticalPays(let choice, let points):
      return criticalPays(finding, choice, points)
    case .noApplicableCriterion:
      return make(
        .nothingApplies, finding, "no play earns more on any criterion than any other play",
        "give choices `marks` that differ")
    case .flatScore:
      return make(
        .flatScore, finding, "the best play and the worst come to the same score",
        "give choices `marks` that make a difference")
    }
  }

  private func criticalPays(_ finding: Finding, _ choice: Int, _ points: Double) -> Diagnostic {
    let id = scenario.string(scenario.choices[choice].id)
    let surplus = tenths(points)
    var made = make(
      .criticalPays, finding,
      "the critical choice `\(id)` is worth \(surplus) points more than the best clean one",
      "lower its marks, or those of what follows it")
    if let scene = finding.scene {
      let position = choice - Int(scenario.scenes[scene].choices.first)
      made.primary.range = map.choice(scene: scene, position: position)
    }
    return made
  }

  private func make(
    _ code: DiagnosticCode, _ finding: Finding, _ message: String, _ help: String
  ) -> Diagnostic {
    Diagnostic(
      code, message, at: Label(range: place(finding)),
      help: [way(finding), help].compactMap { $0 }.joined(separator: "; "),
      choices: finding.scene.map { _ in
        finding.line.map { scenario.string(scenario.choices[$0].id) }
      })
  }

  private func place(_ finding: Finding) -> Range<Int> {
    guard let scene = finding.scene else { return map.value(at: ["rubrics"], ofKey: true) ?? 0..<0 }
    return map.scene(scene)
  }

  private func id(_ finding: Finding) -> String {
    finding.scene.map { scenario.string(scenario.scenes[$0].id) } ?? ""
  }

  /// Whether the line of a finding takes two choices in its scene.
  private func comesBack(_ finding: Finding) -> Bool {
    guard let scene = finding.scene else { return false }
    let choices = scenario.scenes[scene].choices.range
    return finding.line.count { choices.contains($0) } > 1
  }

  private var inVoice: String {
    scenario.customer.voices.count > 1 ? ", in the voice `\(voice.name)`" : ""
  }

  /// `reply 1, 3, 2 gets here (a, c, b)`.
  private func way(_ finding: Finding) -> String? {
    guard finding.scene != nil else { return nil }
    var story = solution?.story(of: finding.line, endingIn: finding.scene) ?? Story()
    if story.steps.count != finding.line.count {
      story = Story()
      story.steps = finding.line.map { Story.Step(choice: $0, number: position(of: $0)) }
    }
    return StoryWords.text(story, scenario, to: "gets here")
  }

  /// A choice's number in its scene, from 1.
  private func position(of choice: Int) -> Int {
    let scene = scenario.scenes.first { $0.choices.range.contains(choice) }
    return choice - Int(scene?.choices.first ?? 0) + 1
  }

  /// A number with one decimal, rounded up, so that a surplus is never called 0.
  private func tenths(_ points: Double) -> String {
    let tenths = Int((points * 10).rounded(.up))
    return "\(tenths / 10).\(tenths % 10)"
  }
}
