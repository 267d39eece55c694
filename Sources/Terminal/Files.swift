import Console
import Glibc

/// Why a file could not be read or written, for the person who named it.
package struct FileFailure: Error, Equatable, Sendable {
  /// The path as it was given, in a form that may be shown.
  package let path: String
  /// What is wrong, in words, without the path.
  package let reason: String
  /// 66 no such input, 73 cannot create, 74 input-output, 65 refused as data.
  package let exitCode: Int32

  init(_ path: String, _ reason: String, exitCode: Int32) {
    self.path = SafeText.shownOnOneLine(path)
    self.reason = reason
    self.exitCode = exitCode
  }

  /// `scenario.json: No such file or directory`
  package var words: String { "\(path): \(reason)" }
}

/// Reading and writing of whole files.
enum Files {
  /// Regular files only: anything else is refused without waiting for it.
  static func read(_ path: String, limit: Int) -> Result<[UInt8], FileFailure> {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { return .failure(failure(path, reading: errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(failure(path, reading: errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(FileFailure(path, "is \(kind(status.st_mode)), not a file", exitCode: 66))
    }
    return readAll(descriptor, path, expecting: Int(status.st_size), limit: limit)
  }

  /// A temporary file in the same folder, synced and renamed, so that a full disk or Ctrl-C leaves
  /// either the old file or the new one.
  static func write(
    _ path: String, _ bytes: [UInt8], isReplacing: Bool
  ) -> Result<Void, FileFailure> {
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return .failure(failure(path, writing: errno)) }
    var number = bytes.withUnsafeBytes { Output(descriptor: descriptor).writeAll($0) }
    if number == 0 && fsync(descriptor) != 0 && errno != EINVAL { number = errno }
    if close(descriptor) != 0 && number == 0 { number = errno }
    if number == 0 { number = put(temporary, inPlaceOf: path, isReplacing: isReplacing) }
    guard number != 0 else { return .success(()) }
    unlink(temporary)
    return .failure(failure(path, writing: number))
  }

  /// `link` fails where the path exists, which `rename` would not.
  private static func put(
    _ temporary: String, inPlaceOf path: String, isReplacing: Bool
  ) -> Int32 {
    if isReplacing { return rename(temporary, path) == 0 ? 0 : errno }
    guard link(temporary, path) == 0 else { return errno }
    unlink(temporary)
    return 0
  }

  private static func readAll(
    _ descriptor: Int32, _ path: String, expecting size: Int, limit: Int
  ) -> Result<[UInt8], FileFailure> {
    guard size <= limit else { return .failure(tooLarge(path, limit)) }
    var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { _, count in count = 0 }
    var chunk = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return .failure(failure(path, reading: errno)) }
      if count == 0 { return .success(bytes) }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { return .failure(tooLarge(path, limit)) }
    }
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> FileFailure {
    FileFailure(path, "is larger than \(limit) bytes, the most that is read", exitCode: 65)
  }

  private static func failure(_ path: String, reading number: Int32) -> FileFailure {
    let isMissing = [ENOENT, ENOTDIR, EACCES, EISDIR, ELOOP, ENXIO, ENAMETOOLONG].contains(number)
    return FileFailure(path, SystemError(number).words, exitCode: isMissing ? 66 : 74)
  }

  static func failure(_ path: String, writing number: Int32) -> FileFailure {
    if number == EEXIST {
      return FileFailure(path, "exists already; `--force` replaces it", exitCode: 73)
    }
    let isFault = [ENOSPC, EIO, EFBIG, EDQUOT].contains(number)
    return FileFailure(path, SystemError(number).words, exitCode: isFault ? 74 : 73)
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
