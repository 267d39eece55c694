import Reports
import Simulation

/// A dialogue on file: what is asked, what is typed, everything that is answered.
///
/// The first line says how it is held: `# NAME seed=1 voice=thinker mode=test width=60 plain pipe
/// no-timer coach coloured from=SCENE set=NAME=VALUE`. A line that begins with a prompt is typed;
/// `^C`, `^D` and `^T WORDS` stand for the keys and for a window that runs out over half-typed words.
/// `! ` begins what goes to standard error, `[15 s]` before a prompt says that a window opens.
package struct SessionFile: Sendable {
  private let head: String
  /// What is typed, in order.
  private let typed: [Input]

  private static let prompts = ["undermat> ", "you> ", "debrief> ", "what if> "]

  /// Reads the text of a file; whatever it says, there is something to hold.
  package init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    head = lines.first ?? ""
    typed = lines.dropFirst().compactMap(Self.input)
  }

  /// What is typed on a line, or nil if it is an answer.
  private static func input(_ line: String) -> Input? {
    var line = line[...]
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

  private func options(_ name: String) -> [String] {
    words.filter { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  private func option(_ name: String) -> String? { options(name).first }

  private func has(_ name: String) -> Bool { words.contains { $0 == name } }

  /// What the first line names: a scenario, or a place; nil if it names nothing.
  package var name: String? {
    guard words.first == "#", words.count > 1, !words[1].contains("=") else { return nil }
    return String(words[1])
  }

  /// The screen that it is held on.
  package var screen: ScreenSettings {
    ScreenSettings(
      width: option("width").flatMap { Int($0) } ?? 80, isColoured: has("coloured"),
      isPlain: has("plain"), isInteractive: !has("pipe"))
  }

  /// How it is played; the seed is nil if the first line says none.
  package var playOptions: PlayOptions {
    PlayOptions(
      mode: Mode.allCases.first { $0.name == option("mode") } ?? .practice,
      voice: option("voice").flatMap { Voice(name: $0) },
      seed: option("seed").flatMap { UInt64($0) }, trainee: "Kim", isTimed: !has("no-timer"),
      isCoached: has("coach"),
      rehearsal: Rehearsal(
        scene: option("from"),
        settings: options("set").compactMap(Rehearsal.Setting.init(parsing:))))
  }

  /// The whole text of the dialogue as it goes now, held in a room.
  package func held(in room: Room) -> String { held(in: room) { _ in } }

  /// The same, where something is done to the room after each move, say saving and restoring it.
  package func held(in room: Room, afterMove: (inout Room) throws -> Void) rethrows -> String {
    var room = room
    var output = head + "\n"
    var inputs = typed[...]
    var input = Input.opened
    while true {
      let response = room.handle(input, screen)
      output += response.text.rendered(isColoured: screen.isColoured).replacing("\u{1B}", with: "␛")
      output += response.notice.plain.split(separator: "\n").map { "! \($0)\n" }.joined()
      if case .goOn = response.next {
        input = .shown
        continue
      }
      guard case .ask(let prompt) = response.next else {
        if case .leave(let code) = response.next { output += "(exit \(code))\n" }
        return output
      }
      try afterMove(&room)
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
    case .opened, .shown: break
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }
}
