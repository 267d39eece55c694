import Reports
import Simulation

/// A play of the scenario that is being written, which nothing keeps. After a save it is played again
/// as far as the new text allows.
struct Preview: Sendable {
  private var attempt: Result<Attempt, Problem>
  private var begin: @Sendable () -> Result<Attempt, Problem>
  /// The ids of the choices taken, with their scenes.
  private var taken: [(scene: String, choice: String)] = []
  /// What was taken before a save that no longer allows it; a later save may allow it again.
  private var lost: [(scene: String, choice: String)] = []
  /// What the last save or key came to, if it was not what was asked for.
  private var remark: String?

  init(_ begin: @escaping @Sendable () -> Result<Attempt, Problem>) {
    self.begin = begin
    attempt = begin()
  }

  /// Plays the same choices in a new text.
  mutating func play(again begin: @escaping @Sendable () -> Result<Attempt, Problem>) {
    self.begin = begin
    replay()
  }

  private mutating func replay() {
    remark = nil
    let wanted = taken + lost
    taken = []
    lost = []
    attempt = begin()
    for (index, answer) in wanted.enumerated() {
      guard take(answer) else {
        lost = Array(wanted[index...])
        remark =
          "Turn \(index + 1) cannot be played any more (\(answer.choice) in \(answer.scene)), so "
          + "the preview stands before it."
        return
      }
    }
  }

  private mutating func take(_ answer: (scene: String, choice: String)) -> Bool {
    guard case .success(var play) = attempt, case .scene(let scene) = play.encounter.position,
      play.scenario.string(play.scenario.scenes[scene].id) == answer.scene,
      let offer = play.encounter.offers.first(where: {
        $0.isAvailable && play.scenario.string(play.scenario.choices[$0.choice].id) == answer.choice
      })
    else { return false }
    return take(offer.choice, answer, &play)
  }

  private mutating func take(
    _ choice: Int, _ answer: (scene: String, choice: String), _ play: inout Attempt
  ) -> Bool {
    guard (try? play.take(choice, .nowhere)) != nil else { return false }
    attempt = .success(play)
    taken.append(answer)
    return true
  }

  mutating func press(_ key: WatchKey) {
    remark = nil
    switch key {
    case .choose(let number): choose(number)
    case .undo:
      guard !taken.isEmpty else { return }
      taken.removeLast()
      lost = []
      replay()
    case .again:
      taken = []
      lost = []
      replay()
    default: break
    }
  }

  private mutating func choose(_ number: Int) {
    guard case .success(var play) = attempt, case .scene(let scene) = play.encounter.position
    else { return }
    let offers = play.encounter.offers
    guard offers.indices.contains(number - 1) else {
      remark = "There is no choice \(number) here."
      return
    }
    let choice = offers[number - 1].choice
    let answer = (
      scene: play.scenario.string(play.scenario.scenes[scene].id),
      choice: play.scenario.string(play.scenario.choices[choice].id)
    )
    guard offers[number - 1].isAvailable, take(choice, answer, &play) else {
      remark = "Choice \(number) cannot be taken now."
      return
    }
    lost = []
  }

  /// - Parameter isStale: the file has errors, so this is how it was before them.
  func lines(_ screen: ScreenSettings, isStale: Bool) -> [StyledText] {
    var page = Screenful(screen)
    if isStale { page.add("The file has errors: this is how it was before them.", .caution) }
    if let remark { page.add(remark, .caution) }
    switch attempt {
    case .failure(let problem): page.add(StyledText(problem.words))
    case .success(let play): add(play, to: &page)
    }
    return page.text.lines
  }

  private func add(_ play: Attempt, to page: inout Screenful) {
    let trail = taken.map { "\($0.scene) / \($0.choice)" }
    page.add(
      trail.isEmpty ? "Preview, at the start" : "Preview: \(trail.joined(separator: ", "))", .faint)
    page.blank()
    let scene = SceneScreen(attempt: play, screen: page.screen)
    if let last = play.encounter.turns.last {
      let choice = play.scenario.choices[last.choice]
      page.addLaidOut(scene.answered(choice))
      let why = play.words(choice.why)
      if !why.isEmpty {
        page.add(StyledText(why), hangingFrom: StyledText("Coach: ", .key))
      }
      page.blank()
    }
    page.addLaidOut(scene.story(play.lastBeats))
    if !play.isOpen { page.add(StyledText(end(of: play))) }
  }

  private func end(of play: Attempt) -> String {
    var play = play
    guard case .ending(let index) = play.encounter.position else {
      return "There is no way on from here."
    }
    let ending = play.scenario.endings[index]
    let words = "The end: \(play.scenario.string(ending.id)) (\(ending.outcome.name))"
    switch play.graded(.nowhere) {
    case .success(let sheet):
      return words + (sheet.score.map { ", score \(Figures.points($0)) of 100." } ?? ".")
    case .failure: return words + "."
    }
  }
}

extension Surroundings {
  /// A world in which nothing is kept, found or asked for.
  package static var nowhere: Surroundings {
    Surroundings(
      now: { 0 }, monotonicNow: { .zero }, newSeed: { 0 }, isInterrupted: { false },
      list: { .success([]) }, open: { _ in .failure(Problem("", exitCode: 66)) },
      write: { _, _ in nil }, commandNames: { [] }, run: { _, _ in .answer(CommandResult("")) },
      records: .inMemory())
  }
}
