import ArgumentParser
import Console
import Glibc
import Terminal

/// Where an export goes: standard output, or a file that appears whole when all of it is written.
///
/// A class, because it owns a descriptor and a temporary file, which are given back exactly once.
final class StreamedFile {
  private let path: String?
  private let isReplacing: Bool
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var hasWritten = false

  /// - Parameters:
  ///   - path: nil for standard output.
  ///   - isReplacing: an existing file may be replaced.
  init(_ path: String?, isReplacing: Bool) throws {
    self.path = path
    self.isReplacing = isReplacing
    temporary = "\(path ?? "").\(getpid()).part"
    guard let path else {
      descriptor = 1
      return
    }
    if !isReplacing, Folder.exists(path) { throw Self.problem(path, EEXIST) }
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { throw Self.problem(path, errno) }
  }

  deinit { abandon() }

  /// Adds bytes; the first ones are written at once, later ones in larger parts.
  func write(_ fill: (inout [UInt8]) -> Void) throws {
    fill(&buffer)
    guard buffer.count >= 1 << 16 || !hasWritten else { return }
    try flush()
  }

  private func flush() throws {
    hasWritten = hasWritten || !buffer.isEmpty
    do throws(Output.Failure) {
      try Output(descriptor: descriptor).write(buffer)
    } catch {
      guard let path else { throw ExitCode(Output.explain(error)) }
      let number: Int32 = if case .other(let number) = error { number } else { EIO }
      throw Self.problem(path, number)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and lets the file appear.
  func finish() throws {
    try flush()
    guard let path else { return }
    defer { abandon() }
    if fsync(descriptor) != 0, errno != EINVAL { throw Self.problem(path, errno) }
    let number = Self.put(temporary, at: path, isReplacing: isReplacing)
    if number != 0 { throw Self.problem(path, number) }
  }

  /// Gives a finished temporary file its name. Returns 0 or the errno.
  static func put(_ temporary: String, at path: String, isReplacing: Bool) -> Int32 {
    if isReplacing { return rename(temporary, path) == 0 ? 0 : errno }
    // `link` fails where the path exists, which `rename` would not.
    guard link(temporary, path) == 0 else { return errno }
    unlink(temporary)
    return 0
  }

  private func abandon() {
    guard path != nil, descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    unlink(temporary)
  }

  /// Why a file could not be written.
  static func problem(_ path: String, _ number: Int32) -> Problem {
    let shown = SafeText.shownOnOneLine(path)
    if number == EEXIST {
      return Problem("\(shown) exists already; --force replaces it", exitCode: 73)
    }
    let isFault = [ENOSPC, EIO, EDQUOT, EFBIG].contains(number)
    return Problem("\(shown): \(SystemError(number).words)", exitCode: isFault ? 74 : 73)
  }
}
