import Console
import Glibc
import Records
import Reports
import Simulation

/// Lets a workbook appear whole: the library writes to a temporary file of the same folder.
enum WorkbookPlace {
  static func write(
    to path: String, isReplacing: Bool, _ body: (_ temporary: String) throws -> Void
  ) throws {
    if !isReplacing, Folder.exists(path) { throw StreamedFile.problem(path, EEXIST) }
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StreamedFile.problem(path, errno) }
    close(descriptor)
    defer { unlink(temporary) }
    do {
      try body(temporary)
    } catch let problem as WorkbookProblem {
      throw Problem("\(SafeText.shownOnOneLine(path)): \(problem.message)", exitCode: 74)
    }
    let number = sync(temporary)
    if number != 0 { throw StreamedFile.problem(path, number) }
    let put = StreamedFile.put(temporary, at: path, isReplacing: isReplacing)
    if put != 0 { throw StreamedFile.problem(path, put) }
  }

  private static func sync(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return fsync(descriptor) == 0 ? 0 : errno
  }
}

/// Which encounters are meant, in words.
enum SelectionWords {
  static func text(_ selection: Selection) -> String {
    let attempts =
      switch selection.attempts {
      case .first: "first attempts"
      case .best: "best attempts"
      case .latest: "latest attempts"
      case .all: "all attempts"
      }
    let parts = [
      selection.scenario.map { "scenario \($0)" }, selection.group.map { "group \($0)" },
      selection.trainee.map { "trainee \($0)" }, selection.since.map { "since \($0.text)" },
      selection.until.map { "before \($0.text)" },
    ]
    return ([attempts] + parts.compactMap(\.self)).joined(separator: ", ")
  }
}
