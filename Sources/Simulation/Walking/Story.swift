/// How to come to a point of a scenario: what to answer, and what the draws have to do for it.
package struct Story: Equatable, Sendable {
  /// One answer.
  package struct Step: Equatable, Sendable {
    /// Index in `Scenario.choices`.
    package var choice: Int
    /// The number under which it is listed then, in file order, from 1.
    package var number: Int

    package init(choice: Int, number: Int) {
      self.choice = choice
      self.number = number
    }
  }

  package var steps: [Step] = []
  /// The draws on the way, in order.
  package var draws: [Draw] = []

  package init() {}

  /// An answer or a draw.
  enum Event: Sendable {
    case step(Step)
    case draw(Draw)
  }

  mutating func add(_ event: Event) {
    switch event {
    case .step(let step): steps.append(step)
    case .draw(let draw): draws.append(draw)
    }
  }
}

extension Solution {
  /// The shortest story that leads to a state.
  /// - Parameter reach: of this solution, which must be exact.
  package func story(to state: Int, _ reach: Reach) -> Story {
    reach.paths.map { story(to: state, $0) } ?? Story()
  }

  func story(to state: Int, _ paths: StateGraph.Paths) -> Story {
    var moves: [Move] = []
    var state = state
    while let (before, arrow) = graph.move(to: state, paths) {
      moves.append(Move(state: before, arrow: arrow))
      state = before
    }
    return story(of: moves.reversed())
  }

  /// The story of a line of choices that ends in a scene, with draws that make it possible; empty
  /// if there are none.
  package func story(of line: [Int], endingIn scene: Int?) -> Story {
    var search = LineSearch(solution: self)
    for choice in line { search.take(choice) }
    return story(of: search.moves(endingIn: scene))
  }

  fileprivate struct Move {
    var state: Int
    var arrow: Int
  }

  private func story(of moves: [Move]) -> Story {
    var story = Story()
    for move in moves { story.add(event(of: move.arrow, leaving: move.state)) }
    return story
  }

  /// What happens when a play goes along an arrow.
  func event(of arrow: Int, leaving state: Int) -> Story.Event {
    let place = graph.place(state)
    let choices = program.tables.scenes.at(place).pointee.choices
    let position = graph.arrows[arrow].position
    if choices.isEmpty { return .draw(Draw(scene: place, branch: position)) }
    let choice = Int(choices.first) + position
    return .step(Story.Step(choice: choice, number: listedNumber(of: choice, in: place, state)))
  }

  /// The number of a choice as practice lists it: those before it that can be taken or are shown
  /// with a reason.
  private func listedNumber(of choice: Int, in scene: Int, _ state: Int) -> Int {
    let choices = program.scenario.scenes[scene].choices
    let available = Set(graph.leaving(state).map { graph.arrows[$0].position })
    return 1
      + choices.range.filter { other in
        let isShown =
          available.contains(other - Int(choices.first))
          || !program.scenario.choices[other].otherwise.isEmpty
        return other < choice && isShown
      }.count
  }
}

/// Follows a line of choices through all draws at once.
private struct LineSearch {
  private struct Record {
    var state: Int
    var before: Int
    var arrow: Int
  }

  let solution: Solution
  private var records: [Record]
  private var layer: [Int] = []

  init(solution: Solution) {
    self.solution = solution
    records = [Record(state: 0, before: -1, arrow: -1)]
    layer = settle([0])
  }

  mutating func take(_ choice: Int) {
    var next: [Int] = []
    for index in layer {
      let state = records[index].state
      let place = solution.graph.place(state)
      guard place < solution.program.scenario.scenes.count else { continue }
      let choices = solution.program.scenario.scenes[place].choices
      guard choices.range.contains(choice) else { continue }
      for arrow in solution.graph.leaving(state)
      where Int(choices.first) + solution.graph.arrows[arrow].position == choice {
        records.append(
          Record(state: Int(solution.graph.targets[arrow]), before: index, arrow: arrow))
        next.append(records.count - 1)
      }
    }
    layer = settle(next)
  }

  /// Adds what the draws lead to; each state once.
  private mutating func settle(_ first: [Int]) -> [Int] {
    var seen = Set<Int>()
    var open = first
    var index = 0
    while index < open.count {
      let record = open[index]
      index += 1
      let state = records[record].state
      let place = solution.graph.place(state)
      guard place < solution.program.scenario.scenes.count,
        solution.program.scenario.scenes[place].isChance
      else { continue }
      for arrow in solution.graph.leaving(state) {
        let target = Int(solution.graph.targets[arrow])
        guard seen.insert(target).inserted else { continue }
        records.append(Record(state: target, before: record, arrow: arrow))
        open.append(records.count - 1)
      }
    }
    return open
  }

  func moves(endingIn scene: Int?) -> [Solution.Move] {
    let wanted = layer.first { index in
      scene == nil || solution.graph.place(records[index].state) == scene
    }
    guard var index = wanted else { return [] }
    var moves: [Solution.Move] = []
    while records[index].before >= 0 {
      let before = records[index].before
      moves.append(Solution.Move(state: records[before].state, arrow: records[index].arrow))
      index = before
    }
    return moves.reversed()
  }
}
