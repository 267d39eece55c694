import ArgumentParser
import Console
import Terminal

/// The world as the dialogues see it.
enum LiveSurroundings {
  /// - Parameter defaults: what holds for an encounter begun in the lobby, unless it says otherwise.
  static func make(
    _ looks: LookOptions, defaults: PlayOptions? = nil, in world: World
  ) -> Surroundings {
    let files = ScenarioFiles(named: looks.scenarios, in: world)
    let live = LiveRecords(looks, in: world)
    return Surroundings(
      now: world.now, monotonicNow: world.monotonicNow, newSeed: world.newSeed,
      isInterrupted: { Signals.interruptIsPending },
      prove: { work in world.proving(work) },
      list: files.list, open: files.open,
      write: { path, text in
        guard case .failure(let failure) = world.writeFile(path, Array(text.utf8), false) else {
          return nil
        }
        return Problem(failure.words, exitCode: failure.exitCode)
      },
      commandNames: { Undermat.commandNames },
      run: { words, screen in
        let shell = Shell(
          world: world, screen: screen, scenarios: files, live: live,
          trainee: looks.trainee(in: world))
        return LobbyCommands(shell: shell, defaults: defaults).order(words)
      },
      records: live.port, proofs: ProofFiles.memory(in: world))
  }
}

/// Runs the program's commands from the lobby.
struct LobbyCommands {
  let shell: Shell
  let defaults: PlayOptions?

  func order(_ words: [String]) -> Order {
    do {
      return try obey(try Undermat.parseAsRoot(words))
    } catch {
      return .answer(answer(error))
    }
  }

  private func obey(_ command: any ParsableCommand) throws -> Order {
    switch command {
    case let play as PlayCommand where !play.json:
      let trainee = shell.trainee(play.looks)
      return .play(play.scenario, play.options(trainee: trainee, over: defaults))
    case is PlayCommand:
      return .answer(
        CommandResult(Problem("`play --json` is for programs: start it from one.", exitCode: 64)))
    case let resume as ResumeCommand: return .resume(id: resume.encounter)
    case let command as any RoomCommand: return .answer(command.result(in: shell))
    case let command as any StreamCommand:
      try command.run(in: shell)
      return .answer(CommandResult(""))
    case is LobbyCommand: return .answer(CommandResult(""))
    case var command:
      // It prints by itself, between two prompts.
      try command.run()
      return .answer(CommandResult(""))
    }
  }

  private func answer(_ error: any Error) -> CommandResult {
    if let code = error as? ExitCode { return CommandResult("", exitCode: code.rawValue) }
    let text = StyledText(Undermat.fullMessage(for: error) + "\n")
    let code = Undermat.exitCode(for: error).rawValue
    return code == 0 ? CommandResult(text) : CommandResult("", notice: text, exitCode: code)
  }
}
