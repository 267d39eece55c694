/// Builds the tables of a `Program`.
struct ProgramCompiler {
  let scenario: Scenario
  let voice: Voice
  let components: SceneComponents
  let awards: Awards
  let layout: StateLayout
  private let bounds: Bounds
  private let proportion: Int64?
  private let takenBits: [Int32]
  private var conditions: ConditionCompiler
  private var operations: [Operation] = []
  private var waiting: [WaitingPoints] = []
  private var choices: [ChoiceCode] = []
  private var details: [ChoiceDetail] = []
  private var branches: [BranchCode] = []
  private var routes: [RouteCode] = []

  init(
    _ scenario: Scenario, _ voice: Voice, _ components: SceneComponents, _ awards: Awards
  ) {
    self.scenario = scenario
    self.voice = voice
    self.components = components
    self.awards = awards
    let waits = WaitingBounds(scenario, awards)
    // 2 spent <= 3 loss (grading.md 1), in whole hundredths.
    let proportion = waits.any ? scenario.loss.map { $0.hundredths * 3 / 2 } : nil
    self.proportion = proportion
    bounds = Bounds(scenario, proportion: proportion)
    let taken = TakenBits(scenario, components, awards)
    takenBits = taken.bits
    layout = Self.layout(scenario, bounds, waits, taken)
    conditions = ConditionCompiler(scenario, layout, voice)
  }

  private static func layout(
    _ scenario: Scenario, _ bounds: Bounds, _ waits: WaitingBounds, _ taken: TakenBits
  ) -> StateLayout {
    var packer = FieldPacker()
    var layout = StateLayout()
    let places = UInt64(scenario.scenes.count + scenario.endings.count)
    layout.place = packer.add(largest: places)
    layout.turns = packer.add(largest: UInt64(scenario.turnCap))
    precondition(
      packer.fields.allSatisfy { $0.word == 0 } && packer.fields[0].shift == 0,
      "200,000 scenes and a million turns fit into one word")
    layout.meters = Int32(packer.fields.count)
    for meter in scenario.meters {
      _ = packer.add(largest: UInt64(meter.most - meter.least), bias: Int64(meter.least))
    }
    layout.flags = Int32(packer.fields.count)
    for _ in scenario.flags { _ = packer.add(largest: 1) }
    layout.facts = Int32(packer.fields.count)
    for _ in scenario.facts { _ = packer.add(largest: 1) }
    if let most = bounds.seconds { layout.seconds = packer.add(largest: UInt64(most)) }
    if let most = bounds.spent { layout.spent = packer.add(largest: UInt64(most)) }
    layout.waiting = waits.most.map { $0 > 0 ? packer.add(largest: UInt64($0)) : -1 }
    if waits.any { layout.gateLost = packer.add(largest: 1) }
    layout.takenWordCount = (taken.most + 63) / 64
    layout.takenWord = packer.addWords(layout.takenWordCount)
    layout.fields = packer.fields
    layout.wordCount = packer.wordCount
    return layout
  }

  mutating func compile() -> TableSet {
    let scenes = scenario.scenes.indices.map { compile(scene: $0) }
    let raises = scenario.authority.raises.map {
      RaiseCode(when: conditions.entry($0.when), limit: $0.limit.hundredths)
    }
    let lines = scenario.lines.map { conditions.entry($0.when) }
    let basics = conditions.entry(scenario.basics)
    let turns = layout.fields[Int(layout.turns)]
    let patience = scenario.patience.map { Int32(scenario.scenes.count + $0) } ?? -1
    return TableSet(
      fields: Table(layout.fields), tests: Table(conditions.tests), scenes: Table(scenes),
      choices: Table(choices), details: Table(details), branches: Table(branches),
      routes: Table(routes),
      operations: Table(operations), waiting: Table(waiting), raises: Table(raises),
      lines: Table(lines),
      limit: scenario.authority.limit?.hundredths ?? -1, proportion: proportion ?? -1,
      basics: basics, turnCap: Int64(scenario.turnCap),
      placeBits: layout.fields[Int(layout.place)].mask,
      turnBits: turns.mask << UInt64(turns.shift), turnUnit: 1 << UInt64(turns.shift),
      turnLimit: UInt64(scenario.turnCap) << UInt64(turns.shift), patience: patience,
      wordCount: layout.wordCount, place: layout.fields[Int(layout.place)],
      turns: turns,
      spent: layout.spent, gateLost: layout.gateLost,
      waitingFields: Table(layout.waiting.filter { $0 >= 0 }), takenWord: layout.takenWord,
      takenWordCount: layout.takenWordCount)
  }

  /// The state in which every meter, flag and fact has its starting value.
  func blankState() -> [UInt64] {
    var words = [UInt64](repeating: 0, count: layout.wordCount)
    func write(_ first: Int32, _ index: Int, _ bits: UInt64) {
      words.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        layout.fields[Int(first) + index].writeRaw(bits, start)
      }
    }
    for (index, meter) in scenario.meters.enumerated() {
      write(layout.meters, index, UInt64(meter.start - meter.least))
    }
    for (index, flag) in scenario.flags.enumerated() {
      write(layout.flags, index, flag.start ? 1 : 0)
    }
    for (index, fact) in scenario.facts.enumerated() {
      write(layout.facts, index, fact.known ? 1 : 0)
    }
    return words
  }

  private mutating func compile(scene index: Int) -> SceneCode {
    let scene = scenario.scenes[index]
    let entry = operations.count
    compile(effects: scene.effects)
    let code = SceneCode(
      choices: scene.choices, branches: scene.branches,
      operations: Extent(from: entry, to: operations.count),
      component: components.componentOfScene[index])
    for choice in scene.choices.range { compile(choice: choice) }
    for branch in scene.branches.range { compile(branch: branch) }
    return code
  }

  private mutating func compile(choice index: Int) {
    let choice = scenario.choices[index]
    let first = operations.count
    compile(Int64(choice.seconds), countedIn: layout.seconds, upTo: bounds.seconds)
    compile(choice.spend.hundredths, countedIn: layout.spent, upTo: bounds.spent)
    compile(effects: choice.effects)
    for extent in scenario.voiceEffects[choice.voiceEffects.range] where extent.voice == voice {
      compile(effects: extent.extent)
    }
    for fact in scenario.reveals[choice.reveals.range] {
      operations.append(.set(layout.fields[Int(layout.facts + fact)], true))
    }
    let operationsOfChoice = Extent(from: first, to: operations.count)
    let firstWaiting = waiting.count
    for award in awards.choice(index) where award.waits {
      waiting.append(
        WaitingPoints(field: layout.waiting[Int(award.criterion)], points: award.points))
    }
    let firstRoute = routes.count
    for route in scenario.routes[choice.routes.range] {
      routes.append(RouteCode(when: conditions.entry(route.when), to: route.to))
    }
    let detail = ChoiceDetail(
      spend: choice.spend.hundredths, seconds: choice.seconds,
      waiting: Extent(from: firstWaiting, to: waiting.count),
      routes: Extent(from: firstRoute, to: routes.count))
    details.append(detail)
    let taken = takenBits[index]
    // Where there is no bit, a word is read all the same: one that no operation waits for.
    let firstWord = Int32(min(layout.takenWord, layout.wordCount - 1))
    choices.append(
      ChoiceCode(
        when: conditions.entry(choice.when), takenWord: firstWord + max(taken, 0) >> 6,
        takenBit: taken < 0 ? 0 : 1 << UInt64(taken & 63),
        to: routes[routes.count - 1].to, traits: traits(of: choice, detail),
        operations: operationsOfChoice))
  }

  /// Adds to what was spent or how long it took, if anything looks at that.
  private mutating func compile(_ amount: Int64, countedIn field: Int32, upTo most: Int64?) {
    guard amount > 0, field >= 0, let most else { return }
    // What is added beyond the most that matters makes no difference.
    operations.append(
      .add(min(amount, most), to: layout.fields[Int(field)], most: most))
  }

  private func traits(of choice: Choice, _ detail: ChoiceDetail) -> ChoiceCode.Traits {
    let spends = detail.spend > 0
    var traits: ChoiceCode.Traits = []
    if choice.once { traits.insert(.once) }
    if choice.critical != nil { traits.insert(.critical) }
    if spends, scenario.authority.limit != nil { traits.insert(.spends) }
    if layout.gateLost >= 0,
      choice.critical != nil || !detail.waiting.isEmpty || (spends && proportion != nil)
    {
      traits.insert(.touchesGate)
    }
    if detail.routes.count > 1 { traits.insert(.forks) }
    return traits
  }

  private mutating func compile(branch index: Int) {
    let branch = scenario.branches[index]
    let first = operations.count
    compile(effects: branch.effects)
    branches.append(
      BranchCode(
        when: conditions.entry(branch.when), weight: branch.weight,
        operations: Extent(from: first, to: operations.count), to: branch.to))
  }

  private mutating func compile(effects: Extent) {
    for effect in scenario.effects[effects.range] {
      switch effect {
      case .add(let meter, let amount):
        let range = scenario.meters[Int(meter)]
        operations.append(
          .add(
            Int64(amount), to: layout.fields[Int(layout.meters + meter)],
            most: Int64(range.most - range.least)))
      case .set(let flag, let value):
        operations.append(.set(layout.fields[Int(layout.flags + flag)], value))
      }
    }
  }
}

/// Which choices need a bit that remembers that they were taken: those that can come back and are
/// allowed once, or have marks that count once. Components share the bits, since a play that has
/// left one never returns to it.
struct TakenBits {
  /// Per choice, its bit, or -1.
  private(set) var bits: [Int32]
  /// Number of bits that the largest component needs.
  private(set) var most = 0

  init(_ scenario: Scenario, _ components: SceneComponents, _ awards: Awards) {
    bits = Array(repeating: -1, count: scenario.choices.count)
    var used = [Int32](repeating: 0, count: components.isCyclic.count)
    for (index, scene) in scenario.scenes.enumerated() {
      let component = Int(components.componentOfScene[index])
      guard components.isCyclic[component] else { continue }
      for choice in scene.choices.range
      where scenario.choices[choice].once
        || awards.choice(choice).contains(where: { $0.points != 0 })
      {
        bits[choice] = used[component]
        used[component] += 1
      }
    }
    most = Int(used.max() ?? 0)
  }
}

/// The most points that can wait at the gate, per criterion.
struct WaitingBounds {
  private(set) var most: [Int64]
  /// Whether the gate decides about anything, be it only an ending's own marks.
  private(set) var any = false

  init(_ scenario: Scenario, _ awards: Awards) {
    var sum = [Int64](repeating: 0, count: scenario.criteria.count)
    var largest = sum
    for choice in scenario.choices.indices {
      for award in awards.choice(choice) where award.waits {
        any = true
        sum[Int(award.criterion)] += Int64(award.points)
        largest[Int(award.criterion)] = max(largest[Int(award.criterion)], Int64(award.points))
      }
    }
    for ending in scenario.endings.indices where awards.ending(ending).contains(where: \.waits) {
      any = true
    }
    // Marks count once, and no encounter has more choices than the cap.
    most = sum.indices.map { min(sum[$0], largest[$0] * Int64(scenario.turnCap)) }
  }
}
