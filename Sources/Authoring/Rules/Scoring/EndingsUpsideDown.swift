import Simulation

extension Rule {
  /// An ending with a better outcome whose highest score is below the highest of one with a worse
  /// outcome; as a note, one whose range reaches higher but whose middle is below all that the worse
  /// one can score.
  static let endingsUpsideDown = Rule(
    .endingsUpsideDown, "a better ending that scores below a worse one", on: .scores,
    reason: "The story says that this ending went better (delighted, kept, lost, harmed, in this "
      + "order), and the score says the opposite. Trainees believe the score. Mark the endings, or "
      + "what leads to them, so that both say the same.",
    bad: """
      "scenes": { "offer": { "choices": [
        { "id": "refund", "marks": { "fair": -2 } },
        { "id": "nothing", "marks": { "fair": 2 } } ] } },
      "endings": { "lost": { "marks": { "fair": 2 }, "why": "It cost nothing." } }
      """,
    good: """
      "scenes": {}
      """
  ) { context in
    context.merged(context.weighed) { proof in
      context.inversions(proof).map { ($0.pair, $0) }
    }.sorted { $0.detail.better < $1.detail.better }.map { found in
      Problem(
        .ending(found.detail.better),
        "a better ending scores below a worse one: \(found.detail.words)"
          + context.inVoices(found.voices),
        others: [(.ending(found.detail.worse), "the worse one")],
        help: "mark the endings, or what leads to them, so that story and score say the same",
        severity: found.detail.isMild ? .note : nil)
    }
  }
}

private struct Inversion {
  var better: Int
  var worse: Int
  var isMild: Bool
  var words: String
  var pair: [Int] { [better, worse] }
}

extension RuleContext {
  fileprivate func inversions(_ proof: VoiceProof) -> [Inversion] {
    let scores = proof.solution.endingScores()
    return scenario.endings.indices.compactMap { better in
      guard let mine = scores[better] else { return nil }
      let outcome = scenario.endings[better].outcome
      let worse = scenario.endings.indices.filter {
        scores[$0] != nil && scenario.endings[$0].outcome.rawValue > outcome.rawValue
      }
      let above = worse.max { (scores[$0]?.highest ?? 0) < (scores[$1]?.highest ?? 0) }
      if let above, let theirs = scores[above], mine.highest < theirs.highest - 1e-9 {
        return inversion(better, mine, above, theirs, isMild: false)
      }
      let raised = worse.max { (scores[$0]?.lowest ?? 0) < (scores[$1]?.lowest ?? 0) }
      if let raised, let theirs = scores[raised],
        (mine.lowest + mine.highest) / 2 < theirs.lowest - 1e-9
      {
        return inversion(better, mine, raised, theirs, isMild: true)
      }
      return nil
    }
  }

  private func inversion(
    _ better: Int, _ mine: ScoreRange, _ worse: Int, _ theirs: ScoreRange, isMild: Bool
  ) -> Inversion {
    func words(_ ending: Int, _ range: ScoreRange) -> String {
      "`\(id(ending: ending))` (\(scenario.endings[ending].outcome.name)) scores "
        + "\(oneDecimal(range.lowest)) to \(oneDecimal(range.highest))"
    }
    return Inversion(
      better: better, worse: worse, isMild: isMild,
      words: words(better, mine) + ", " + words(worse, theirs))
  }
}
