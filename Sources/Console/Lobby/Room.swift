import Simulation

/// The practice room: the lobby, an encounter or its debrief, whichever one is in, as one dialogue.
package struct Room: Sendable {
  private enum Place: Sendable {
    case lobby
    case play(Play)
    case debrief(Debrief)
    /// An encounter that was forked out of a debrief.
    case fork(Play, from: Debrief)
  }

  private let surroundings: Surroundings
  private var lobby: Lobby
  /// Whether leaving an encounter leads back to the lobby.
  private let hasLobby: Bool
  private var place: Place
  /// The first thing that went wrong, for the exit code of a script.
  private var exitCode: Int32 = 0

  /// A room that one enters through the lobby.
  package init(_ surroundings: Surroundings, defaults: PlayOptions, isQuiet: Bool = false) {
    self.surroundings = surroundings
    lobby = Lobby(defaults: defaults, isQuiet: isQuiet)
    hasLobby = true
    place = .lobby
  }

  /// A room that one enters in an encounter.
  /// - Parameter hasLobby: whether one leaves the encounter for the lobby.
  package init(
    _ surroundings: Surroundings, play attempt: Attempt, isQuiet: Bool = false,
    hasLobby: Bool = false
  ) {
    self.surroundings = surroundings
    lobby = Lobby(defaults: attempt.options, isQuiet: isQuiet)
    self.hasLobby = hasLobby
    place = .play(Play(attempt, isQuiet: isQuiet))
  }

  /// The encounter that waits for an answer; nil in the lobby, in a debrief and in a fork.
  package var attempt: Attempt? {
    if case .play(let play) = place { play.attempt } else { nil }
  }

  /// Answers one input.
  package mutating func handle(_ input: Input, _ screen: ScreenSettings) -> Response {
    switch place {
    case .lobby: return inLobby(input, screen)
    case .play(let play): return inPlay(play, input, screen)
    case .fork(let play, let debrief): return inFork(play, debrief, input, screen)
    case .debrief(let debrief): return inDebrief(debrief, input, screen)
    }
  }
}

extension Room {
  // MARK: The lobby

  private mutating func inLobby(_ input: Input, _ screen: ScreenSettings) -> Response {
    let reply = lobby.handle(input, screen, surroundings)
    if exitCode == 0 { exitCode = reply.exitCode }
    switch reply.next {
    case .ask:
      return Response(
        reply.text, notice: reply.notice, isPaged: reply.isPaged, then: .ask(lobbyPrompt))
    case .left:
      return Response(
        reply.text, notice: reply.notice,
        then: .leave(exitCode: screen.isInteractive ? 0 : exitCode))
    case .play(let named, let options):
      return begin(
        surroundings.open(named).flatMap { Attempt.start($0, options, surroundings) }, screen)
    case .resume(let id):
      let trainee = lobby.defaults.trainee
      return begin(
        surroundings.records.resume(id, trainee).flatMap {
          Attempt.resume($0, isCoached: lobby.defaults.isCoached, surroundings)
        }, screen)
    }
  }

  private mutating func begin(
    _ attempt: Result<Attempt, Problem>, _ screen: ScreenSettings
  ) -> Response {
    switch attempt {
    case .success(let attempt): return enter(Play(attempt, isQuiet: lobby.isQuiet), screen)
    case .failure(let problem):
      if exitCode == 0 { exitCode = problem.exitCode }
      return Response("", notice: CommandResult(problem).notice, then: .ask(lobbyPrompt))
    }
  }

  private mutating func enter(_ play: Play, _ screen: ScreenSettings) -> Response {
    place = .play(play)
    return inPlay(play, .opened, screen)
  }

  private var lobbyPrompt: Prompt {
    Prompt(
      StyledText("undermat> ", .strong),
      completions: { [lobby, surroundings] in lobby.completions($0, surroundings) })
  }

  /// Back to the lobby, or out of the program.
  private mutating func goBack(
    _ text: StyledText, _ notice: StyledText, exitCode code: Int32
  ) -> Response {
    guard hasLobby, code == 0 else {
      return Response(text, notice: notice, then: .leave(exitCode: code))
    }
    place = .lobby
    return Response(text, notice: notice, then: .ask(lobbyPrompt))
  }

  // MARK: Encounters

  private mutating func inPlay(
    _ play: Play, _ input: Input, _ screen: ScreenSettings
  ) -> Response {
    var play = play
    let reply = play.handle(input, screen, surroundings)
    switch reply.next {
    case .ask(let window):
      place = .play(play)
      return Response(reply.text, notice: reply.notice, then: .ask(prompt(play, window)))
    case .goOn:
      place = .play(play)
      return Response(reply.text, notice: reply.notice, then: .goOn)
    case .over:
      let debrief = Debrief(play.attempt, surroundings)
      place = .debrief(debrief)
      return Response(
        reply.text + "\n" + debrief.page(screen), notice: reply.notice,
        then: .ask(debriefPrompt(debrief)))
    case .left(let code):
      var attempt = play.attempt
      attempt.abandon(surroundings)
      return goBack(reply.text, reply.notice, exitCode: code)
    }
  }

  private func prompt(_ play: Play, _ window: TimeWindow) -> Prompt {
    let words = play.completions()
    let text = play.attempt.isFork ? "what if> " : "you> "
    return Prompt(StyledText(text, .strong), window: window, completions: { _ in words })
  }

  // MARK: The debrief

  private func debriefPrompt(_ debrief: Debrief) -> Prompt {
    let words = debrief.completions()
    return Prompt(StyledText("debrief> ", .strong), completions: { _ in words })
  }

  private mutating func inDebrief(
    _ debrief: Debrief, _ input: Input, _ screen: ScreenSettings
  ) -> Response {
    let reply = debrief.handle(input, screen, surroundings)
    switch reply.next {
    case .ask:
      return Response(
        reply.text, notice: reply.notice, isPaged: reply.isPaged,
        then: .ask(debriefPrompt(debrief)))
    case .left: return goBack(reply.text, reply.notice, exitCode: 0)
    case .again: return again(debrief.attempt, screen)
    case .fork(let attempt, let choice):
      let play = Play(attempt)
      place = .fork(play, from: debrief)
      return inFork(play, debrief, .line(choice), screen)
    }
  }

  private mutating func again(_ attempt: Attempt, _ screen: ScreenSettings) -> Response {
    var options = attempt.options
    if options.mode != .exam { options.seed = nil }
    switch Attempt.start(attempt.opened, options, surroundings) {
    case .success(let next): return enter(Play(next, isQuiet: lobby.isQuiet), screen)
    case .failure(let problem): return goBack("", CommandResult(problem).notice, exitCode: 0)
    }
  }

  private mutating func inFork(
    _ play: Play, _ debrief: Debrief, _ input: Input, _ screen: ScreenSettings
  ) -> Response {
    var play = play
    let reply = play.handle(input, screen, surroundings)
    switch reply.next {
    case .ask(let window):
      place = .fork(play, from: debrief)
      return Response(reply.text, notice: reply.notice, then: .ask(prompt(play, window)))
    case .goOn:
      place = .fork(play, from: debrief)
      return Response(reply.text, notice: reply.notice, then: .goOn)
    case .over:
      place = .debrief(debrief)
      return Response(
        reply.text + "\n" + debrief.result(of: play.attempt, screen), notice: reply.notice,
        then: .ask(debriefPrompt(debrief)))
    case .left:
      place = .debrief(debrief)
      return Response(
        reply.text + "Back in the debrief.\n", then: .ask(debriefPrompt(debrief)))
    }
  }
}
