import ArgumentParser
import Authoring
import Glibc
import JSONText
import LanguageServer
import Terminal

/// `undermat lsp`: a language server over standard input and output.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "A language server for scenario and rubric files, over standard input and output.",
    discussion: """
      Mistakes are published at once, what `check` finds besides as soon as nobody types for a \
      moment. How an editor is set up stands in scenarios/README.md.
      """)

  @Flag(help: "Taken for editors that pass it; there is no other way.")
  var stdio = false

  func run() throws {
    var server = Server(Workspace(disk: .disk) { Folder.names(in: $0) ?? [] })
    var stream = MessageStream()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      while let item = stream.next() {
        try send(server.handle(item))
        if let code = server.exitCode { throw ExitCode(code) }
        if case .lost = item { throw ExitCode(65) }
      }
      // Only what was typed last is looked at.
      if server.hasUnread, !inputArrives(within: 0) { try send(server.publish()) }
      if server.hasUnruled, !inputArrives(within: Self.pause) {
        try send(server.askRules { !inputArrives(within: 0) })
        continue
      }
      let count = Glibc.read(0, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      // An editor that is gone has not said goodbye.
      guard count > 0 else { throw ExitCode(1) }
      stream.append(chunk[..<count])
    }
  }

  /// How long nobody must have typed before the rules are asked.
  private static let pause: Int32 = 250

  /// Whether something can be read, or the editor is gone.
  private func inputArrives(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0 && request.revents != 0
  }

  private func send(_ messages: [JSONValue]) throws {
    for message in messages { try Answer.write(MessageStream.framed(message)) }
  }
}
