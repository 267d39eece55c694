import Glibc

/// Puts new contents in the place of a file that a person wrote.
package enum FileReplacement {
  /// Replaces an existing file whole or not at all, keeping its permissions; where the name is a
  /// symbolic link, the file that it leads to.
  ///
  /// The bytes go to a temporary file in the same folder, are synced to the device, and then take
  /// the name over, so that a full disk or a fault leaves the original as it was. Ctrl-C and other
  /// requests to leave wait until it is done, so that no temporary file stays behind.
  package static func replace(_ path: String, with bytes: [UInt8]) -> Result<Void, FileFailure> {
    guard let resolved = realpath(path, nil) else {
      return .failure(Files.failure(path, writing: errno))
    }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else {
      return .failure(Files.failure(path, writing: errno))
    }
    // A file that its owner protected is not to be swapped for another of the same name.
    guard access(target, W_OK) == 0 else { return .failure(Files.failure(path, writing: errno)) }
    let number = undisturbed { put(bytes, at: target, like: status) }
    return number == 0 ? .success(()) : .failure(Files.failure(path, writing: number))
  }

  /// Returns 0 or the errno.
  private static func put(_ bytes: [UInt8], at target: String, like status: stat) -> Int32 {
    let temporary = "\(target).\(getpid()).part"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(temporary, flags, 0o600)
    guard descriptor >= 0 else { return errno }
    var number = bytes.withUnsafeBytes { Output(descriptor: descriptor).writeAll($0) }
    // Another owner cannot always be kept; the permissions can.
    if number == 0 { _ = fchown(descriptor, status.st_uid, status.st_gid) }
    if number == 0, fchmod(descriptor, status.st_mode & 0o7777) != 0 { number = errno }
    if number == 0, fsync(descriptor) != 0, errno != EINVAL { number = errno }
    if close(descriptor) != 0, number == 0 { number = errno }
    if number == 0, rename(temporary, target) != 0 { number = errno }
    if number != 0 { unlink(temporary) }
    return number
  }

  private static func undisturbed<Result>(_ body: () -> Result) -> Result {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&held, signal) }
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &held, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return body()
  }
}
