import ArgumentParser
import Authoring
import Console
import Glibc
import Reports
import Simulation
import Terminal

/// `undermat watch FILE`: what `check` and `walk` say, anew on every save.
struct WatchCommand: LookingCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "On every save, check a scenario and show the page of walk again. Ctrl-C leaves.",
    discussion: """
      Space, arrows, Home and End move on the page; p turns to a preview, where digits choose, u takes \
      back and r begins again; q or Ctrl-C leaves. After a save the page stays where it was, and the \
      preview is played again as far as the new text allows. --from and --set begin it elsewhere.

      With --plain, or if the output is no terminal, every save writes the whole page below the last.
      """)

  @Argument(help: "A scenario: its id or its file.")
  var scenario: String

  @Option(help: "The customer's voice, or all.")
  var voice: String?

  @Option(help: "What decides luck in the preview: 0 to 9007199254740991 (2^53 - 1).")
  var seed: UInt64 = 0

  @OptionGroup var rehearsal: RehearsalOptions
  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    if let voice, voice != "all" { _ = try VoiceOption.voice(voice) }
    guard seed <= DrawSeed.largestSeed else {
      throw ValidationError("--seed is a number from 0 to \(DrawSeed.largestSeed).")
    }
  }

  func run() throws {
    let world = World.live
    let shell = Shell(looks, in: world)
    switch shell.scenarios.path(of: scenario) {
    case .failure(let problem): try Printing.finish(CommandResult(problem), looks, in: world)
    case .success(let path):
      // A file that goes away meanwhile is waited for; one that never was is a mistyped name.
      guard access(path, F_OK) == 0 else {
        let words = "there is no such file: \(SafeText.shownOnOneLine(path))"
        return try Printing.finish(CommandResult(Problem(words, exitCode: 66)), looks, in: world)
      }
      try watch(path, shell)
    }
  }

  private func watch(_ path: String, _ shell: Shell) throws {
    guard let saves = SaveWatch(path) else {
      Answer.say("undermat: the folder cannot be watched: \(SystemError(errno).words)\n")
      throw ExitCode(74)
    }
    let edition = WatchedEdition(
      path: path, voice: voice, seed: seed, rehearsal: rehearsal.rehearsal, shell: shell)
    let world = shell.world
    let isDrawn = world.isTerminal(0) && world.isTerminal(1) && !world.hasDumbTerminal
    if isDrawn, !shell.screen.isPlain, let keys = KeyScreen() {
      let code = WatchScreen(edition, saves, keys, looks, world, name: path).run()
      if code != 0 { throw ExitCode(code) }
    } else {
      try append(edition, saves, shell)
    }
  }

  /// Writes the page below the last one after every save.
  private func append(_ edition: WatchedEdition, _ saves: SaveWatch, _ shell: Shell) throws {
    while true {
      let made = saves.whileReading(edition.make)
      let view = WatchView(name: edition.path, made)
      let lines = view.page(shell.screen)
      let text = lines.map { $0.rendered(isColoured: shell.screen.isColoured) + "\n" }.joined()
      try Answer.write(text)
      Answer.say(
        "-- \(SafeText.shownOnOneLine(edition.path)): \(made.summary); waiting for the next save; "
          + "Ctrl-C leaves --\n")
      while true {
        guard let event = saves.wait() else { throw ExitCode(141) }
        if saves.changed(after: event) { break }
      }
    }
  }
}
