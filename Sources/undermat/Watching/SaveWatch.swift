import Glibc

/// Hears of saves of some files. Editors replace files as often as they write them, so folders are
/// watched; and because not every file system tells, the files themselves are looked at every second.
///
/// A class, because a descriptor is closed exactly once.
final class SaveWatch {
  /// Readable when something happened in one of the folders.
  let descriptor: Int32
  private var files: [String]
  private var seen: [FileMark] = []

  /// Nil, with errno set, if nothing can be watched.
  init?(_ path: String) {
    descriptor = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
    files = [path]
    seen = [FileMark(path)]
    guard descriptor >= 0 else { return nil }
    listen()
  }

  deinit { close(descriptor) }

  /// Reads the files that matter, which `body` names. A save while they are read counts as one after
  /// it.
  func whileReading<Made>(_ body: () -> (Made, files: [String])) -> Made {
    let before = files.map { ($0, FileMark($0)) }
    let (made, files) = body()
    self.files = files
    seen = files.map { file in before.first { $0.0 == file }?.1 ?? FileMark(file) }
    listen()
    return made
  }

  private func listen() {
    let events = UInt32(
      IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE)
    for file in files {
      let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "./"
      // A folder that is watched already stays so; one that is not there is looked at by time.
      _ = inotify_add_watch(descriptor, folder, events)
    }
  }

  /// Waits a second for something to happen; returns whether something did, or nil if nobody reads
  /// standard output any more.
  func wait() -> Bool? {
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: 1, events: 0, revents: 0),
    ]
    guard poll(&requests, 2, 1000) > 0 else { return false }
    return requests[1].revents != 0 ? nil : true
  }

  /// Whether one of the files is another than before. Some editors save in several steps: what has
  /// begun may come to rest first, for a second at most.
  func changed(after event: Bool) -> Bool {
    if event {
      for _ in 0..<12 where drain() {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&request, 1, 80) == 0 { break }
      }
    }
    return files.map(FileMark.init) != seen
  }

  private func drain() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var found = false
    while read(descriptor, &buffer, buffer.count) > 0 { found = true }
    return found
  }
}

/// What tells that a file is another than before, without reading it.
private struct FileMark: Equatable {
  private let device: dev_t
  private let number: ino_t
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  init(_ path: String) {
    var status = stat()
    if stat(path, &status) != 0 { status = stat() }
    device = status.st_dev
    number = status.st_ino
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
