/// One play of a scenario: a value, so copying it is undo and looking ahead.
package struct Encounter: Sendable {
  package let program: Program
  /// 0 ... 2^53 - 1.
  package let seed: UInt64
  package let mode: Mode
  /// What happened before the first answer.
  package private(set) var opening: [Beat] = []
  /// The choices taken so far.
  package private(set) var turns: [Turn] = []
  package private(set) var position: Position
  /// Handling time so far, in seconds.
  package private(set) var seconds: Int64 = 0
  /// Money given away so far.
  package private(set) var spent = Money.zero
  private(set) var words: [UInt64]
  private var visits: VisitCounts

  /// Enters the start scene.
  /// - Parameter seed: decides all draws; above 2^53 - 1 only its low 53 bits count.
  package init(_ program: Program, seed: UInt64 = 0, mode: Mode = .practice) {
    self.program = program
    self.seed = seed & DrawSeed.largestSeed
    self.mode = mode
    words = program.blank
    visits = VisitCounts(sceneCount: program.scenario.scenes.count)
    position = .stuck(scene: program.scenario.start)
    // The start scene is entered from nowhere: a place that no scene has.
    withWords { tables, words in tables.place.writeRaw(tables.place.mask, words) }
    opening = advance(to: .scene(program.scenario.start)) { _ in }
  }

  package var scenario: Scenario { program.scenario }

  /// What the trainee can see to choose from, in the order of listing. Empty when it is over.
  package var offers: [Offer] {
    guard case .scene(let scene) = position else { return [] }
    let offers = fileOrderOffers(scene)
    guard mode.shuffles, !scenario.scenes[scene].fixedOrder else { return offers }
    return shuffled(offers, scene)
  }

  /// The choices that can be taken now, in file order.
  package var available: [Int] {
    guard case .scene(let scene) = position else { return [] }
    return fileOrderOffers(scene).filter(\.isAvailable).map(\.choice)
  }

  /// The current values of the meters.
  package var mood: [Int] {
    scenario.meters.indices.map { read(program.layout.meters, $0) }
  }

  /// Whether a fact is known.
  package func knows(fact: Int) -> Bool { read(program.layout.facts, fact) != 0 }

  /// Whether a flag is set.
  package func isSet(flag: Int) -> Bool { read(program.layout.flags, flag) != 0 }

  /// Money the trainee may give away in total without asking, or nil if any.
  package var limit: Money? {
    guard scenario.authority.limit != nil else { return nil }
    return words.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Money(hundredths: program.tables.limitInForce($0)) }
    }
  }

  /// Takes the choice of this index and returns what happens then.
  @discardableResult
  package mutating func take(_ choice: Int) throws(Refusal) -> [Beat] {
    guard case .scene(let scene) = position else { throw .over }
    guard let offer = fileOrderOffers(scene).first(where: { $0.choice == choice }) else {
      throw .notOffered
    }
    guard offer.isAvailable else { throw .locked }
    return play(choice, in: scene)
  }

  private mutating func play(_ choice: Int, in scene: Int) -> [Beat] {
    let before = words
    let known = scenario.reveals(of: choice).filter { !knows(fact: $0) }
    let code = program.tables.choices.at(choice)
    let taken = withWords { tables, words in tables.take(code, words) }
    spent += scenario.choices[choice].spend
    seconds += Int64(program.tables.details.at(choice).pointee.seconds)
    var turn = Turn(
      number: turns.count + 1, scene: scene, choice: choice, counted: taken.counted,
      overspent: taken.overspent, spent: spent, before: before)
    let beats = advance(to: taken.to) { step in
      switch step {
      case .arrived(let state): turn.after = state
      case .drew(let draw): turn.draws.append(draw)
      }
    }
    turn.settled = words
    turn.mood = mood
    turns.append(turn)
    return known.map(Beat.revealed) + beats
  }

  private enum Step {
    case arrived([UInt64])
    case drew(Draw)
  }

  /// Enters a destination and goes on through chance scenes until an answer is needed or it ends.
  private mutating func advance(to destination: Destination, note: (Step) -> Void) -> [Beat] {
    var beats: [Beat] = []
    var next = destination
    var isFirst = true
    while true {
      let arrival = withWords { tables, words in tables.arrive(next, words) }
      if isFirst { note(.arrived(words)) }
      isFirst = false
      guard case .scene(let scene) = arrival else {
        beats += finish(arrival, patience: next)
        return beats
      }
      visits.enter(scene)
      beats.append(.scene(scene))
      beats += lines(scenario.scenes[scene].lines)
      guard scenario.scenes[scene].isChance else {
        position =
          fileOrderOffers(scene).contains(where: \.isAvailable)
          ? .scene(scene) : .stuck(scene: scene)
        return beats
      }
      next = draw(at: scene, into: &beats, note: note)
    }
  }

  private mutating func finish(_ arrival: Arrival, patience next: Destination) -> [Beat] {
    switch arrival {
    case .ending(let ending):
      position = .ending(ending)
      let ranOut: [Beat] = next.ending == nil ? [.patienceRanOut] : []
      return ranOut + lines(scenario.endings[ending].lines) + [.ended(ending)]
    case .impatient(let scene), .scene(let scene):
      position = .stuck(scene: scene)
      return []
    }
  }

  private mutating func draw(
    at scene: Int, into beats: inout [Beat], note: (Step) -> Void
  ) -> Destination {
    let code = program.tables.scenes.at(scene)
    var generator = DrawSeed(seed: seed).generator(
      scene: scenario.text.utf8(scenario.scenes[scene].id), visit: max(visits[scene], 1))
    let index = withWords { tables, words in
      let r = generator.below(UInt64(tables.weights(code, words)))
      let index = tables.branch(code, at: Int64(r), words)
      tables.perform(tables.branches[index].operations, words)
      return index
    }
    let position = index - Int(code.pointee.branches.first)
    note(.drew(Draw(scene: scene, branch: position)))
    beats.append(.drew(scene: scene, branch: position))
    beats += lines(scenario.branches[index].lines)
    return scenario.branches[index].to
  }

  private func lines(_ extent: Extent) -> [Beat] {
    extent.range.filter { holds(program.tables.lines[$0]) }.map(Beat.line)
  }

  private func fileOrderOffers(_ scene: Int) -> [Offer] {
    let tables = program.tables
    return words.withUnsafeBufferPointer { buffer in
      guard let words = buffer.baseAddress else { return [] }
      return scenario.scenes[scene].choices.range.compactMap { index in
        let code = tables.choices.at(index)
        if tables.isAvailable(code, words) { return Offer(choice: index, isAvailable: true) }
        let isUsedUp = code.pointee.isOnce && tables.wasTaken(code, words)
        if isUsedUp || scenario.choices[index].otherwise.isEmpty { return nil }
        return Offer(choice: index, isAvailable: false)
      }
    }
  }

  /// Fisher and Yates, with a generator named like a draw: a scene with choices draws nothing
  /// else.
  private func shuffled(_ offers: [Offer], _ scene: Int) -> [Offer] {
    var generator = DrawSeed(seed: seed).generator(
      scene: scenario.text.utf8(scenario.scenes[scene].id), visit: max(visits[scene], 1))
    var offers = offers
    for last in offers.indices.dropFirst().reversed() {
      offers.swapAt(last, generator.below(last + 1))
    }
    return offers
  }

  func holds(_ entry: Int32) -> Bool {
    words.withUnsafeBufferPointer { buffer in
      guard let words = buffer.baseAddress else { return false }
      return program.tables.holds(entry, words)
    }
  }

  private func read(_ first: Int32, _ index: Int) -> Int {
    words.withUnsafeBufferPointer { buffer in
      guard let words = buffer.baseAddress else { return 0 }
      return Int(program.layout.fields[Int(first) + index].read(words))
    }
  }

  private mutating func withWords<Result>(
    _ body: (Tables, UnsafeMutablePointer<UInt64>) -> Result
  ) -> Result {
    let tables = program.tables
    return words.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else {
        preconditionFailure("a state has at least the word of its place")
      }
      return body(tables, start)
    }
  }
}

extension Encounter: Equatable {
  /// Two encounters are equal if they stand at the same point of the same play.
  package static func == (a: Encounter, b: Encounter) -> Bool {
    a.program === b.program && a.seed == b.seed && a.mode == b.mode && a.position == b.position
      && a.turns == b.turns && a.words == b.words && a.visits == b.visits
  }
}

extension Scenario {
  /// The facts that a choice reveals, by index.
  package func reveals(of choice: Int) -> [Int] {
    reveals[choices[choice].reveals.range].map(Int.init)
  }
}

extension Encounter {
  /// Whether the customer's actual need is met now; true if the scenario does not say what it is.
  package var basicsHold: Bool { holds(program.tables.basics) }
}
