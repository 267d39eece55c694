import Simulation

/// A condition with everything that it was seen to answer, in all voices.
struct AnsweredCondition {
  var place: Place
  /// What it belongs to.
  var owner: Place
  /// What it decides: `the choice a`.
  var subject: String
  /// Empty if it was never looked at, and where too many states were left out to tell.
  var answers: Answers
  /// Whether what it belongs to can do without it.
  var isOptional = false
  /// Whether the file would still be one without what it belongs to.
  var ownerCanGo = true
  /// How to come to where it is looked at; nil if that says nothing.
  var way: Way?
}

extension RuleContext {
  /// The conditions of all lines that plays come past and that always say the same.
  func decidedLines() -> [AnsweredCondition] {
    var found: [AnsweredCondition] = []
    for (index, scene) in scenario.scenes.enumerated() {
      found += lines(scene.lines, .scene(index), way: { way(toScene: index) })
      for (position, branch) in scene.branches.range.enumerated() {
        found += lines(
          scenario.branches[branch].lines, place(branch: position, of: index),
          way: { way(toScene: index) })
      }
    }
    for (index, ending) in scenario.endings.enumerated() {
      found += lines(ending.lines, .ending(index), way: { nil })
    }
    return found
  }

  private func lines(_ extent: Extent, _ owner: Place, way: () -> Way?) -> [AnsweredCondition] {
    extent.range.enumerated().compactMap { position, line in
      guard scenario.lines[line].when != nil else { return nil }
      let answers = known(proofs.map { $0.conditions.lines[line] })
      guard answers.isDecided else { return nil }
      return AnsweredCondition(
        place: owner.key("lines").element(position).key("when"),
        owner: owner.key("lines").element(position), subject: "the line",
        answers: answers, isOptional: true, ownerCanGo: extent.count > 1,
        way: answers == .no ? way() : nil)
    }
  }

  /// Whether a raise was looked at in all states and never held.
  func neverHolds(raise index: Int) -> Bool {
    known(proofs.map { $0.conditions.raises[index] }) == .no
  }

  /// The conditions of choices, destinations and branches, of raised limits and of the basics that
  /// always say the same.
  func decidedConditions() -> [AnsweredCondition] {
    var found = raiseConditions.filter(\.answers.isDecided)
    for (index, scene) in scenario.scenes.enumerated() {
      for choice in scene.choices.range { found += conditions(ofChoice: choice) }
      for (position, branch) in scene.branches.range.enumerated()
      where scenario.branches[branch].when != nil {
        found.append(
          AnsweredCondition(
            place: place(branch: position, of: index).key("when"),
            owner: place(branch: position, of: index),
            subject: "the branch to `\(id(scenario.branches[branch].to))`",
            answers: known(proofs.map { $0.conditions.branches[branch] }), isOptional: true))
      }
    }
    return found
  }

  private var raiseConditions: [AnsweredCondition] {
    var found = scenario.authority.raises.enumerated().map { index, raise in
      AnsweredCondition(
        place: .top("authority").key("raise").element(index).key("when"),
        owner: .top("authority").key("raise").element(index),
        subject: "the raise of the limit to \(raise.limit.decimal)",
        answers: known(proofs.map { $0.conditions.raises[index] }))
    }
    if scenario.basics != nil, scenario.rubrics.contains(where: \.rubric.gated) {
      found.append(
        AnsweredCondition(
          place: .top("basics"), owner: .file, subject: "the customer's need",
          answers: known(proofs.map(\.conditions.basics))))
    }
    return found
  }

  private func conditions(ofChoice index: Int) -> [AnsweredCondition] {
    let choice = scenario.choices[index]
    let isAsked = choice.when != nil || choice.routes.count > 1
    guard isAsked, isDecided(choice, index) else { return [] }
    let place = place(choice: index)
    var found: [AnsweredCondition] = []
    if choice.when != nil {
      found.append(
        AnsweredCondition(
          place: place.key("when"), owner: place, subject: "the choice `\(id(choice: index))`",
          answers: known(proofs.map { $0.conditions.choices[index] }),
          isOptional: choice.otherwise.isEmpty))
    }
    for (position, route) in choice.routes.range.enumerated()
    where scenario.routes[route].when != nil {
      found.append(
        AnsweredCondition(
          place: place.key("to").element(position).key("when"),
          owner: place.key("to").element(position),
          subject: "the way from `\(id(choice: index))` to `\(id(scenario.routes[route].to))`",
          answers: known(proofs.map { $0.conditions.routes[route] })))
    }
    return found
  }

  /// Whether some condition of a choice always says the same; places are only made for those.
  private func isDecided(_ choice: Choice, _ index: Int) -> Bool {
    choice.when != nil && known(proofs.map { $0.conditions.choices[index] }).isDecided
      || choice.routes.range.contains { route in
        known(proofs.map { $0.conditions.routes[route] }).isDecided
      }
  }

  /// All answers together; none where there may be others that were not seen.
  private func known(_ answers: [Answers]) -> Answers {
    let all = answers.reduce(into: Answers()) { $0.formUnion($1) }
    return conditionsAreExact ? all : []
  }
}

extension Answers {
  /// Always yes or always no.
  fileprivate var isDecided: Bool { self == .yes || self == .no }
}
