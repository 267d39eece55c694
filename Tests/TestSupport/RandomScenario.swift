package import Simulation

/// Makes random scenarios that use every rule of play and grading: gates, chance scenes in chains,
/// loops with a turn cap, once-choices, locked choices, spending against raised limits, criticals,
/// voices, stakes, facts, and conditions over everything that can be asked about.
///
/// The same seed gives the same scenario. Some have flaws (a dead end, say); whoever uses them
/// asks the solution.
package struct RandomScenario {
  private var random: SplitMix64
  private var scenario: Scenario

  private init(seed: UInt64) {
    random = SplitMix64(state: seed)
    scenario = Scenario(
      customer: Customer(
        name: "Robin", about: nil, voice: .thinker, voices: [.thinker, .promoter]))
  }

  /// The scenario of a seed.
  package static func make(seed: UInt64) -> Scenario {
    var maker = RandomScenario(seed: seed)
    maker.build()
    return maker.scenario
  }

  private mutating func chance(_ percent: Int) -> Bool { random.below(100) < percent }
  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.below(range.count)
  }

  private mutating func build() {
    scenario.about.id = "random"
    scenario.about.version = "1.0.0"
    scenario.about.title = "Random"
    buildState()
    buildRubrics()
    buildAuthority()
    scenario.turnCap = number(3...9)
    buildEndings()
    scenario.patience = 0
    buildScenes()
    if gated { scenario.basics = condition(depth: 1, mayNameLimit: true) }
    scenario.start = 0
  }

  private var gated: Bool { scenario.rubrics.contains { $0.rubric.gated } }

  private mutating func buildState() {
    for index in 0..<number(0...2) {
      let least = number(-2...1)
      let most = least + number(1...6)
      scenario.meters.append(
        Meter(
          id: "m\(index)", least: least, most: most, start: number(least...most),
          good: chance(50) ? .high : .low, words: ["bad", "well", "good"]))
    }
    for index in 0..<number(1...2) {
      scenario.flags.append(Flag(id: "f\(index)", start: chance(30)))
    }
    for index in 0..<number(0...1) {
      scenario.facts.append(Fact(id: "k\(index)", text: "Fact \(index).", known: chance(30)))
    }
  }

  private mutating func buildRubrics() {
    for index in 0..<number(1...2) {
      let criteria = (0..<number(1...2)).map { position in
        Criterion(
          id: "c\(index)\(position)", title: "Criterion", weight: number(1...3),
          levels: ["a", "b", "c", "d", "e"])
      }
      scenario.rubrics.append(
        RubricUse(
          file: "r\(index).json", weight: number(1...3),
          rubric: Rubric(
            id: "r\(index)", version: "1.0.0", title: "Rubric", about: "", gated: chance(50),
            criteria: criteria)))
    }
    if chance(50) { scenario.loss = Money(hundredths: Int64(number(1...20) * 50)) }
  }

  private mutating func buildAuthority() {
    guard chance(70) else { return }
    scenario.authority.limit = Money(hundredths: Int64(number(0...10) * 100))
    guard chance(50) else { return }
    let when = condition(depth: 0, mayNameLimit: false)
    scenario.authority.raises = [
      .init(when: when, limit: Money(hundredths: Int64(number(5...20) * 100)))
    ]
  }

  private mutating func buildEndings() {
    for index in 0..<number(2...3) {
      let marks = chance(60) ? marks() : .none
      scenario.endings.append(
        Ending(
          id: scenario.text.add("e\(index)"), outcome: Ending.Outcome.allCases[index],
          marks: marks, why: scenario.text.add("So it ends.")))
    }
  }

  private mutating func buildScenes() {
    let count = number(3...6)
    for index in 0..<count {
      var scene = Scene(id: scenario.text.add("s\(index)"))
      scene.stakes = UInt8(number(1...2))
      if chance(25) { scene.effects = effects() }
      if index > 0, chance(25) {
        scene.branches = branches(from: index, count)
      } else {
        scene.choices = choices(from: index, count)
      }
      scenario.scenes.append(scene)
    }
  }

  private mutating func destination(from scene: Int, _ count: Int, mayGoBack: Bool) -> Destination {
    if mayGoBack, chance(20) { return .scene(number(0...scene)) }
    guard scene + 1 < count, chance(75) else {
      return .ending(random.below(scenario.endings.count))
    }
    return .scene(number(scene + 1...min(scene + 2, count - 1)))
  }

  private mutating func branches(from scene: Int, _ count: Int) -> Extent {
    let made = (0..<number(1...3)).map { index in
      Branch(
        to: destination(from: scene, count, mayGoBack: false), weight: number(1...4),
        effects: chance(50) ? effects() : .none,
        when: index > 0 && chance(40) ? condition(depth: 1, mayNameLimit: true) : nil)
    }
    let first = scenario.branches.count
    scenario.branches += made
    return Extent(from: first, to: scenario.branches.count)
  }

  private mutating func choices(from scene: Int, _ count: Int) -> Extent {
    let made = (0..<number(1...3)).map { choice(index: $0, from: scene, count) }
    let first = scenario.choices.count
    scenario.choices += made
    return Extent(from: first, to: scenario.choices.count)
  }

  private mutating func choice(index: Int, from scene: Int, _ count: Int) -> Choice {
    var choice = Choice(
      id: scenario.text.add("o\(index)"), kind: .say, text: scenario.text.add("Say \(index)."))
    // The first choice of a scene is nearly always there, so that few scenarios have dead ends.
    if index > 0 || chance(5) {
      if chance(30) { choice.when = condition(depth: 2, mayNameLimit: true) }
      if chance(50) { choice.otherwise = scenario.text.add("Not now.") }
      choice.once = chance(25)
    }
    if chance(50) { choice.effects = effects() }
    if chance(20) { choice.voiceEffects = voiceExtent(effects()) }
    if chance(35) { choice.spend = Money(hundredths: Int64(number(1...12) * 50)) }
    choice.seconds = Int32(number(0...3) * 10)
    if !scenario.facts.isEmpty, chance(30) {
      scenario.reveals.append(0)
      choice.reveals = Extent(first: scenario.reveals.count - 1, count: 1)
    }
    if chance(75) { choice.marks = marks() }
    if chance(15) { choice.voiceMarks = voiceMarkExtent(marks()) }
    if index > 0, chance(12) {
      choice.critical = Critical(
        family: Critical.Family.allCases[random.below(3)], why: scenario.text.add("Harmful."))
    }
    choice.why = scenario.text.add("Because.")
    choice.routes = routes(from: scene, count)
    return choice
  }

  private mutating func routes(from scene: Int, _ count: Int) -> Extent {
    var made: [Route] = []
    while chance(25), made.count < 2 {
      made.append(
        Route(
          when: condition(depth: 1, mayNameLimit: true),
          to: destination(from: scene, count, mayGoBack: true)))
    }
    made.append(Route(when: nil, to: destination(from: scene, count, mayGoBack: true)))
    let first = scenario.routes.count
    scenario.routes += made
    return Extent(from: first, to: scenario.routes.count)
  }

  private mutating func effects() -> Extent {
    let first = scenario.effects.count
    for meter in scenario.meters.indices where chance(60) {
      scenario.effects.append(.add(meter: Int32(meter), amount: Int32(number(-3...3))))
    }
    for flag in scenario.flags.indices where chance(40) {
      scenario.effects.append(.set(flag: Int32(flag), to: chance(60)))
    }
    return Extent(from: first, to: scenario.effects.count)
  }

  private mutating func voiceExtent(_ extent: Extent) -> Extent {
    scenario.voiceEffects.append(VoiceExtent(voice: .promoter, extent: extent))
    return Extent(first: scenario.voiceEffects.count - 1, count: 1)
  }

  private mutating func voiceMarkExtent(_ extent: Extent) -> Extent {
    scenario.voiceMarks.append(VoiceExtent(voice: .promoter, extent: extent))
    return Extent(first: scenario.voiceMarks.count - 1, count: 1)
  }

  private mutating func marks() -> Extent {
    let first = scenario.marks.count
    for criterion in scenario.criteria.indices where chance(55) {
      scenario.marks.append(Mark(criterion: criterion, level: number(-2...2)))
    }
    return Extent(from: first, to: scenario.marks.count)
  }

  // MARK: Conditions

  private mutating func condition(depth: Int, mayNameLimit: Bool) -> Condition {
    Condition(root: Int(node(depth: depth, mayNameLimit)))
  }

  private mutating func add(_ node: ExpressionNode) -> Int32 {
    scenario.expressions.append(node)
    return Int32(scenario.expressions.count - 1)
  }

  private mutating func node(depth: Int, _ mayNameLimit: Bool) -> Int32 {
    guard depth > 0, chance(60) else { return leaf(mayNameLimit) }
    let a = node(depth: depth - 1, mayNameLimit)
    switch random.below(4) {
    case 0: return add(.not(a))
    case 1: return add(.and(a, node(depth: depth - 1, mayNameLimit)))
    case 2: return add(.or(a, node(depth: depth - 1, mayNameLimit)))
    default: return add(.same(a, node(depth: depth - 1, mayNameLimit)))
    }
  }

  private mutating func leaf(_ mayNameLimit: Bool) -> Int32 {
    let comparison = Comparison.allCases[random.below(6)]
    switch random.below(8) {
    case 0: return add(.voice(chance(50) ? .thinker : .promoter))
    case 1: return add(.compare(comparison, .turns, .literal(Int64(number(0...4)))))
    case 2: return add(.compare(comparison, .seconds, .literal(Int64(number(0...5) * 10))))
    case 3 where mayNameLimit && scenario.authority.limit != nil:
      return add(.compare(comparison, .spent, .limit))
    case 3: return add(.compare(comparison, .spent, .literal(Int64(number(0...10) * 100))))
    case 4 where !scenario.facts.isEmpty: return add(.knows(0))
    case 5 where !scenario.meters.isEmpty, 6 where !scenario.meters.isEmpty:
      let meter = random.below(scenario.meters.count)
      return add(
        .compare(comparison, .meter(Int32(meter)), .literal(Int64(number(-2...6)))))
    default: return add(.flag(Int32(random.below(scenario.flags.count))))
    }
  }
}
