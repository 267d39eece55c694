import Simulation

extension Rule {
  /// The same wording, case and spacing aside, among the `examples` of one choice and the words or
  /// examples of another of the same scene.
  static let sharedExample = Rule(
    .sharedExample, "an example wording that two choices share", on: .text,
    reason:
      "Examples tell which choice a trainee means who answers in free words. If two choices of "
      + "a scene have the same one, nobody can tell.",
    bad: """
      "scenes": { "ask": { "choices": [
        { "id": "look", "examples": ["One moment, please."] },
        { "id": "rules", "examples": ["one moment,  please."] } ] } }
      """,
    good: """
      "scenes": { "ask": { "choices": [
        { "id": "look", "examples": ["One moment, please."] },
        { "id": "rules", "examples": ["There is nothing I can do."] } ] } }
      """
  ) { context in
    guard !context.scenario.examples.isEmpty else { return [] }
    return context.scenario.scenes.indices.flatMap { scene in
      context.sharedExamples(in: scene)
    }
  }
}

extension RuleContext {
  /// The pairs of choices of a scene that can be offered at the same time.
  func pairs(in scene: Int) -> [(Int, Int)] {
    let range = scenario.scenes[scene].choices.range
    return range.flatMap { one in
      range.filter { $0 > one && areTogether(one, $0, first: range.lowerBound) }.map { (one, $0) }
    }
  }

  fileprivate func sharedExamples(in scene: Int) -> [Problem] {
    let range = scenario.scenes[scene].choices.range
    // Most scenes have none, and lower case takes its time.
    guard range.contains(where: { !scenario.choices[$0].examples.isEmpty }) else { return [] }
    let wordings = range.map { Wordings(examples: examples($0), words: words($0)) }
    return range.indices.flatMap { one in
      range.indices.filter { $0 > one }.compactMap { other in
        sharedExample(
          one, wordings[one - range.lowerBound], other, wordings[other - range.lowerBound])
      }
    }
  }

  /// Whether two choices of a scene were available in one state, as far as states were looked at.
  private func areTogether(_ one: Int, _ other: Int, first: Int) -> Bool {
    proofs.contains { $0.reach.together[one] >> UInt16(other - first) & 1 != 0 }
  }

  private func sharedExample(
    _ one: Int, _ mine: Wordings, _ other: Int, _ theirs: Wordings
  ) -> Problem? {
    for (position, wording) in theirs.examples.enumerated() where mine.has(wording) {
      return problem(other, position, one, wording)
    }
    for (position, wording) in mine.examples.enumerated() where theirs.has(wording) {
      return problem(one, position, other, wording)
    }
    return nil
  }

  private func problem(_ choice: Int, _ position: Int, _ other: Int, _ wording: String) -> Problem {
    Problem(
      place(choice: choice).key("examples").element(position),
      "the choices `\(id(choice: choice))` and `\(id(choice: other))` share the example "
        + "\"\(wording)\"",
      others: [(place(choice: other), "this one has it too")],
      help: "an example belongs to one choice of a scene: reword or remove one of them",
      mendings: [
        Mending(
          "remove the example",
          remove: [place(choice: choice).key("examples").element(position)])
      ])
  }

  private func examples(_ choice: Int) -> [String] {
    scenario.examples[scenario.choices[choice].examples.range].map {
      Self.plain(scenario.string($0))
    }
  }

  private func words(_ choice: Int) -> [String] {
    let text = scenario.choices[choice].text
    return text.isEmpty ? [] : [Self.plain(scenario.string(text))]
  }

  /// In lower case, with single spaces.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// What somebody may say to mean a choice, in lower case with single spaces.
private struct Wordings {
  var examples: [String]
  var words: [String]

  func has(_ wording: String) -> Bool { examples.contains(wording) || words.contains(wording) }
}
