import Console
import Glibc
import Terminal

/// A dialogue without a story, for trying out the terminal layer from outside. It says back what it
/// hears and obeys a few words.
@main
struct TerminalProbe {
  static func main() {
    Signals.secureStandardStreams()
    let arguments = CommandLine.arguments.dropFirst()
    let conversation = Conversation(
      colour: arguments.contains("--color") ? .always : .auto,
      isPlain: arguments.contains("--plain"),
      keepsHistory: !arguments.contains("--no-history"))
    var probe = Probe()
    exit(conversation.run(in: .live) { probe.respond($0, $1) })
  }
}

/// The state of the echo.
struct Probe {
  private var asksToLeave = false
  private let words = ["help", "play cash-only-wine", "quit", "window"]

  mutating func respond(_ input: Input, _ screen: ScreenSettings) -> Response {
    defer { asksToLeave = input == .endOfInput }
    switch input {
    case .opened:
      return ask(screen.isInteractive ? "Say something.\n" : "")
    case .line(let line):
      return obey(line, screen)
    case .interrupted, .shown:
      return ask("", window: .continues)
    case .timedOut(let halfTyped):
      return ask("Too late: \(halfTyped)|\n")
    case .endOfInput:
      if asksToLeave || !screen.isInteractive { return leave(0) }
      return ask("Leave? Your place is kept.\n")
    }
  }

  private func obey(_ line: String, _ screen: ScreenSettings) -> Response {
    let words = line.split(separator: " ")
    let number = words.count > 1 ? Int(words[1]) : nil
    switch words.first {
    case "quit": return leave(Int32(number ?? 0))
    case "window": return ask("", window: .opens(.seconds(number ?? 3)))
    case "trap": preconditionFailure("asked for")
    case "fill": return ask(StyledText(String(repeating: "0123456789abcde\n", count: number ?? 1)))
    case "page":
      return ask(StyledText(String(repeating: "row\n", count: number ?? 1)), isPaged: true)
    case "width": return ask("width \(screen.width)\n")
    case "work": return work()
    case "notice": return ask("", notice: "beside\n")
    case "wrap":
      let prose = String(repeating: "a few words ", count: number ?? 1)
      return ask(StyledText(prose + "\n").wrapped(to: screen.width))
    default: return ask("heard <\(line)> \(line.utf8.count)\n")
    }
  }

  /// Work that takes long and asks whether it is still wanted.
  private func work() -> Response {
    for _ in 0..<1000 where !Signals.interruptIsPending { usleep(10_000) }
    return ask(Signals.interruptIsPending ? "given up\n" : "done\n")
  }

  private func ask(
    _ text: StyledText, notice: StyledText = "", isPaged: Bool = false, window: TimeWindow = .none
  ) -> Response {
    let words = words
    let prompt = Prompt(StyledText("you> ", .strong), window: window, completions: { _ in words })
    return Response(text, notice: notice, isPaged: isPaged, then: .ask(prompt))
  }

  private func leave(_ code: Int32) -> Response {
    Response("bye\n", then: .leave(exitCode: code))
  }
}
