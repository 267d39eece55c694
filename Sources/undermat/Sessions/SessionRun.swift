import Console
import Simulation
import Terminal

/// A dialogue on file, held again: what is typed in it goes to the same machines as at the prompt.
struct SessionRun {
  private let head: String
  private let typed: [Input]
  private let folder: String
  private let world: World

  private static let prompts = ["undermat> ", "you> ", "debrief> ", "what if> "]

  /// - Parameters:
  ///   - text: of the session's file.
  ///   - folder: that file's, with its slash; scenarios are looked for from there.
  init(_ text: String, folder: String, _ world: World) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    head = lines.first ?? ""
    typed = lines.dropFirst().compactMap(Self.input)
    self.folder = folder
    self.world = world
  }

  /// What is typed on a line, or nil if it is an answer.
  private static func input(_ line: String) -> Input? {
    var line = line[...]
    // A window that opens is announced before the prompt: `[15 s] you> 2`.
    if line.hasPrefix("["), let end = line.firstRange(of: "] ") { line = line[end.upperBound...] }
    if line.hasSuffix(">") { line += " " }
    guard let prompt = prompts.first(where: { line.hasPrefix($0) }) else { return nil }
    let words = String(line.dropFirst(prompt.count))
    switch words {
    case "^C": return .interrupted
    case "^D": return .endOfInput
    case _ where words.hasPrefix("^T"): return .timedOut(halfTyped: String(words.dropFirst(3)))
    default: return .line(words)
    }
  }

  private var words: [Substring] { head.split(separator: " ") }

  private func option(_ name: String) -> String? {
    words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  private func has(_ name: String) -> Bool { words.contains { $0 == name } }

  private var screen: ScreenSettings {
    ScreenSettings(
      width: option("width").flatMap { Int($0) } ?? 80, isColoured: has("coloured"),
      isPlain: has("plain"), isInteractive: !has("pipe"))
  }

  private var options: PlayOptions {
    PlayOptions(
      mode: Mode.allCases.first { $0.name == option("mode") } ?? .practice,
      voice: option("voice").flatMap { Voice(name: $0) },
      seed: option("seed").flatMap { UInt64($0) } ?? 0, trainee: "Kim",
      isTimed: !has("no-timer"), isCoached: has("coach"))
  }

  /// The whole text of the dialogue as it goes now, or why it cannot be held.
  func held() -> Result<String, Problem> {
    guard words.first == "#", words.count > 1, !words[1].contains("=") else {
      return .failure(
        Problem("the first line names no scenario, as `# wine.json seed=1` does", exitCode: 65))
    }
    let surroundings = self.surroundings
    return open(String(words[1]))
      .flatMap { Attempt.start($0, options, surroundings) }
      .map { hold(Room(surroundings, play: $0)) }
  }

  private func hold(_ room: Room) -> String {
    var room = room
    var output = head + "\n"
    var inputs = typed[...]
    var input = Input.opened
    while true {
      let response = room.handle(input, screen)
      output += response.text.rendered(isColoured: screen.isColoured).replacing("\u{1B}", with: "␛")
      output += response.notice.plain.split(separator: "\n").map { "! \($0)\n" }.joined()
      guard case .ask(let prompt) = response.next else {
        if case .leave(let code) = response.next { output += "(exit \(code))\n" }
        return output
      }
      guard let next = inputs.popFirst() else { return output }
      output += line(prompt, next)
      input = next
    }
  }

  private func line(_ prompt: Prompt, _ input: Input) -> String {
    var line = ""
    if case .opens(let length) = prompt.window { line = "[\(length.components.seconds) s] " }
    line += prompt.text.plain
    switch input {
    case .line(let words): line += words
    case .interrupted: line += "^C"
    case .endOfInput: line += "^D"
    case .timedOut(let words): line += "^T \(words)"
    case .opened: break
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }

  private func open(_ name: String) -> Result<OpenedScenario, Problem> {
    let files = ScenarioFiles(named: nil, in: world)
    let beside = folder + name
    return files.open(Folder.exists(beside) ? beside : name)
  }

  /// A world in which nothing happens by chance and nothing is kept.
  private var surroundings: Surroundings {
    Surroundings(
      now: { 1_700_000_000_000 }, monotonicNow: { .zero }, newSeed: { 42 },
      isInterrupted: { Signals.interruptIsPending }, list: { .success([]) },
      open: { open($0) },
      write: { _, _ in Problem("a session writes no files", exitCode: 73) }, commandNames: [],
      run: { _, _ in .answer(CommandResult("")) }, records: .inMemory())
  }
}
