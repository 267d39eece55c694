package import Simulation

/// The proof of a scenario as a page that a trainer can read: one voice, or several side by side.
package struct WalkPage {
  let walks: [Walk]
  let digest: String
  /// Random plays for each voice, or empty.
  let plays: [RandomPlays]

  /// - Parameters:
  ///   - walks: one for each voice, at least one, all of one scenario.
  ///   - digest: lower-case hexadecimal SHA-256 of the scenario file's bytes.
  ///   - plays: seeded random plays for each walk in the same order, or none at all.
  package static func page(
    _ walks: [Walk], digest: String, plays: [RandomPlays] = []
  ) -> Page {
    precondition(!walks.isEmpty, "a page shows at least one walk")
    precondition(plays.isEmpty || plays.count == walks.count, "plays belong to walks")
    let page = WalkPage(walks: walks, digest: digest, plays: plays)
    return Page(
      page.head + page.findings + page.endings + page.bestAndWorst + page.scenes + page.choices
        + page.criteria + page.chance + page.randomPlays)
  }

  var scenario: Scenario { walks[0].program.scenario }
  var isOneVoice: Bool { walks.count == 1 }

  func name(_ text: Text) -> String { scenario.string(text) }

  /// Choice ids as `grade --choices` takes them.
  func ids(_ line: [Int]) -> String {
    line.isEmpty
      ? "(at the start)" : line.map { name(scenario.choices[$0].id) }.joined(separator: ",")
  }

  func voice(_ index: Int) -> String { walks[index].program.voice.name }

  // MARK: Head

  private var head: [Page.Block] {
    [
      .heading(1, "Walk: \(scenario.about.title)"),
      .facts([
        .init("Scenario", "\(scenario.about.id) \(scenario.about.version)"),
        .init("SHA-256", digest),
        .init("Size", size),
        .init("Pass mark", "\(scenario.pass)"),
      ]),
      .paragraph(proof), .table(voices),
    ]
  }

  private var size: String {
    [
      Figures.count(scenario.scenes.count, "scene"),
      Figures.count(scenario.choices.count, "choice"),
      Figures.count(scenario.endings.count, "ending"),
    ].joined(separator: ", ")
  }

  private var proof: String {
    let open = "what is not reached below may still be reachable, and no score is proven."
    let reasons = [
      voices(.overBudget).map {
        "Stopped by the state budget in \($0): there are more states than were allowed, so \(open)"
      },
      voices(.stopped).map { "Stopped before it was done in \($0), so \(open)" },
    ].compactMap(\.self)
    guard reasons.isEmpty else { return reasons.joined(separator: " ") }
    return "Exact: every state that any play can reach was visited. What is not reached below "
      + "cannot be reached."
  }

  /// The voices of which so much was looked at, or nil for none.
  private func voices(_ coverage: Coverage) -> String? {
    let found = walks.indices.filter { walks[$0].coverage == coverage }.map(voice)
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  private var voices: Page.Table {
    Page.Table(
      "Voices",
      columns: [
        "Voice", "Proof", "States#", "Transitions#", "Perfect play#", "Random choices#",
      ],
      rows: walks.map { walk in
        let solution = walk.solution
        return [
          walk.program.voice.name, walk.coverage == .whole ? "exact" : "stopped",
          "\(solution.stateCount)", "\(solution.transitionCount)",
          Figures.decimal(walk.isScored ? solution.expected : nil),
          Figures.decimal(walk.isScored ? solution.random : nil),
        ]
      })
  }

  // MARK: Findings

  private var findings: [Page.Block] {
    let said = walks.indices.flatMap { index in
      walks[index].solution.findings.map { finding in
        (isOneVoice ? "" : "\(voice(index)): ") + words(finding)
      }
    }
    let draft =
      scenario.draft ? [Page.Block.paragraph("This is a draft: it has no scores yet.")] : []
    guard !said.isEmpty else { return draft }
    return draft + [.heading(2, "What keeps it from being graded"), .list(said)]
  }

  private func words(_ finding: Finding) -> String {
    let scene = finding.scene.map { "“\(name(scenario.scenes[$0].id))”" } ?? "the scenario"
    let line = " Shortest way there: \(ids(finding.line))."
    switch finding.kind {
    case .deadEnd: return "In \(scene) nothing can be chosen." + line
    case .noPatience:
      return "After \(scene) the most turns are reached, and no ending is named by patience." + line
    case .allCritical:
      return "In \(scene) every available choice is a critical error." + line
    case .criticalPays(let choice, let points):
      return "In \(scene) the critical choice “\(name(scenario.choices[choice].id))” is worth "
        + "\(Figures.decimal(points)) points more than the best clean one." + line
    case .noApplicableCriterion: return "No criterion can be told apart by any play."
    case .flatScore: return "The best and the worst play come to the same points."
    }
  }
}

/// The whole text of a walk's page.
package enum WalkText {
  /// As plain lines for a screen, without line breaks.
  package static func lines(
    _ walks: [Walk], digest: String, plays: [RandomPlays] = [], _ setting: PageSetting
  ) -> [String] {
    PageText.lines(WalkPage.page(walks, digest: digest, plays: plays), setting)
  }
}
