import Archives
import Authoring
import Console
import Glibc
import JSONText

/// A story of another tool on disk: a text, or an `.h5p` archive with one inside.
enum StoryFile {
  /// The story in the file, or why there is none.
  static func read(_ path: String) -> Result<ImportedStory, Problem> {
    let file: OpenedFile
    switch OpenedFile.open(path) {
    case .failure(let problem): return .failure(problem)
    case .success(let opened): file = opened
    }
    do throws(ZipArchive.Flaw) {
      return try story(in: ZipArchive(size: file.size, read: file.read), path)
    } catch {
      guard error == .noArchive else { return .failure(problem(error, path)) }
    }
    return text(path)
  }

  private static func text(_ path: String) -> Result<ImportedStory, Problem> {
    do throws(SourceProblem) {
      let source = try SourceFile.read(path, limit: mostBytes)
      let text = source.text(in: source.textStart..<source.bytes.count)
      if let story = ImportedStory(text) { return .success(story) }
      return .failure(
        Problem("\(shown(path)) is no Twee 3, Twine 2 or H5P story", exitCode: 65))
    } catch {
      let words = DiagnosticFormat.text.render([Findings(error)])
      return .failure(Problem(words, exitCode: error.exitCode))
    }
  }

  /// Most bytes of a story's text, unpacked.
  private static let mostBytes = 16 << 20

  private static func story(
    in archive: ZipArchive, _ path: String
  ) throws(ZipArchive.Flaw) -> Result<ImportedStory, Problem> {
    let about = try archive.contents(of: "h5p.json", limit: mostBytes)
    let library = about.flatMap { try? JSONValue(reading: $0) }?["mainLibrary"]?.string
    if let library, library != "H5P.BranchingScenario" {
      return .failure(
        Problem(
          "\(shown(path)) holds \(shown(library)), not an H5P branching scenario", exitCode: 65))
    }
    guard let content = try archive.contents(of: "content/content.json", limit: mostBytes) else {
      return .failure(
        Problem(
          "\(shown(path)) is a zip file without content/content.json, so it is no H5P story",
          exitCode: 65))
    }
    guard let story = ImportedStory(String(decoding: content, as: UTF8.self)) else {
      return .failure(
        Problem(
          "content/content.json in \(shown(path)) is no H5P branching scenario", exitCode: 65))
    }
    return .success(story)
  }

  private static func problem(_ flaw: ZipArchive.Flaw, _ path: String) -> Problem {
    let (words, code): (String, Int32) =
      switch flaw {
      case .noArchive: ("is no zip file", 65)
      case .truncated: ("is a zip file that ends too early: copy or download it again", 65)
      case .damaged: ("is a zip file that is damaged: export it again", 65)
      case .unusual(let how): ("is a zip file that cannot be read: \(how); pack it anew", 65)
      case .encrypted: ("is locked with a password: export it without one", 65)
      case .tooLarge(let limit): ("holds a story of more than \(limit >> 20) MB", 65)
      case .ambiguous: ("holds two files of the same name: export it again", 65)
      case .unreadable(let number): ("cannot be read: \(String(cString: strerror(number)))", 74)
      }
    return Problem("\(shown(path)) \(words)", exitCode: code)
  }

  private static func shown(_ text: String) -> String { SafeText.shownOnOneLine(text) }
}

/// A regular file that is read in places. A class, because its descriptor is closed exactly once.
private final class OpenedFile {
  let size: Int
  private let descriptor: Int32

  private init(_ descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }

  static func open(_ path: String) -> Result<OpenedFile, Problem> {
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    let shown = SafeText.shownOnOneLine(path)
    guard descriptor >= 0 else {
      return .failure(Problem("\(shown): \(String(cString: strerror(errno)))", exitCode: 66))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return .failure(Problem("\(shown) is not a file that can be read", exitCode: 66))
    }
    return .success(OpenedFile(descriptor, size: Int(status.st_size)))
  }

  func read(_ offset: Int, _ count: Int) throws(ZipArchive.Flaw) -> [UInt8] {
    var failure: Int32 = 0
    let room = max(0, min(count, size - offset))
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, done in
      while done < room {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + done }, room - done, off_t(offset + done))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        done += got
      }
    }
    guard failure == 0 else { throw .unreadable(failure) }
    return bytes
  }
}
