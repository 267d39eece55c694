import Simulation

extension Rule {
  /// In every voice, the best play cannot expect to pass: V* at the start is below `pass`, or no
  /// clean play has `pass` and meets the `needs`, even with all draws on its side.
  static let passOutOfReach = Rule(
    .passOutOfReach, "a pass mark out of reach", on: .scores,
    reason: "Not even the best answers are enough to pass, or only with luck in the draws. Lower "
      + "`pass` or `needs`, or give a good play more to earn.",
    bad: """
      "scenes": {
        "offer": { "choices": [ { "id": "refund", "to": "post" } ] },
        "post": { "lines": [], "chance": [
          { "to": "happy" }, { "to": "lost", "weight": 3, "adverse": true } ] }
      },
      "pass": 95
      """,
    good: """
      "pass": 95
      """
  ) { context in
    let failing = context.failing
    guard !failing.isEmpty, failing.count == context.proofs.count else { return [] }
    return [
      Problem(
        context.passPlace, "the pass mark is out of reach: \(failing[0].why)",
        help: "lower `pass` or `needs`, or give a good play more to earn")
    ]
  }

  /// The same in some of the voices only.
  static let voiceCannotPass = Rule(
    .voiceCannotPass, "a voice in which `pass` cannot be reached", on: .scores,
    reason:
      "Whoever is given this voice cannot pass, or only with luck, while others can. Give the "
      + "voice a fair way, or do not offer it.",
    bad: """
      "customer": { "voices": ["thinker", "rebel"] },
      "pass": 95,
      "scenes": {
        "offer": { "choices": [ { "id": "refund", "to": [
          { "when": "voice == rebel", "to": "post" }, { "to": "happy" } ] } ] },
        "post": { "lines": [], "chance": [
          { "to": "happy" }, { "to": "lost", "weight": 3, "adverse": true } ] }
      }
      """,
    good: """
      "customer": { "voices": ["thinker", "rebel"] },
      "pass": 80,
      "scenes": {
        "offer": { "choices": [ { "id": "refund", "to": [
          { "when": "voice == rebel", "to": "post" }, { "to": "happy" } ] } ] },
        "post": { "lines": [], "chance": [
          { "to": "happy", "weight": 9 }, { "to": "kept", "adverse": true } ] }
      }
      """
  ) { context in
    let failing = context.failing
    guard failing.count < context.proofs.count else { return [] }
    return failing.map { voice in
      Problem(
        context.passPlace,
        "in the voice `\(voice.voice.name)` the pass mark cannot be reached: \(voice.why)",
        help: "give this voice a fair way to pass, or do not offer it")
    }
  }

  /// Uniformly random play expects at least `pass` (V0 at the start).
  static let passByClicking = Rule(
    .passByClicking, "a pass mark that random clicking meets", on: .scores,
    reason: "Somebody who answers at random scores enough to pass on average, so passing says "
      + "nothing. Raise `pass`, or let bad answers cost more.",
    bad: """
      "pass": 10
      """,
    good: """
      "pass": 70
      """
  ) { context in
    context.merged(context.weighed) { proof in
      let random = proof.solution.random
      return random >= Double(context.scenario.pass) - 1e-9 ? [(0, random)] : []
    }.map { found in
      Problem(
        context.passPlace,
        "random clicking meets the pass mark: it scores \(oneDecimal(found.detail)) on average, "
          + "`pass` is \(context.scenario.pass)" + context.inVoices(found.voices),
        help: "raise `pass`, or let bad answers cost more")
    }
  }

  /// A need about something that applies in no voice: it asks for nothing.
  static let emptyNeed = Rule(
    .emptyNeed, "a need that asks for nothing", on: .scores,
    reason: "Nothing in this rubric or criterion applies here, so the percentage that is needed is "
      + "never looked at. Mark it somewhere, or take the need out.",
    bad: """
      "needs": { "service.fair": 50 },
      "scenes": { "offer": { "choices": [
        { "id": "refund", "marks": { "fair": null } },
        { "id": "voucher", "marks": { "fair": null } },
        { "id": "nothing", "marks": { "fair": null } } ] } },
      "endings": { "lost": { "marks": { "fair": null } } }
      """,
    good: """
      "needs": { "service.fair": 50 }
      """
  ) { context in
    let weighed = context.weighed
    guard !weighed.isEmpty, weighed.count == context.proofs.count else { return [] }
    return context.scenario.needs.enumerated().compactMap { index, need in
      guard weighed.allSatisfy({ !$0.solution.applies(need) }) else { return nil }
      return Problem(
        .top("needs").member(index), "nothing in this need applies, so it asks for nothing",
        help: "mark the criterion somewhere, or take the need out",
        mendings: [Mending("remove the need", remove: [.top("needs").member(index)])])
    }
  }
}

extension RuleContext {
  /// Where `pass` stands, or where it would.
  fileprivate var passPlace: Place { .top("pass") }

  /// The voices in which the best play cannot expect to pass, with the reason.
  fileprivate var failing: [(voice: Voice, why: String)] {
    weighed.compactMap { proof in
      whyFailing(proof).map { (proof.voice, $0) }
    }
  }

  private func whyFailing(_ proof: VoiceProof) -> String? {
    let pass = scenario.pass
    if proof.solution.expected < Double(pass) - 1e-9 {
      return "the best play can expect \(oneDecimal(proof.solution.expected)), and `pass` is "
        + "\(pass), so passing takes luck"
    }
    guard let plays = proof.passing, plays.exists == false else { return nil }
    for (need, highest) in zip(scenario.needs, plays.highest) {
      guard let highest, highest < Double(need.percent) - 1e-9 else { continue }
      let name = need.criterion.map { criterionIDs[$0] } ?? scenario.rubrics[need.rubric].rubric.id
      return "`needs` asks for \(need.percent) percent of `\(name)`, and clean plays come to "
        + "\(oneDecimal(highest)) at most"
    }
    return "no clean play meets `pass` and all `needs` at once"
  }
}
