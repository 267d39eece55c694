/// Empty sheets, to be filled by whoever reads a stored one.
extension ScoreSheet {
  /// A sheet about which only this is known.
  package init(scenario: Scenario.About, voice: Voice, seed: UInt64, mode: Mode) {
    self.scenario = scenario
    self.voice = voice
    self.seed = seed
    self.mode = mode
    isExact = false
    critical = []
    rubrics = []
    turns = []
    gates = Gates(basics: false, authority: false, proportion: false, clean: false)
    offered = 0
    taken = 0
    spent = .zero
    seconds = 0
  }
}

extension ScoreSheet.CriticalError {
  /// - Parameter turn: from 1.
  package init(turn: Int, _ family: Critical.Family, why: String) {
    self.init(turn: turn, family: family, why: why)
  }
}

extension ScoreSheet.CriterionResult {
  /// A criterion that nothing is known of.
  package init(id: String) {
    self.init(
      id: id, weight: 0, isApplicable: false, total: 0, lowest: 0, highest: 0, percent: nil)
  }
}

extension ScoreSheet.RubricResult {
  /// A rubric without results.
  package init(id: String) {
    self.init(id: id, score: nil, criteria: [])
  }
}

extension ScoreSheet.GivenMark {
  /// A mark of which only the criterion's id and the level are known.
  package init(id: String, level: Int) {
    self.init(criterion: -1, id: id, level: level, counted: true, points: level)
  }
}

extension ScoreSheet.TurnResult {
  /// A turn of which nothing else is known.
  package init(turn: Int, scene: String, choice: String) {
    self.init(
      turn: turn, scene: scene, choice: choice, text: "", regret: nil, here: nil, later: nil,
      label: nil, onlyMove: false, unexpected: false, best: [], before: nil, after: nil, luck: nil,
      draws: [], marks: [], spend: .zero, spent: .zero, seconds: 0, mood: [], choiceIndex: -1,
      bestIndices: [])
  }
}

extension ScoreSheet.EndingResult {
  /// - Parameter marks: as stored.
  package init(id: String, outcome: Ending.Outcome, marks: [ScoreSheet.GivenMark]) {
    self.init(id: id, outcome: outcome, marks: marks, index: -1)
  }
}

extension ScoreSheet.Gates {
  /// As stored.
  package init(_ basics: Bool, _ authority: Bool, _ proportion: Bool, _ clean: Bool) {
    self.init(basics: basics, authority: authority, proportion: proportion, clean: clean)
  }
}

extension CustomerMemory {
  /// As stored.
  package init(satisfaction: Double, recommend: Int) {
    self.satisfaction = satisfaction
    self.recommend = recommend
  }
}

extension ScoreSheet {
  /// The sheet with everything that only the played text knows: indices, and which marks counted for
  /// how much. Ids that the text does not have keep -1.
  package func resolved(in scenario: Scenario) -> ScoreSheet {
    var sheet = self
    var about = scenario.about
    about.id = self.scenario.id
    about.version = self.scenario.version
    sheet.scenario = about
    let resolver = SheetResolver(scenario: scenario, gates: gates)
    for index in turns.indices { resolver.resolve(&sheet.turns[index]) }
    if var ending = sheet.ending {
      ending.index = scenario.endings.firstIndex { scenario.string($0.id) == ending.id } ?? -1
      for mark in ending.marks.indices { resolver.resolve(&ending.marks[mark], stakes: 1) }
      sheet.ending = ending
    }
    return sheet
  }
}

private struct SheetResolver {
  let scenario: Scenario
  let gates: ScoreSheet.Gates
  private let markIDs: [String]
  private let places: [Scenario.CriterionPlace]

  init(scenario: Scenario, gates: ScoreSheet.Gates) {
    self.scenario = scenario
    self.gates = gates
    markIDs = scenario.markIDs
    places = scenario.criteria
  }

  func resolve(_ turn: inout ScoreSheet.TurnResult) {
    guard let scene = scenario.scenes.first(where: { scenario.string($0.id) == turn.scene }) else {
      return
    }
    func index(_ id: String) -> Int {
      scene.choices.range.first { scenario.string(scenario.choices[$0].id) == id } ?? -1
    }
    turn.choiceIndex = index(turn.choice)
    turn.bestIndices = turn.best.map(index)
    for mark in turn.marks.indices { resolve(&turn.marks[mark], stakes: Int(scene.stakes)) }
  }

  func resolve(_ mark: inout ScoreSheet.GivenMark, stakes: Int) {
    guard let criterion = markIDs.firstIndex(of: mark.id) else { return }
    mark.criterion = criterion
    mark.points = mark.level * stakes
    let waits = mark.level > 0 && scenario.rubrics[places[criterion].rubric].rubric.gated
    mark.counted = !waits || gates.hold
  }
}
