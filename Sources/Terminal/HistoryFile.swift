import Console
import Glibc

/// The lines typed in earlier sessions, in a file of one line each, readable by its owner only.
package struct HistoryFile: Sendable {
  /// How many lines are offered again.
  static let mostLines = 2000

  /// How many bytes at the end of the file are looked at, however large it has become.
  static let mostBytes = 256 << 10

  private let path: String
  /// What was typed before, oldest first, in a form that may be shown.
  let lines: [String]

  /// Where the history belongs: `UNDERMAT_HISTORY`; else below `XDG_STATE_HOME`, if that is an absolute
  /// path; else below `HOME`. Nil where none of these is set: nothing is dropped in the working folder.
  package static func path(in world: World) -> String? {
    if let own = world.environment("UNDERMAT_HISTORY") { return own.isEmpty ? nil : own }
    if let state = world.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/undermat/history"
    }
    guard let home = world.environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/undermat/history"
  }

  /// Opens the history, making it and the folders above it where they are missing. Fails where it is
  /// not a regular file or may not be written; then the session goes on without.
  package static func open(_ path: String) -> Result<HistoryFile, FileFailure> {
    makeFolders(above: path)
    let descriptor = Glibc.open(
      path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0o600)
    guard descriptor >= 0 else {
      return .failure(FileFailure(path, SystemError(errno).words, exitCode: 73))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .failure(FileFailure(path, "is not a file", exitCode: 73))
    }
    if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    return .success(HistoryFile(path: path, lines: lastLines(of: descriptor, Int(status.st_size))))
  }

  /// Adds a line in one write, so that sessions side by side do not mix theirs. A line that cannot be
  /// kept is not worth disturbing anybody.
  func append(_ line: String) {
    let descriptor = Glibc.open(
      path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  private static func makeFolders(above path: String) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += "\(part)/"
      if folder != "/" { mkdir(folder, 0o700) }
    }
  }

  private static func lastLines(of descriptor: Int32, _ size: Int) -> [String] {
    let skipped = max(0, size - mostBytes)
    var bytes = [UInt8](repeating: 0, count: size - skipped)
    let count = pread(descriptor, &bytes, bytes.count, skipped)
    let lines = bytes.prefix(max(0, count)).split(separator: UInt8(ascii: "\n"))
    let whole = skipped > 0 ? lines.dropFirst() : lines[...]
    return whole.suffix(mostLines).map { HistoryLine.shown($0) }
  }
}

/// One remembered line.
private enum HistoryLine {
  /// The most bytes of a line that are offered again.
  static let mostBytes = 4096

  static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(mostBytes), as: UTF8.self)
    return SafeText.shownOnOneLine(text)
  }
}
