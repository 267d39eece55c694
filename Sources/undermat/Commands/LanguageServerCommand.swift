import ArgumentParser
import Glibc
import JSONText
import LanguageServer
import Terminal

/// `undermat lsp`: a language server over standard input and output.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "A language server for scenario files, over standard input and output.")

  @Flag(help: "Taken for editors that pass it; there is no other way.")
  var stdio = false

  func run() throws {
    var server = Server()
    var stream = MessageStream()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      while let item = stream.next() {
        try send(server.handle(item))
        if let code = server.exitCode { throw ExitCode(code) }
        if case .lost = item { throw ExitCode(65) }
      }
      // Only what was typed last is looked at.
      if server.hasWork, !inputWaits { try send(server.publish()) }
      let count = Glibc.read(0, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      // An editor that is gone has not said goodbye.
      guard count > 0 else { throw ExitCode(1) }
      stream.append(chunk[..<count])
    }
  }

  private var inputWaits: Bool {
    var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLIN) != 0
  }

  private func send(_ messages: [JSONValue]) throws {
    for message in messages { try Answer.write(MessageStream.framed(message)) }
  }
}
