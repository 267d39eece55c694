import Simulation

/// A nudge out of the proof that does not say the answer.
struct Hint {
  /// Nil where nothing was proven.
  let words: String?

  /// The first hint at a place says what to look for, the second what to keep away from.
  init(_ attempt: Attempt, _ solution: Solution) {
    let options = solution.options(in: attempt.encounter)
    guard let best = solution.bestChoice(in: attempt.encounter) else {
      words = nil
      return
    }
    words =
      attempt.hintsHere == 0
      ? Self.whatToLookFor(best, options, attempt)
      : Self.whatToAvoid(options, attempt)
  }

  private static func whatToLookFor(_ best: Int, _ options: [Option], _ attempt: Attempt) -> String
  {
    guard options.contains(where: { $0.regret > 0.05 || $0.isCritical }) else {
      return "Take any: they all lead equally far."
    }
    let manner = VoiceManner(attempt.encounter.program.voice).helps
    let aim = aim(of: best, attempt)
    let chance =
      attempt.encounter.unexpectedChoices.isEmpty ? "" : " There is room for something unexpected."
    return "\(aim)\(chance) What helps with this customer: \(manner)."
  }

  /// What the best answer is good at, by the criterion that it earns most on.
  private static func aim(of best: Int, _ attempt: Attempt) -> String {
    let awards = attempt.encounter.program.awards.choice(best)
    guard let most = awards.max(by: { $0.points < $1.points }), most.points > 0 else {
      return "No answer earns much by itself here: look for the one that keeps the most open."
    }
    let place = attempt.scenario.criteria[Int(most.criterion)]
    let criterion = attempt.scenario.criterion(place)
    return "Think of \"\(criterion.title)\": \(criterion.anchor(level: Int(most.level)))"
  }

  private static func whatToAvoid(_ options: [Option], _ attempt: Attempt) -> String {
    let worst = options.max { worth($0) < worth($1) }
    guard let worst, worst.regret > 0.05 || worst.isCritical else {
      return "Take any: they all lead equally far."
    }
    let position = attempt.encounter.offers.firstIndex { $0.choice == worst.choice } ?? 0
    let why = worst.isCritical ? "it would be a critical error" : "it would cost the most"
    return "Not number \(position + 1): \(why)."
  }

  private static func worth(_ option: Option) -> Double {
    option.isCritical ? option.regret + 1000 : option.regret
  }
}
