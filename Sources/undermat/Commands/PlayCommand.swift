import ArgumentParser
import Console
import Simulation
import Terminal

/// `undermat play ID-or-FILE`
struct PlayCommand: LookingCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play one encounter.",
    discussion: """
      Digits choose, /help shows what else there is. On a pipe, one answer a line; the exit code is \
      0 if the encounter came to its end and 1 if the input ended before.

      --from and --set try one scene of a scenario that is being written. That is a rehearsal: \
      practice, not kept as an attempt, and scored from that scene on, where 100 is the best that \
      can still be done. Errors in other scenes do not hinder it.
      """)

  @Argument(help: "A scenario: its id or its file.")
  var scenario: String

  @OptionGroup var play: PlayOptionGroup
  @OptionGroup var rehearsal: RehearsalOptions
  @OptionGroup var session: SessionOptions
  @OptionGroup var lookArguments: LookArguments

  @Flag(help: "One JSON object a line each way, for other programs.")
  var json = false

  func validate() throws {
    if rehearsal.isWanted, let mode = play.mode, mode != Mode.practice.name {
      throw ValidationError("--from and --set are practice; they do not go with --mode \(mode).")
    }
  }

  /// - Parameter defaults: what holds where the command line says nothing.
  func options(trainee: String, over defaults: PlayOptions? = nil) -> PlayOptions {
    var options = play.options(trainee: trainee, over: defaults)
    options.rehearsal = rehearsal.rehearsal
    // In a lobby that was opened for tests, trying a scene is practice all the same.
    if options.rehearsal != nil { options.mode = .practice }
    return options
  }

  func run() throws {
    let world = World.live
    try PlayRun(
      scenario: scenario, options: options(trainee: looks.trainee(in: world)), looks: looks,
      session: session.settings, isJSON: json
    ).run(in: world)
  }
}

/// `undermat resume [ENCOUNTER]`
struct ResumeCommand: LookingCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Continue an encounter that was left.",
    discussion: "It goes on with the scenario as it was, even if the file has changed since.")

  @Argument(help: "The encounter's number; without it, the latest one that was left.")
  var encounter: String?

  @OptionGroup var session: SessionOptions
  @OptionGroup var lookArguments: LookArguments

  func run() throws {
    let world = World.live
    let surroundings = LiveSurroundings.make(looks, in: world)
    let resumed = surroundings.records.resume(encounter, looks.trainee(in: world))
    switch resumed.flatMap({ Attempt.resume($0, isCoached: false, surroundings) }) {
    case .failure(let problem):
      try Printing.finish(CommandResult(problem), looks, in: world)
    case .success(let attempt):
      var room = Room(surroundings, play: attempt, isQuiet: session.quiet)
      let conversation = session.settings.conversation(looks)
      let code = conversation.run(in: world) { room.handle($0, $1) }
      if code != 0 { throw ExitCode(code) }
    }
  }
}

/// Trying one scene.
struct RehearsalOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Begin at this scene: a rehearsal.", valueName: "scene"))
  var scene: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A meter, flag or fact as it is then: trust=3, served=true; may be given several times.",
      valueName: "name=value"))
  var settings: [String] = []

  var isWanted: Bool { scene != nil || !settings.isEmpty }

  var rehearsal: Rehearsal? {
    Rehearsal(scene: scene, settings: settings.compactMap(Rehearsal.Setting.init(parsing:)))
  }

  func validate() throws {
    for text in settings where Rehearsal.Setting(parsing: text) == nil {
      throw ValidationError(
        "--set takes a name and a value, such as trust=3; \(SafeText.shownOnOneLine(text)) is none."
      )
    }
  }
}

/// How an encounter is played.
struct PlayOptionGroup: ParsableArguments {
  @Option(help: "What decides luck: 0 to 9007199254740991 (2^53 - 1).")
  var seed: UInt64?

  @Option(help: "The customer's voice, one that the scenario is written for.")
  var voice: String?

  @Option(help: "practice (hints and undo), test (blind) or exam (blind, the same for everybody).")
  var mode: String?

  @Flag(name: .customLong("no-timer"), help: "No time windows; in an exam the sheet says so.")
  var noTimer = false

  @Flag(help: "In practice, the coach's reason at once after every answer.")
  var coach = false

  func validate() throws {
    if let seed, seed > DrawSeed.largestSeed {
      throw ValidationError("--seed is a number from 0 to \(DrawSeed.largestSeed).")
    }
    if let voice { _ = try VoiceOption.voice(voice) }
    if mode != nil, namedMode == nil {
      throw ValidationError("--mode is practice, test or exam.")
    }
    if coach, namedMode ?? .practice != .practice {
      throw ValidationError("--coach is for practice only.")
    }
  }

  private var namedMode: Mode? { Mode.allCases.first { $0.name == mode } }

  /// - Parameter defaults: what holds where these options say nothing.
  func options(trainee: String, over defaults: PlayOptions? = nil) -> PlayOptions {
    let mode = namedMode ?? defaults?.mode ?? .practice
    return PlayOptions(
      mode: mode,
      voice: voice.flatMap { Voice(name: $0) } ?? defaults?.voice, seed: seed ?? defaults?.seed,
      trainee: trainee, isTimed: !noTimer && defaults?.isTimed ?? true,
      isCoached: mode == .practice && (coach || defaults?.isCoached ?? false))
  }
}

/// How a dialogue is led.
struct SessionOptions: ParsableArguments {
  @Flag(help: "No welcome, no title, no briefing.")
  var quiet = false

  @Flag(name: .customLong("no-history"), help: "What is typed is not kept for the next session.")
  var noHistory = false

  var settings: SessionSettings { SessionSettings(isQuiet: quiet, keepsHistory: !noHistory) }
}
