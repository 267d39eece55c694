/// The answers that a condition was seen to give.
package struct Answers: OptionSet, Equatable, Sendable {
  package var rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let no = Answers(rawValue: 1)
  package static let yes = Answers(rawValue: 2)
}

/// What every condition of a scenario says in every state in which it is looked at, in one voice.
///
/// An exploration of its own: a state is told apart here by what conditions can see, those of lines
/// included, and not by marks, which makes it another set of states than the one that is graded.
package struct ConditionSurvey: Sendable {
  /// Whether every state was looked at. If not, what was not seen may still happen.
  package private(set) var coverage = Coverage.whole
  /// By choice, whether it can be taken as far as its `when` goes.
  package private(set) var choices: [Answers]
  /// By route; empty for a route that is never looked at, and for one without a `when`.
  package private(set) var routes: [Answers]
  package private(set) var branches: [Answers]
  package private(set) var lines: [Answers]
  /// Looked at whenever a scene waits for an answer.
  package private(set) var raises: [Answers]
  /// Looked at in the end.
  package private(set) var basics: Answers = []

  /// - Parameters:
  ///   - budget: most states to look at.
  ///   - goOn: called now and then with the number of states so far; false stops.
  package init(
    _ program: Program, budget: Int = Solution.defaultBudget,
    goOn: (Int) -> Bool = { _ in true }
  ) {
    let scenario = program.scenario
    choices = Array(repeating: [], count: scenario.choices.count)
    routes = Array(repeating: [], count: scenario.routes.count)
    branches = Array(repeating: [], count: scenario.branches.count)
    lines = Array(repeating: [], count: scenario.lines.count)
    raises = Array(repeating: [], count: scenario.authority.raises.count)
    var explorer = SurveyExplorer(program)
    var state = 0
    while state < explorer.count {
      if explorer.count > budget { coverage = .overBudget }
      if state & 0xFFFF == 0xFFFF, !goOn(explorer.count) { coverage = .stopped }
      guard coverage == .whole else { return }
      look(at: state, &explorer)
      state += 1
    }
  }

  private mutating func look(at state: Int, _ explorer: inout SurveyExplorer) {
    let place = explorer.load(state)
    let scenario = explorer.program.scenario
    guard place < scenario.scenes.count else {
      let ending = place - scenario.scenes.count
      guard ending < scenario.endings.count else { return }
      note(scenario.endings[ending].lines, explorer)
      basics.insert(explorer.answer(explorer.program.tables.basics))
      return
    }
    let scene = scenario.scenes[place]
    note(scene.lines, explorer)
    for index in scene.branches.range { draw(index, &explorer) }
    guard !scene.choices.isEmpty else { return }
    for index in raises.indices {
      raises[index].insert(explorer.answer(explorer.program.tables.raises[index].when))
    }
    for index in scene.choices.range { take(index, &explorer) }
  }

  /// Notes the conditions of lines as they are in the state at hand.
  private mutating func note(_ extent: Extent, _ explorer: borrowing SurveyExplorer) {
    for line in extent.range {
      lines[line].insert(explorer.answer(explorer.program.tables.lines[line]))
    }
  }

  private mutating func draw(_ index: Int, _ explorer: inout SurveyExplorer) {
    let branch = explorer.program.tables.branches.at(index)
    let answer = explorer.answer(branch.pointee.when)
    branches[index].insert(answer)
    guard answer == .yes else { return }
    explorer.draw(branch)
    note(explorer.program.scenario.branches[index].lines, explorer)
    explorer.settle(branch.pointee.to)
  }

  private mutating func take(_ index: Int, _ explorer: inout SurveyExplorer) {
    let tables = explorer.program.tables
    let choice = tables.choices.at(index)
    choices[index].insert(explorer.answer(choice.pointee.when))
    guard let to = explorer.take(choice) else { return }
    var route = Int(tables.detail(choice).pointee.routes.first)
    let last = route + Int(tables.detail(choice).pointee.routes.count) - 1
    while route < last {
      let answer = explorer.answer(tables.routes.at(route).pointee.when)
      routes[route].insert(answer)
      if answer == .yes { break }
      route += 1
    }
    explorer.settle(to)
  }
}

/// The states of a survey and the one at hand.
private struct SurveyExplorer: ~Copyable {
  let program: Program
  private var states: StateSet
  private let visibility: Visibility
  /// Unsafe: two states used again for every one of the millions of arrows. `base` is the state
  /// that was loaded, `words` what came of it.
  private let base: UnsafeMutablePointer<UInt64>
  private let words: UnsafeMutablePointer<UInt64>

  init(_ program: Program) {
    self.program = program
    visibility = Visibility(program)
    let wordCount = program.layout.wordCount
    states = StateSet(wordCount: wordCount)
    base = .allocate(capacity: wordCount)
    words = .allocate(capacity: wordCount)
    for word in 0..<wordCount { words[word] = program.blank[word] }
    program.tables.place.writeRaw(program.tables.place.mask, words)
    settle(.scene(program.scenario.start))
  }

  deinit {
    base.deallocate()
    words.deallocate()
  }

  var count: Int { states.count }

  /// Makes a state the one at hand and returns its place.
  mutating func load(_ state: Int) -> Int {
    base.update(from: states.state(state), count: program.layout.wordCount)
    reset()
    return Int(program.tables.place.readRaw(base))
  }

  private func reset() { words.update(from: base, count: program.layout.wordCount) }

  func answer(_ entry: Int32) -> Answers { program.tables.holds(entry, words) ? .yes : .no }

  /// Takes a choice in the loaded state if it is available; the routes can be asked then.
  func take(_ choice: UnsafePointer<ChoiceCode>) -> Destination? {
    reset()
    guard program.tables.isAvailable(choice, words) else { return nil }
    return program.tables.take(choice, words).to
  }

  func draw(_ branch: UnsafePointer<BranchCode>) {
    reset()
    program.tables.perform(branch.pointee.operations, words)
  }

  /// Enters a destination, remembers the state and goes back to the loaded one.
  mutating func settle(_ to: Destination) {
    switch program.tables.arrive(to, words) {
    case .scene(let scene):
      visibility.normalise(words, at: scene, program.tables)
      _ = states.insert(words)
    case .ending(let ending):
      visibility.normalise(words, atEnding: ending)
      _ = states.insert(words)
    case .impatient: break
    }
    reset()
  }
}
