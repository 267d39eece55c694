import ArgumentParser
import Console
import Terminal

/// How a dialogue is led.
struct SessionSettings {
  /// Without welcome, title and briefing.
  var isQuiet = false
  /// What is typed is kept for the next session.
  var keepsHistory = true

  func conversation(
    _ looks: LookOptions, source: Conversation.Source = .standardInput
  ) -> Conversation {
    Conversation(
      source: source, colour: looks.colour, isPlain: looks.plain, keepsHistory: keepsHistory)
  }
}

/// One encounter from its first screen to the way out, however it was asked for.
struct PlayRun {
  /// A scenario's id or its file.
  var scenario: String
  var options: PlayOptions
  var looks = LookOptions()
  var session = SessionSettings()
  /// One JSON object a line each way.
  var isJSON = false

  /// Plays; throws the exit code unless it is 0.
  func run(in world: World) throws {
    let surroundings = LiveSurroundings.make(looks, in: world)
    switch surroundings.open(scenario).flatMap({ Attempt.start($0, options, surroundings) }) {
    case .failure(let problem):
      try Printing.finish(CommandResult(problem), looks, in: world)
    case .success(let attempt):
      let code = lead(attempt, surroundings, world)
      if code != 0 { throw ExitCode(code) }
    }
  }

  private func lead(
    _ attempt: Attempt, _ surroundings: Surroundings, _ world: World
  ) -> Int32 {
    let conversation = session.conversation(looks)
    if isJSON {
      var session = ProtocolSession(attempt, surroundings)
      return conversation.run(in: world) { session.handle($0, $1) }
    }
    var room = Room(surroundings, play: attempt, isQuiet: session.isQuiet)
    return conversation.run(in: world) { room.handle($0, $1) }
  }
}

/// The lobby from its first screen to the way out.
struct LobbyRun {
  var options: PlayOptions
  var looks = LookOptions()
  var session = SessionSettings()
  var source: Conversation.Source = .standardInput

  /// Opens the lobby; throws the exit code unless it is 0.
  func run(in world: World) throws {
    let surroundings = LiveSurroundings.make(looks, defaults: options, in: world)
    var room = Room(surroundings, defaults: options, isQuiet: session.isQuiet)
    let code = session.conversation(looks, source: source).run(in: world) { room.handle($0, $1) }
    if code != 0 { throw ExitCode(code) }
  }
}
