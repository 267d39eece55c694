import Glibc
import Testing

@testable import Terminal

@Suite struct `A file replaced in place` {
  /// A folder of its own, which the operating system clears away.
  private let folder: String

  init() throws {
    var template = Array("/tmp/undermat-replacement-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  @Test func `keeps its permissions and leaves nothing beside it`() throws {
    let path = folder + "/a"
    try Files.write(path, [1], isReplacing: false).get()
    chmod(path, 0o640)
    try FileReplacement.replace(path, with: [2, 3]).get()
    #expect(try Files.read(path, limit: 10).get() == [2, 3])
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(names() == ["a"])
  }

  @Test func `is the one that a symbolic link leads to`() throws {
    try Files.write(folder + "/a", [1], isReplacing: false).get()
    symlink("a", folder + "/link")
    try FileReplacement.replace(folder + "/link", with: [2]).get()
    #expect(try Files.read(folder + "/a", limit: 10).get() == [2])
    var status = stat()
    lstat(folder + "/link", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `has to exist`() {
    let path = folder + "/none"
    let expected = FileFailure(path, "No such file or directory", exitCode: 73)
    #expect(throws: expected) { try FileReplacement.replace(path, with: []).get() }
    #expect(names() == [])
  }

  @Test func `stays whole on a full device`() throws {
    // A full folder needs rights that a test has not always; a size limit fails in the same way, in
    // the middle of writing. It holds for the whole process, so it is far above what others write.
    let path = folder + "/a"
    let original = [UInt8](repeating: 7, count: 100)
    try Files.write(path, original, isReplacing: false).get()
    signal(SIGXFSZ, SIG_IGN)
    var before = rlimit()
    getrlimit(__rlimit_resource_t(1), &before)
    var small = rlimit(rlim_cur: 1 << 25, rlim_max: before.rlim_max)
    setrlimit(__rlimit_resource_t(1), &small)
    let result = FileReplacement.replace(path, with: [UInt8](repeating: 8, count: (1 << 25) + 1))
    setrlimit(__rlimit_resource_t(1), &before)
    #expect(throws: FileFailure(path, "File too large", exitCode: 74)) { try result.get() }
    #expect(try Files.read(path, limit: 1000).get() == original)
    #expect(names() == ["a"])
  }

  private func names() -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
