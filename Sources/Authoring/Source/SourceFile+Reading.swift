import Glibc

extension SourceFile {
  /// Reads a regular file whole. A FIFO, a device, a socket or a folder is refused without waiting
  /// and without being opened; so is a file larger than `limit` bytes.
  package static func read(
    _ path: String, limit: Int = Limits.standard.fileBytes
  ) throws(SourceProblem) -> SourceFile {
    guard !path.utf8.contains(0) else { throw SourceProblem(.missing, path: path) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw SourceProblem(systemError: errno, path: path) }
    try check(status, path: path, limit: limit)
    // Not waiting matters even after the look above: the name may mean something else by now.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SourceProblem(systemError: errno, path: path) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else {
      throw SourceProblem(systemError: errno, path: path)
    }
    try check(status, path: path, limit: limit)
    let bytes = try contents(of: descriptor, size: Int(status.st_size), limit: limit, path: path)
    return SourceFile(name: path, bytes: bytes)
  }

  /// Reads standard input to its end, whatever it is connected to.
  package static func readInput(
    limit: Int = Limits.standard.fileBytes
  ) throws(SourceProblem) -> SourceFile {
    let name = "standard input"
    let bytes = try contents(of: 0, size: 1 << 16, limit: limit, path: name)
    return SourceFile(name: name, bytes: bytes)
  }

  private static func check(
    _ status: stat, path: String, limit: Int
  ) throws(SourceProblem) {
    if let other = nameOfKind(status.st_mode) {
      throw SourceProblem(.notRegular(other), path: path)
    }
    let most = min(limit, Limits.largestFile)
    guard Int(status.st_size) <= most else {
      throw SourceProblem(.tooLarge(size: Int(status.st_size), limit: most), path: path)
    }
  }

  /// What a file that is not a regular one is called.
  private static func nameOfKind(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "something special"
    }
  }

  /// Reads to the end of the file, which may have grown or shrunk since its size was asked for
  /// (files in `/proc` say 0).
  private static func contents(
    of descriptor: Int32, size: Int, limit: Int, path: String
  ) throws(SourceProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = size + 1
    while true {
      let (chunk, failure) = read(descriptor, atMost: room)
      guard failure == 0 else { throw SourceProblem(systemError: failure, path: path) }
      if chunk.isEmpty { return bytes }
      // The usual case is one chunk, kept without a copy.
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      let most = min(limit, Limits.largestFile)
      guard bytes.count <= most else {
        throw SourceProblem(.tooLarge(size: bytes.count, limit: most), path: path)
      }
      room = 1 << 16
    }
  }

  private static func read(_ descriptor: Int32, atMost room: Int) -> ([UInt8], Int32) {
    var failure: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      while count < room {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, room - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    return (chunk, failure)
  }
}

extension SourceProblem {
  fileprivate init(systemError number: Int32, path: String) {
    switch number {
    case ENOENT, ENOTDIR: self.init(.missing, path: path)
    case EACCES, EPERM: self.init(.denied, path: path)
    case EISDIR: self.init(.notRegular("a folder"), path: path)
    case ENXIO: self.init(.notRegular("a pipe"), path: path)
    default: self.init(.failed(number), path: path)
    }
  }
}
