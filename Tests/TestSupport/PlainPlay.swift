package import Simulation

/// Plays a scenario by the letter of format.md, slowly and with nothing but its model: no program,
/// no packed words, nothing remembered. What is fast is held against it.
package struct PlainPlay {
  /// Everything that an encounter knows of itself.
  package struct State {
    /// The scene that waits for an answer or a draw, or the ending; nil if the turn cap was reached
    /// and no ending is named by `patience`.
    package fileprivate(set) var place: Destination?
    fileprivate var meters: [Int]
    fileprivate var flags: [Bool]
    fileprivate var facts: [Bool]
    fileprivate var seconds: Int64 = 0
    fileprivate var spent: Int64 = 0
    fileprivate var turns: Int64 = 0
    fileprivate var taken: Set<Int> = []
    /// By criterion: points that count in any case, and points that wait at the gate.
    fileprivate var totals: [Int]
    fileprivate var waiting: [Int]
    fileprivate var isOverspent = false
    /// Whether a critical error was made, overspending included.
    package fileprivate(set) var isCritical = false
  }

  package let scenario: Scenario
  package let voice: Voice
  private let isGated: [Bool]

  package init(_ scenario: Scenario, _ voice: Voice) {
    self.scenario = scenario
    self.voice = voice
    isGated = scenario.criteria.map { scenario.rubrics[$0.rubric].rubric.gated }
  }

  /// The state after the start scene was entered.
  package var start: State {
    let none = Array(repeating: 0, count: isGated.count)
    var state = State(
      place: nil, meters: scenario.meters.map(\.start), flags: scenario.flags.map(\.start),
      facts: scenario.facts.map(\.known), totals: none, waiting: none)
    enter(.scene(scenario.start), &state)
    return state
  }

  /// The choices that can be taken in a state, in file order.
  package func available(_ state: State) -> [Int] {
    guard let scene = state.place?.scene else { return [] }
    return scenario.scenes[scene].choices.range.filter { index in
      let choice = scenario.choices[index]
      return holds(choice.when, state) && !(choice.once && state.taken.contains(index))
    }
  }

  /// The branches that take part in a draw, by index.
  package func branches(_ state: State) -> [Int] {
    guard let scene = state.place?.scene else { return [] }
    return scenario.scenes[scene].branches.range.filter {
      holds(scenario.branches[$0].when, state)
    }
  }

  /// Takes an available choice, up to the next scene or ending.
  package func take(_ index: Int, _ state: inout State) {
    guard let scene = state.place?.scene else { return }
    let choice = scenario.choices[index]
    let isAbove = overspends(index, state)
    state.spent += choice.spend.hundredths
    state.seconds += Int64(choice.seconds)
    perform(choice.effects, &state)
    for extent in scenario.voiceEffects[choice.voiceEffects.range] where extent.voice == voice {
      perform(extent.extent, &state)
    }
    for fact in scenario.reveals[choice.reveals.range] { state.facts[Int(fact)] = true }
    if state.taken.insert(index).inserted {
      let voiced = scenario.voiceMarks[choice.voiceMarks.range].filter { $0.voice == voice }
      let stakes = Int(scenario.scenes[scene].stakes)
      count([choice.marks] + voiced.map(\.extent), times: stakes, &state)
    }
    state.turns += 1
    if isAbove { state.isOverspent = true }
    if isAbove || choice.critical != nil { state.isCritical = true }
    for route in scenario.routes[choice.routes.range] where holds(route.when, state) {
      return enter(route.to, &state)
    }
  }

  /// Follows a branch, up to the next scene or ending.
  package func draw(_ index: Int, _ state: inout State) {
    perform(scenario.branches[index].effects, &state)
    enter(scenario.branches[index].to, &state)
  }

  /// Whether taking a choice is a critical error in this state.
  package func isCritical(_ index: Int, _ state: State) -> Bool {
    scenario.choices[index].critical != nil || overspends(index, state)
  }

  /// The totals by criterion at an ending, the gates asked.
  package func totals(_ state: State) -> [Int] {
    guard let ending = state.place?.ending else { return state.totals }
    var state = state
    count([scenario.endings[ending].marks], times: 1, &state)
    guard gatesHold(state) else { return state.totals }
    return zip(state.totals, state.waiting).map(+)
  }

  private func gatesHold(_ state: State) -> Bool {
    let inProportion = scenario.loss.map { 2 * state.spent <= 3 * $0.hundredths } ?? true
    return holds(scenario.basics, state) && inProportion && !state.isOverspent
      && !state.isCritical
  }

  private func enter(_ to: Destination, _ state: inout State) {
    state.place = to
    guard let scene = to.scene else { return }
    if !scenario.scenes[scene].isChance, state.turns >= Int64(scenario.turnCap) {
      state.place = scenario.patience.map { .ending($0) }
      return
    }
    perform(scenario.scenes[scene].effects, &state)
  }

  private func perform(_ effects: Extent, _ state: inout State) {
    for effect in scenario.effects[effects.range] {
      switch effect {
      case .add(let index, let amount):
        let meter = scenario.meters[Int(index)]
        let sum = state.meters[Int(index)] + Int(amount)
        state.meters[Int(index)] = min(max(sum, meter.least), meter.most)
      case .set(let flag, let value): state.flags[Int(flag)] = value
      }
    }
  }

  private func count(_ extents: [Extent], times stakes: Int, _ state: inout State) {
    var levels = [Int](repeating: 0, count: isGated.count)
    for mark in extents.flatMap({ scenario.marks[$0.range] }) {
      levels[Int(mark.criterion)] += Int(mark.level)
    }
    for (criterion, level) in levels.enumerated() {
      if level > 0, isGated[criterion] {
        state.waiting[criterion] += level * stakes
      } else {
        state.totals[criterion] += level * stakes
      }
    }
  }

  private func overspends(_ index: Int, _ state: State) -> Bool {
    let spend = scenario.choices[index].spend.hundredths
    guard spend > 0, scenario.authority.limit != nil else { return false }
    return state.spent + spend > limit(state)
  }

  private func limit(_ state: State) -> Int64 {
    let raises = scenario.authority.raises.filter { holds($0.when, state) }.map(\.limit)
    return ([scenario.authority.limit ?? .zero] + raises).map(\.hundredths).max() ?? 0
  }

  private func holds(_ condition: Condition?, _ state: State) -> Bool {
    condition.map { holds($0.root, state) } ?? true
  }

  private func holds(_ node: Int32, _ state: State) -> Bool {
    switch scenario.expressions[Int(node)] {
    case .constant(let value): value
    case .flag(let index): state.flags[Int(index)]
    case .knows(let index): state.facts[Int(index)]
    case .voice(let named): named == voice
    case .not(let a): !holds(a, state)
    case .and(let a, let b): holds(a, state) && holds(b, state)
    case .or(let a, let b): holds(a, state) || holds(b, state)
    case .same(let a, let b): holds(a, state) == holds(b, state)
    case .compare(let comparison, let a, let b):
      comparison.holds(value(a, state), value(b, state))
    }
  }

  private func value(_ operand: Operand, _ state: State) -> Int64 {
    switch operand {
    case .literal(let value): value
    case .meter(let index): Int64(state.meters[Int(index)])
    case .turns: state.turns
    case .seconds: state.seconds
    case .spent: state.spent
    case .limit: limit(state)
    }
  }
}
