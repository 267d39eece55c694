#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// What the system knows about a file, without opening it: closing any descriptor of a database
/// would drop the locks that this process holds on it.
struct FileFacts {
  private let status: stat

  /// Nil if there is no such file, or it may not be looked at.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.status = status
  }

  var isPlainFile: Bool { status.st_mode & S_IFMT == S_IFREG }
  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }
  /// In bytes.
  var size: Int { Int(status.st_size) }

  /// Whether a process holds a lock on this byte of the file, by `/proc/locks`. False where there
  /// is no such list.
  func isLocked(byte: Int) -> Bool {
    for line in TextFile.lines("/proc/locks") {
      let words = line.split(separator: " ")
      guard words.count >= 8, words[5].hasSuffix(":\(status.st_ino)"),
        let first = Int(words[6]), first <= byte
      else { continue }
      if words[7] == "EOF" || Int(words[7]).map({ $0 >= byte }) == true { return true }
    }
    return false
  }
}

/// Making the file and its folders, for this person's eyes only.
enum PrivateFile {
  /// Makes an empty file (0600) and the folders above it (0700) where they are missing.
  static func make(_ path: String) throws(RecordsError) {
    if let folder = folder(of: path) { try makeFolder(folder, for: path) }
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      _ = fchmod(descriptor, 0o600)
      close(descriptor)
      return
    }
    guard errno == EEXIST else { throw failure(path) }
  }

  /// The path of the folder that a file stands in; nil for the working folder.
  static func folder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolder(_ folder: String, for path: String) throws(RecordsError) {
    if FileFacts(folder) != nil { return }
    if let above = self.folder(of: folder) { try makeFolder(above, for: path) }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
  }

  private static func failure(_ path: String) -> RecordsError {
    let code = errno
    return code == ENOSPC || code == EDQUOT
      ? .full(path: path) : .notWritable(path: path, reason: String(cString: strerror(code)))
  }
}

/// File systems of other machines, on which SQLite's locks may not hold.
enum NetworkFileSystem {
  private static let types: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "lustre", "gfs2", "glusterfs",
    "fuse.sshfs", "fuse.glusterfs", "fuse.davfs2",
  ]

  /// The type of the network file system that a file lies on; nil for a local one.
  static func name(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return name(of: String(cString: real), mounts: TextFile.lines("/proc/self/mounts"))
  }

  /// The same by a list of mounts as `/proc/self/mounts` has it; of several that hold the path the
  /// longest counts, and of equal ones the last.
  static func name(of path: String, mounts: [String]) -> String? {
    var longest = 0
    var type: String?
    for line in mounts {
      let words = line.split(separator: " ")
      guard words.count > 2 else { continue }
      let place = words[1].split(separator: "\\040", omittingEmptySubsequences: false)
        .joined(separator: " ")
      let folder = place.hasSuffix("/") ? place : place + "/"
      guard path.hasPrefix(folder), folder.utf8.count >= longest else { continue }
      longest = folder.utf8.count
      type = String(words[2])
    }
    return type.flatMap { types.contains($0) ? $0 : nil }
  }
}

/// The system's small lists.
enum TextFile {
  /// The lines of a file; none if it cannot be read.
  static func lines(_ path: String) -> [String] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16_384)
    while case let count = fread(&part, 1, part.count, file), count > 0 {
      bytes += part[..<count]
    }
    return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Waits without doing anything.
func rest(milliseconds: UInt32) { usleep(milliseconds * 1000) }
