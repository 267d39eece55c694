import Simulation

/// What plays could come to if every condition held that has to: more than they do.
struct Outline {
  private(set) var scenes: [Bool]
  private(set) var choices: [Bool]
  private(set) var endings: [Bool]

  init(_ scenario: Scenario) {
    scenes = Array(repeating: false, count: scenario.scenes.count)
    choices = Array(repeating: false, count: scenario.choices.count)
    endings = Array(repeating: false, count: scenario.endings.count)
    if let patience = scenario.patience { endings[patience] = true }
    var open: [Int] = []
    enter(.scene(scenario.start), &open)
    while let scene = open.popLast() {
      for choice in scenario.scenes[scene].choices.range {
        choices[choice] = true
        for route in scenario.choices[choice].routes.range {
          enter(scenario.routes[route].to, &open)
        }
      }
      for branch in scenario.scenes[scene].branches.range {
        enter(scenario.branches[branch].to, &open)
      }
    }
  }

  private mutating func enter(_ to: Destination, _ open: inout [Int]) {
    if let ending = to.ending { endings[ending] = true }
    guard let scene = to.scene, !scenes[scene] else { return }
    scenes[scene] = true
    open.append(scene)
  }
}

/// Which flags, facts and meters anything asks about or changes.
struct NameUses: Sendable {
  /// By index: some condition asks.
  private(set) var askedFlags: [Bool]
  private(set) var askedFacts: [Bool]
  /// By index: some effect sets it to something else than it starts with.
  private(set) var changedFlags: [Bool]
  /// By index: some effect names it.
  private(set) var setFlags: [Bool]
  /// By index: it is known from the start or some choice reveals it.
  private(set) var knownFacts: [Bool]
  /// By index: some effect adds to it.
  private(set) var movedMeters: [Bool]
  /// By index: some destination, a branch's too, names it.
  private(set) var namedScenes: [Bool]
  private(set) var namedEndings: [Bool]
  /// Some condition asks about handling time.
  private(set) var asksSeconds = false

  init(_ scenario: Scenario) {
    askedFlags = scenario.flags.map { _ in false }
    setFlags = askedFlags
    changedFlags = askedFlags
    askedFacts = scenario.facts.map { _ in false }
    knownFacts = scenario.facts.map(\.known)
    movedMeters = scenario.meters.map { _ in false }
    namedScenes = scenario.scenes.map { _ in false }
    namedEndings = scenario.endings.map { _ in false }
    for to in scenario.routes.lazy.map(\.to) { name(to) }
    for to in scenario.branches.lazy.map(\.to) { name(to) }
    for node in scenario.expressions {
      switch node {
      case .flag(let flag): askedFlags[Int(flag)] = true
      case .knows(let fact): askedFacts[Int(fact)] = true
      case .compare(_, .seconds, _), .compare(_, _, .seconds): asksSeconds = true
      default: break
      }
    }
    for effect in scenario.effects {
      switch effect {
      case .add(let meter, let amount): if amount != 0 { movedMeters[Int(meter)] = true }
      case .set(let flag, let value):
        setFlags[Int(flag)] = true
        if value != scenario.flags[Int(flag)].start { changedFlags[Int(flag)] = true }
      }
    }
    for fact in scenario.reveals { knownFacts[Int(fact)] = true }
  }

  private mutating func name(_ to: Destination) {
    if let scene = to.scene { namedScenes[scene] = true }
    if let ending = to.ending { namedEndings[ending] = true }
  }
}
