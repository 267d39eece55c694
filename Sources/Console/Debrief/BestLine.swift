import Reports
import Simulation

/// The line one could have had: from a turn on, the best answer every time, with the words that
/// follow and the luck of this encounter's seed.
struct BestLine {
  let review: Review
  let screen: ScreenSettings
  let surroundings: Surroundings

  /// - Parameter turn: from 1; the turns before it stay as they were played.
  func text(from turn: Int) -> StyledText {
    var fork = review.attempt.fork(before: turn)
    var page = Screenful(screen)
    page.add(
      turn == 1
        ? "The best line from the start:" : "The best line from turn \(turn) on:", .faint)
    page.blank()
    if turn == 1 {
      page.addLaidOut(SceneScreen(attempt: fork, screen: screen).lines(fork.encounter.opening))
    }
    while let best = review.solution.bestChoice(in: fork.encounter) {
      page.addLaidOut(
        SceneScreen(attempt: fork, screen: screen).answered(review.scenario.choices[best]))
      guard let beats = try? fork.take(best, surroundings) else { break }
      page.addLaidOut(SceneScreen(attempt: fork, screen: screen).lines(beats))
    }
    page.blank()
    page.addLaidOut(ForkResult(review: review, screen: screen).text(fork))
    return page.text
  }
}

/// What a fork came to, against the graded play.
struct ForkResult {
  let review: Review
  let screen: ScreenSettings

  func text(_ fork: Attempt) -> StyledText {
    let sheet = Grader.grade(fork.encounter, review.solution)
    var text: StyledText = ""
    if let score = sheet.score {
      text += StyledText("This way: \(Figures.points(score)) of 100", .strong)
      if let own = review.sheet.score { text.append(" instead of \(Figures.points(own))") }
    } else {
      text += "This way has no ending"
    }
    if let ending = sheet.ending {
      text.append(", and the customer is \(ending.outcome.words)", ending.outcome.style)
    }
    if let verdict = sheet.verdict, review.attempt.kind != .rehearsal {
      text.append(" (\(verdict.name))")
    }
    text.append(". What was graded stays as it is.")
    var page = Screenful(screen)
    page.add(text)
    return page.text
  }
}
