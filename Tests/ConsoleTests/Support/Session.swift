import Foundation
import JSONText
import Simulation

@testable import Console

/// A dialogue on file: what is asked, what is typed, everything that is answered.
///
/// The first line says how it is held (`# lost-suitcase seed=1 width=60 plain coach mode=test`, or
/// `# lobby`). A line that begins with a prompt is typed; `^C`, `^D` and `^T WORDS` stand for the
/// keys and for a window that runs out over half-typed words. `! ` begins what goes to standard
/// error, `[15 s]` before a prompt says that a window opens.
struct Session {
  let head: String
  let typed: [Input]

  private static let prompts = ["undermat> ", "you> ", "debrief> ", "what if> "]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    head = lines.first ?? ""
    typed = lines.dropFirst().compactMap { line in
      var line = line[...]
      if line.hasPrefix("["), let end = line.range(of: "] ") { line = line[end.upperBound...] }
      line += line.hasSuffix(">") ? " " : ""
      guard let prompt = Self.prompts.first(where: { line.hasPrefix($0) }) else { return nil }
      return Self.input(String(line.dropFirst(prompt.count)))
    }
  }

  private static func input(_ words: String) -> Input {
    switch words {
    case "^C": .interrupted
    case "^D": .endOfInput
    case _ where words.hasPrefix("^T"): .timedOut(halfTyped: String(words.dropFirst(3)))
    default: .line(words)
    }
  }

  private func option(_ name: String) -> String? {
    head.split(separator: " ").first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  private func has(_ name: String) -> Bool { head.split(separator: " ").contains { $0 == name } }

  private var screen: ScreenSettings {
    ScreenSettings(
      width: option("width").flatMap { Int($0) } ?? 80, isColoured: has("coloured"),
      isPlain: has("plain"), isInteractive: !has("pipe"))
  }

  private var options: PlayOptions {
    PlayOptions(
      mode: Mode.allCases.first { $0.name == option("mode") } ?? .practice,
      voice: option("voice").flatMap { Voice(name: $0) },
      seed: option("seed").flatMap { UInt64($0) }, trainee: "Kim", isTimed: !has("no-timer"),
      isCoached: has("coach"))
  }

  /// Holds the dialogue again and returns its whole text.
  /// - Parameter isRestored: after every move the encounter is saved, read and replayed.
  func held(isRestored: Bool) throws -> String {
    let surroundings = Surroundings.made()
    var room = try enter(surroundings)
    var output = head + "\n"
    var inputs = typed[...]
    var input = Input.opened
    var kept = 0
    while true {
      let response = room.handle(input, screen)
      output += shown(response.text.rendered(isColoured: screen.isColoured))
      output += response.notice.plain.split(separator: "\n").map { "! \($0)\n" }.joined()
      guard case .ask(let prompt) = response.next else {
        if case .leave(let code) = response.next { output += "(exit \(code))\n" }
        return output
      }
      let entries = room.attempt?.transcript.entries.count ?? 0
      if isRestored, entries > kept { room = try restored(room, surroundings) }
      kept = entries
      guard let next = inputs.popFirst() else { return output }
      output += line(prompt, next)
      input = next
    }
  }

  private func enter(_ surroundings: Surroundings) throws -> Room {
    let id = head.split(separator: " ").dropFirst().first ?? ""
    if id == "lobby" { return Room(surroundings, defaults: options) }
    let attempt = try Attempt.start(Opened.fixture(String(id)), options, surroundings).get()
    return Room(surroundings, play: attempt)
  }

  private func restored(_ room: Room, _ surroundings: Surroundings) throws -> Room {
    guard let attempt = room.attempt, let ticket = attempt.ticket else { return room }
    let saved = TranscriptJSON.value(attempt.transcript).bytes(.compact)
    let transcript = try TranscriptJSON.read(saved, name: "transcript").get()
    let resumed = ResumedEncounter(
      opened: attempt.opened, transcript: transcript, ticket: ticket,
      trainee: attempt.options.trainee)
    let again = try Attempt.resume(
      resumed, isCoached: attempt.options.isCoached, surroundings
    ).get()
    return Room(surroundings, play: again, hasLobby: head.hasPrefix("# lobby"))
  }

  private func shown(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{1B}", with: "␛")
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
}
