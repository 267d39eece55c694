import Simulation

extension Rule {
  /// A criterion on which no choice or ending that plays come to gives a mark other than 0, or whose
  /// total is the same in every play.
  static let unusedCriterion = Rule(
    .unusedCriterion, "a criterion that is never exercised", on: .plays,
    reason: "Nothing that plays come to is marked on this criterion, or all plays get the same, so "
      + "it does not apply and its weight goes to the others. Mark something, or use a rubric "
      + "without it.",
    bad: """
      "scenes": { "offer": { "choices": [
        { "id": "refund", "marks": { "fair": null } },
        { "id": "voucher", "marks": { "fair": null } },
        { "id": "nothing", "marks": { "fair": null } } ] } },
      "endings": { "lost": { "marks": { "fair": null } } }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    guard !context.scenario.draft else { return [] }
    let given = context.givenLevels
    return given.indices.compactMap { context.problem(criterion: $0, given: given[$0]) }
  }

  /// A criterion whose greatest total over clean plays is below 2, or whose least total is above -2.
  static let narrowCriterion = Rule(
    .narrowCriterion, "a criterion that cannot reach +2 or -2", .note, on: .plays,
    reason: "The anchors of a rubric go from -2 to +2. If no play comes to +2, nobody can show the "
      + "best; if none comes to -2, the worst is not on offer. That may be right for a short "
      + "scenario.",
    bad: """
      "scenes": { "ask": { "choices": [ { "id": "look", "marks": { "care": 1 } } ] } }
      """,
    good: """
      "scenes": { "ask": { "choices": [ { "id": "look", "marks": { "care": 2 } } ] } }
      """
  ) { context in
    let exact = context.proofs.filter(\.solution.isExact)
    guard !context.scenario.draft else { return [] }
    let narrow = context.merged(exact) { proof -> [(Int, CriterionRange)] in
      proof.solution.ranges.enumerated().compactMap { index, range in
        let isNarrow = range.highest < 2 || range.lowest > -2
        return range.isApplicable && isNarrow ? (index, range) : nil
      }
    }
    return narrow.sorted { $0.key < $1.key }.map { found in
      context.problem(narrow: found.key, found.detail, context.inVoices(found.voices))
    }
  }

  /// Criteria that come to the same percent in every play of every voice in which either applies.
  static let criteriaTogether = Rule(
    .criteriaTogether, "criteria that always move together", on: .plays,
    reason: "Whatever a trainee does, these criteria come to the same percentage: one thing is "
      + "counted twice. Mark them where they differ, or drop one. Of very many criteria the "
      + "first 100 that apply are compared.",
    bad: """
      "scenes": {
        "ask": { "choices": [
          { "id": "rules", "marks": { "care": -2, "fair": -2 } },
          { "id": "look", "marks": { "care": 2, "fair": 2 } },
          { "id": "silence", "marks": { "care": -1, "fair": -1 } } ] },
        "wait": { "choices": [ { "id": "leave", "marks": { "care": -1, "fair": -1 } } ] },
        "offer": { "choices": [
          { "id": "refund", "marks": { "fair": null } },
          { "id": "voucher", "marks": { "fair": null } },
          { "id": "nothing", "marks": { "fair": null } } ] }
      },
      "endings": { "lost": { "marks": { "fair": null } } }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    guard context.isExact, !context.scenario.draft else { return [] }
    var found: [Problem] = []
    var reported = Set<Int>()
    let candidates = context.comparedCriteria
    for one in candidates where !reported.contains(one) {
      let others = candidates.filter {
        $0 > one && !reported.contains($0) && context.moveTogether(one, $0)
      }
      guard !others.isEmpty else { continue }
      reported.formUnion(others)
      let ids = ([one] + others).map { "`\(context.criterionIDs[$0])`" }
      found.append(
        Problem(
          context.place(criterion: one),
          "the criteria \(ids.joined(separator: " and ")) always move together",
          help: "whatever is done, they come to the same: mark them where they differ"))
    }
    return found
  }
}

extension RuleContext {
  fileprivate func problem(narrow criterion: Int, _ range: CriterionRange, _ voices: String)
    -> Problem
  {
    let missing = [range.highest < 2 ? "+2" : nil, range.lowest > -2 ? "-2" : nil]
    let levels = missing.compactMap { $0 }.joined(separator: " or ")
    return Problem(
      place(criterion: criterion),
      "the criterion `\(criterionIDs[criterion])` cannot reach \(levels)\(voices)",
      help: "plays come to \(range.lowest) at least and \(range.highest) at most")
  }

  fileprivate func problem(criterion: Int, given: [GivenLevel]) -> Problem? {
    let name = "the criterion `\(criterionIDs[criterion])`"
    if given.isEmpty {
      let isMarked = scenario.marks.contains { $0.criterion == criterion && $0.level != 0 }
      guard isExact || !isMarked else { return nil }
      return Problem(
        place(criterion: criterion), "\(name) is never exercised",
        help: isMarked
          ? "no play comes to the marks on it" : "no choice and no ending has a mark on it")
    }
    let solutions = proofs.map(\.solution)
    // Where no play is clean nothing can be said of a criterion.
    guard isExact, solutions.allSatisfy(\.hasCleanPlay),
      solutions.allSatisfy({ !$0.ranges[criterion].isApplicable })
    else { return nil }
    let total = proofs.first?.solution.ranges[criterion].lowest ?? 0
    return Problem(
      place(criterion: criterion), "\(name) is never exercised: every play comes to \(total) on it",
      help: "mark it where plays differ")
  }

  /// By criterion: all its marks in all voices that plays come to.
  fileprivate var givenLevels: [[GivenLevel]] {
    var all = [[GivenLevel]](repeating: [], count: criterionIDs.count)
    for proof in proofs {
      for (index, given) in proof.solution.givenLevels(proof.reach).enumerated() {
        all[index] += given
      }
    }
    return all
  }

  /// The criteria that apply in some voice, as many as can be compared each with each.
  fileprivate var comparedCriteria: [Int] {
    let applicable = criterionIDs.indices.filter { criterion in
      proofs.contains { $0.solution.ranges[criterion].isApplicable }
    }
    return Array(applicable.prefix(100))
  }

  fileprivate func moveTogether(_ one: Int, _ other: Int) -> Bool {
    let solutions = proofs.map(\.solution).filter {
      $0.ranges[one].isApplicable || $0.ranges[other].isApplicable
    }
    return !solutions.isEmpty
      && solutions.allSatisfy {
        $0.ranges[one].isApplicable && $0.ranges[other].isApplicable
          && $0.alwaysMoveTogether(one, other)
      }
  }
}
