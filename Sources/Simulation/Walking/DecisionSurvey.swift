/// What the choices of every scene are worth against each other, over all states in which they
/// are offered.
package struct DecisionSurvey: Sendable {
  /// What is true of a scene in every state.
  package struct SceneResult: Sendable {
    /// Some state offers two choices or more.
    package var isDecision = false
    /// All choices are worth the same wherever two or more are offered.
    package var isFlat = true
    /// Number of states, reached without a critical error, where the choices differ in worth.
    package var cleanDecisions = 0
    /// In all of these the first choice offered is a best one.
    package var firstIsBest = true
    /// In all of these the longest choice is a best one, and some other is shorter.
    package var longestIsBest = true
    /// Some state offers a choice.
    package var isOffered = false
    /// Some state offers a choice that is no critical error there.
    package var hasCleanChoice = false
  }

  /// What is true of a silent choice in every state reached without a critical error.
  package enum Silence: UInt8, Sendable {
    /// It never stood beside a choice that is not silent.
    case alone
    case neverWorse
    case sometimesWorse
  }

  package private(set) var scenes: [SceneResult]
  /// By choice; `alone` for choices that are not silent.
  package private(set) var silence: [Silence]

  /// - Parameters:
  ///   - solution: one with values (`hasValues`).
  ///   - lengths: by choice, the length of its words.
  package init(_ solution: Solution, lengths: [Int32]) {
    precondition(solution.hasValues, "choices can be compared only where plays can be weighed")
    scenes = Array(repeating: SceneResult(), count: solution.program.scenario.scenes.count)
    silence = Array(repeating: .alone, count: solution.program.scenario.choices.count)
    let clean = solution.graph.cleanStates()
    for state in 0..<solution.graph.count {
      let place = solution.graph.place(state)
      guard place < scenes.count else { continue }
      let choices = solution.program.tables.scenes.at(place).pointee.choices
      guard choices.count > 0 else { continue }
      let options = Options(solution, state: state, choices)
      note(options, isClean: clean[state], at: place, lengths)
    }
  }

  private mutating func note(
    _ options: Options, isClean: Bool, at scene: Int, _ lengths: [Int32]
  ) {
    guard !options.range.isEmpty else { return }
    scenes[scene].isOffered = true
    if options.hasClean { scenes[scene].hasCleanChoice = true }
    guard options.range.count > 1 else { return }
    scenes[scene].isDecision = true
    let differs = options.most - options.least > tolerance
    if differs { scenes[scene].isFlat = false }
    guard isClean else { return }
    noteSilence(options)
    guard differs, options.best > -.infinity else { return }
    scenes[scene].cleanDecisions += 1
    if !options.isBest(options.range.lowerBound) { scenes[scene].firstIsBest = false }
    if !options.longestIsBest(lengths) { scenes[scene].longestIsBest = false }
  }

  private mutating func noteSilence(_ options: Options) {
    var spoken = -Double.infinity
    for arrow in options.range where !options.isSilent(arrow) {
      spoken = max(spoken, options.value(arrow))
    }
    guard spoken > -.infinity else { return }
    for arrow in options.range where options.isSilent(arrow) {
      let choice = options.choice(arrow)
      if options.isCritical(arrow) || options.value(arrow) < spoken - tolerance {
        silence[choice] = .sometimesWorse
      } else if silence[choice] == .alone {
        silence[choice] = .neverWorse
      }
    }
  }
}

/// The choices that one state offers, with what they are worth in points of score.
private struct Options {
  let solution: Solution
  let range: Range<Int>
  private let choices: Extent
  /// The worth of the best clean choice; -infinity if there is none.
  private(set) var best = -Double.infinity
  private(set) var hasClean = false
  private(set) var least = Double.infinity
  private(set) var most = -Double.infinity

  init(_ solution: Solution, state: Int, _ choices: Extent) {
    self.solution = solution
    self.choices = choices
    range = solution.graph.leaving(state)
    for arrow in range {
      let value = self.value(arrow)
      least = min(least, value)
      most = max(most, value)
      guard !isCritical(arrow) else { continue }
      hasClean = true
      best = max(best, value)
    }
  }

  func choice(_ arrow: Int) -> Int {
    Int(choices.first) + solution.graph.arrows[arrow].position
  }

  func isCritical(_ arrow: Int) -> Bool { solution.graph.arrows[arrow].critical }

  func isSilent(_ arrow: Int) -> Bool {
    solution.program.scenario.choices[choice(arrow)].kind == .silent
  }

  func value(_ arrow: Int) -> Double {
    let gain = solution.points.atOnce(solution.graph.arrows[arrow], of: choices)
    return (gain + solution.values.expected(Int(solution.graph.targets[arrow])))
      * solution.scale.factor
  }

  func isBest(_ arrow: Int) -> Bool { !isCritical(arrow) && value(arrow) >= best - tolerance }

  /// Whoever always takes the longest answer cannot go wrong here.
  func longestIsBest(_ lengths: [Int32]) -> Bool {
    var longest: Int32 = -1
    var shortest = Int32.max
    for arrow in range {
      longest = max(longest, lengths[choice(arrow)])
      shortest = min(shortest, lengths[choice(arrow)])
    }
    guard shortest < longest else { return false }
    return range.allSatisfy { lengths[choice($0)] < longest || isBest($0) }
  }
}

extension Solution {
  /// Whether some play ends without a critical error.
  package var hasCleanPlay: Bool { scale.rawBest.isFinite }

  /// Whether plays can be weighed against each other, be it that some of them get stuck.
  package var hasValues: Bool {
    let spread = scale.rawBest - scale.rawWorst
    return isExact && !program.scenario.draft && spread.isFinite && spread > tolerance
  }
}

extension StateGraph {
  /// By state: whether a play comes to it without a critical error.
  func cleanStates() -> Buffer<Bool> {
    let clean = Buffer(repeating: false, count: count)
    if clean.count > 0 { clean[0] = true }
    let scenes = program.scenario.scenes.count
    for state in 0..<count {
      let place = self.place(state)
      guard clean[state], place < scenes else { continue }
      for arrow in leaving(state) where !arrows[arrow].critical {
        clean[Int(targets[arrow])] = true
      }
    }
    return clean
  }
}
