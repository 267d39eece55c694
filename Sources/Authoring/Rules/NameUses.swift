import Simulation

/// Which flags, facts and meters anything asks about or changes.
struct NameUses: Sendable {
  /// By index: some condition asks.
  private(set) var askedFlags: [Bool]
  private(set) var askedFacts: [Bool]
  private(set) var askedMeters: [Bool]
  /// By index: some effect that plays come to sets it to something else than it starts with.
  private(set) var changedFlags: [Bool]
  /// By index: some effect names it, come to or not.
  private(set) var setFlags: [Bool]
  /// By index: it is known from the start, or a choice that plays come to reveals it.
  private(set) var knownFacts: [Bool]
  /// By index: some choice reveals it, come to or not.
  private(set) var revealedFacts: [Bool]
  /// By index: some effect that plays come to takes it away from where it starts.
  private(set) var movedMeters: [Bool]
  /// By index: some effect adds to it, come to or not.
  private(set) var touchedMeters: [Bool]
  /// By index: some destination, a branch's too, names it.
  private(set) var namedScenes: [Bool]
  private(set) var namedEndings: [Bool]
  /// Some condition asks about handling time.
  private(set) var asksSeconds = false

  /// - Parameter mayHappen: by scene, choice and branch, whether a play may come to it.
  init(_ scenario: Scenario, _ mayHappen: (scenes: [Bool], choices: [Bool], branches: [Bool])) {
    askedFlags = scenario.flags.map { _ in false }
    setFlags = askedFlags
    changedFlags = askedFlags
    askedFacts = scenario.facts.map { _ in false }
    revealedFacts = askedFacts
    knownFacts = scenario.facts.map(\.known)
    movedMeters = scenario.meters.map { _ in false }
    touchedMeters = movedMeters
    askedMeters = movedMeters
    namedScenes = scenario.scenes.map { _ in false }
    namedEndings = scenario.endings.map { _ in false }
    for to in scenario.routes.lazy.map(\.to) { name(to) }
    for to in scenario.branches.lazy.map(\.to) { name(to) }
    for node in scenario.expressions { ask(node) }
    for (index, scene) in scenario.scenes.enumerated() {
      note(scene.effects, scenario, mayHappen.scenes[index])
    }
    for (index, branch) in scenario.branches.enumerated() {
      note(branch.effects, scenario, mayHappen.branches[index])
    }
    for (index, choice) in scenario.choices.enumerated() {
      note(choice, scenario, mayHappen.choices[index])
    }
  }

  private mutating func name(_ to: Destination) {
    if let scene = to.scene { namedScenes[scene] = true }
    if let ending = to.ending { namedEndings[ending] = true }
  }

  private mutating func ask(_ node: ExpressionNode) {
    switch node {
    case .flag(let flag): askedFlags[Int(flag)] = true
    case .knows(let fact): askedFacts[Int(fact)] = true
    case .compare(_, let left, let right):
      for operand in [left, right] {
        if operand == .seconds { asksSeconds = true }
        if case .meter(let meter) = operand { askedMeters[Int(meter)] = true }
      }
    default: break
    }
  }

  private mutating func note(_ choice: Choice, _ scenario: Scenario, _ mayHappen: Bool) {
    note(choice.effects, scenario, mayHappen)
    for extent in scenario.voiceEffects[choice.voiceEffects.range] {
      note(extent.extent, scenario, mayHappen)
    }
    for fact in scenario.reveals[choice.reveals.range] {
      revealedFacts[Int(fact)] = true
      if mayHappen { knownFacts[Int(fact)] = true }
    }
  }

  private mutating func note(_ effects: Extent, _ scenario: Scenario, _ mayHappen: Bool) {
    for effect in scenario.effects[effects.range] {
      switch effect {
      case .add(let meter, let amount):
        touchedMeters[Int(meter)] = true
        // From where it starts it can go up, down, or not at all; the first step decides.
        let range = scenario.meters[Int(meter)]
        let isStep =
          amount > 0 && range.start < range.most || amount < 0 && range.start > range.least
        if mayHappen, isStep { movedMeters[Int(meter)] = true }
      case .set(let flag, let value):
        setFlags[Int(flag)] = true
        if mayHappen, value != scenario.flags[Int(flag)].start { changedFlags[Int(flag)] = true }
      }
    }
  }
}
