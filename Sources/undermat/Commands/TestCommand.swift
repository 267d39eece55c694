import ArgumentParser
import Authoring
import Console
import Glibc
import Terminal

/// `undermat test PATH...`: holds written dialogues again.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Hold dialogues on file (.session) again: what is typed, and all that must appear.",
    discussion: """
      The first line says how it is held: `# wine.json seed=1`, and if wanted voice=NAME, mode=test, \
      width=60, plain, pipe, no-timer, coach. What follows a prompt (you>) is typed; ^C, ^D and ^T \
      stand for the keys and for a window that ran out; `! ` begins what goes to standard error. A \
      line `[...]` stands for any lines; without it every line must appear. --record writes what \
      appears now, whole. Exit code 1 if a dialogue goes otherwise.
      """)

  /// The forms of the report.
  enum ReportForm: String, ExpressibleByArgument, CaseIterable {
    case tap, junit
  }

  @Argument(help: "Session files, or folders of them.")
  var paths: [String]

  @ArgumentParser.Option(help: "tap or junit.")
  var format: ReportForm = .tap

  @ArgumentParser.Flag(help: "Write what appears now into the files, to be read and kept.")
  var record = false

  func run() throws {
    let results = SessionFiles.named(by: paths).map { path in
      SessionResult(path: path, isRecorded: record, in: .live)
    }
    guard !results.isEmpty else {
      Answer.say("undermat: there are no .session files there\n")
      throw ExitCode(66)
    }
    try Answer.write(format == .tap ? SessionReport.tap(results) : SessionReport.junit(results))
    if let code = results.map(\.exitCode).max(), code != 0 { throw ExitCode(code) }
  }
}

/// The session files that a person means by a list of paths.
private enum SessionFiles {
  static func named(by paths: [String]) -> [String] {
    paths.flatMap { path -> [String] in
      guard Folder.isFolder(path), let names = Folder.names(in: path) else { return [path] }
      return names.filter { $0.hasSuffix(".session") }.sorted().map { "\(path)/\($0)" }
    }
  }
}
