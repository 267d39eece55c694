import ArgumentParser
import Console
import Glibc
import Terminal

/// `undermat watch FILE`: on every save, what `walk` says about it.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "On every save, check a scenario and show the page of walk again. Ctrl-C leaves.")

  @Argument(help: "A scenario: its id or its file.")
  var scenario: String

  @Option(help: "The customer's voice, or all.")
  var voice: String?

  @OptionGroup var looks: LookOptions

  func validate() throws {
    if let voice, voice != "all" { _ = try VoiceOption.voice(voice) }
  }

  func run() throws {
    let world = World.live
    let shell = Shell(looks, in: world)
    switch shell.scenarios.path(of: scenario) {
    case .failure(let problem): try Printing.finish(CommandResult(problem), looks, in: world)
    case .success(let path): try watch(path, shell)
    }
  }

  private func watch(_ path: String, _ shell: Shell) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    guard let saves = FolderWatch([folder, folder + "rubrics"]) else {
      Answer.say("undermat: the folder cannot be watched: \(SystemError(errno).words)\n")
      throw ExitCode(74)
    }
    while true {
      try show(path, shell)
      guard saves.wait() else { throw ExitCode(74) }
    }
  }

  /// Shows the page; on a terminal in the place of the one before.
  private func show(_ path: String, _ shell: Shell) throws {
    let isFresh = shell.world.isTerminal(1) && !shell.screen.isPlain
    if isFresh { try Answer.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
    var arguments = [path]
    if let voice { arguments += ["--voice", voice] }
    let command = try WalkCommand.parse(arguments)
    do {
      try Printing.finish(command.result(in: shell), looks, in: shell.world)
    } catch let code as ExitCode where code.rawValue < 74 {
      // Mistakes were shown; the next save may mend them.
    }
    Answer.say("-- \(SafeText.shownOnOneLine(path)): waiting for the next save; Ctrl-C leaves --\n")
  }
}

/// Hears of files that are saved in some folders. Editors replace files as often as they write them,
/// so folders are watched.
private struct FolderWatch {
  private let descriptor: Int32

  init?(_ folders: [String]) {
    descriptor = inotify_init1(Int32(O_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO)
    let watches = folders.map { inotify_add_watch(descriptor, $0, events) }
    guard watches[0] >= 0 else { return nil }
  }

  /// Waits until a `.json` file was saved, and a moment more, since some editors save in several
  /// steps. False if that cannot be heard of any more.
  func wait() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      guard namesAScenario(buffer[..<count]) else { continue }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      while poll(&request, 1, 80) > 0 { _ = read(descriptor, &buffer, buffer.count) }
      return true
    }
  }

  /// Whether one of the events (inotify(7): 16 bytes, then the name) is about a `.json` file.
  private func namesAScenario(_ events: ArraySlice<UInt8>) -> Bool {
    var rest = events
    while rest.count >= 16 {
      let length = rest.dropFirst(12).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
      if name.suffix(5).elementsEqual(".json".utf8) { return true }
      rest = rest.dropFirst(16 + length)
    }
    return false
  }
}
