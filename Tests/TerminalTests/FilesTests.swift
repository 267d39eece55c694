import Glibc
import Testing

@testable import Terminal

@Suite struct `Whole files` {
  /// A folder of its own, which the operating system clears away.
  private let folder: String

  init() throws {
    var template = Array("/tmp/undermat-files-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  @Test func `come back as they were written, for their owner only`() throws {
    let path = folder + "/a"
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try Files.write(path, bytes, isReplacing: false).get()
    #expect(try Files.read(path, limit: 100_000).get() == bytes)
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func `are not written over unless asked`() throws {
    let path = folder + "/a"
    try Files.write(path, [1], isReplacing: false).get()
    let failure = #expect(throws: FileFailure.self) {
      try Files.write(path, [2], isReplacing: false).get()
    }
    #expect(failure?.words == "\(path): exists already; `--force` replaces it")
    #expect(failure?.exitCode == 73)
    #expect(try Files.read(path, limit: 10).get() == [1])
    try Files.write(path, [2], isReplacing: true).get()
    #expect(try Files.read(path, limit: 10).get() == [2])
  }

  @Test func `are refused with the number when they are too large`() throws {
    let path = folder + "/a"
    try Files.write(path, [1, 2, 3], isReplacing: false).get()
    #expect(
      throws: FileFailure(path, "is larger than 2 bytes, the most that is read", exitCode: 65)
    ) {
      try Files.read(path, limit: 2).get()
    }
  }

  @Test func `are regular files, and nothing else is waited for`() {
    mkfifo(folder + "/pipe", 0o600)
    let expected = [
      (folder + "/pipe", "is a pipe, not a file"), (folder, "is a folder, not a file"),
      ("/dev/zero", "is a device, not a file"), (folder + "/none", "No such file or directory"),
    ]
    for (path, reason) in expected {
      #expect(throws: FileFailure(path, reason, exitCode: 66)) {
        try Files.read(path, limit: 10).get()
      }
    }
  }

  @Test func `leave nothing behind where the disk is full or the folder missing`() {
    let failure = #expect(throws: FileFailure.self) {
      try Files.write(folder + "/none/a", [1], isReplacing: false).get()
    }
    #expect(failure?.exitCode == 73)
  }
}

@Suite struct `The checked writer` {
  @Test func `says why it could not be written`() {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    #expect(throws: Output.Failure.other(ENOSPC)) { try Output(descriptor: full).write("x") }
    #expect(throws: Output.Failure.other(EBADF)) { try Output(descriptor: -1).write("x") }
    #expect(throws: Never.self) { try Output(descriptor: full).write("") }
  }
}
