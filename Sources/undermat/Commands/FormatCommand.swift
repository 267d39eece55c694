import ArgumentParser
import Authoring
import Glibc
import Terminal

/// `undermat fmt`: puts scenario and rubric files into the canonical layout.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Put files into the canonical layout.",
    discussion: """
      Only white space changes: keys keep their order, comments ("$comment", "notes") stay, and \
      the file means what it meant. A file with mistakes in its JSON is left alone.
      """)

  @Argument(help: "Files, or folders of scenarios and rubrics; - formats standard input.")
  var paths: [String]

  @Flag(help: "Change nothing; name the files that would change and exit with 1.")
  var check = false

  func run() throws {
    if paths == ["-"] { return try formatInput() }
    var worst: Int32 = 0
    for path in FilesNamed.by(paths) { worst = max(worst, try format(path)) }
    if worst != 0 { throw ExitCode(worst) }
  }

  /// Formats one file and returns its exit code.
  private func format(_ path: String) throws -> Int32 {
    let source: SourceFile
    do throws(SourceProblem) {
      source = try SourceFile.read(path)
    } catch {
      return Answer.refuse(error).rawValue
    }
    guard let bytes = laidOut(source) else { return 65 }
    guard bytes != source.bytes else { return 0 }
    if check {
      try Answer.write("\(VisibleText.of(path)): would change\n")
      return 1
    }
    switch FileReplacement.replace(path, with: bytes) {
    case .success:
      return 0
    case .failure(let failure):
      Answer.say("undermat: \(failure.words); the file is as it was\n")
      return failure.exitCode
    }
  }

  private func formatInput() throws {
    let source: SourceFile
    do throws(SourceProblem) {
      source = try SourceFile.readInput()
    } catch {
      throw Answer.refuse(error)
    }
    guard let bytes = laidOut(source) else { throw ExitCode(65) }
    if !check { return try Answer.write(bytes) }
    if bytes != source.bytes { throw ExitCode(1) }
  }

  /// The file in the canonical layout, or nil with its mistakes shown.
  private func laidOut(_ source: SourceFile) -> [UInt8]? {
    var found = DiagnosticList()
    let document = JSONDocument.read(source, into: &found)
    guard let document, !found.hasErrors else {
      let diagnostics = found.sorted(endOfFile: source.bytes.count)
      Answer.show(Findings(files: [source], diagnostics: diagnostics))
      return nil
    }
    return CanonicalLayout.bytes(of: document)
  }
}
