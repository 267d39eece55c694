package import Authoring

/// The files that the server knows of: as the editor shows them where they are open, else as they
/// are on disk.
package struct Workspace: Sendable {
  private let disk: FileAccess
  /// The names in a folder, in any order; empty if it cannot be read.
  private let names: @Sendable (_ folder: String) -> [String]
  private var open: [String: SourceFile] = [:]

  /// Files of a computer.
  package init(disk: FileAccess, names: @escaping @Sendable (String) -> [String]) {
    self.disk = disk
    self.names = names
  }

  /// What the editor shows now; nil for a file that it closed.
  mutating func show(_ source: SourceFile?, as path: String) {
    open[Self.plain(path)] = source
  }

  /// How the loader reads.
  var access: FileAccess {
    let (open, disk) = (open, disk)
    return FileAccess(
      read: { path, limit in
        open[Self.plain(path)].map { .success($0) } ?? disk.read(path, limit)
      }, realPath: disk.realPath)
  }

  /// A file's text, if it can be read.
  func source(_ path: String, limit: Int = Limits.standard.fileBytes) -> SourceFile? {
    let read = access.read(path, limit)
    return (try? read.get()).map { SourceFile(name: path, bytes: $0.bytes) }
  }

  /// The scenarios that name a rubric: in its folder and in the one around it, since a scenario names
  /// only files below its own folder.
  func scenarios(using rubric: String) -> [SourceFile] {
    let rubric = Self.plain(rubric)
    var found: [SourceFile] = []
    var folder = Self.folder(of: rubric)
    for _ in 0..<Self.foldersAround where !folder.isEmpty {
      let files = names(folder).filter { $0.hasSuffix(".json") }.sorted().prefix(Self.mostFiles)
      for name in files where folder + name != rubric {
        guard let source = source(folder + name, limit: Self.mostBytes),
          Self.saysScenario(source), Self.names(source, rubric)
        else { continue }
        found.append(source)
      }
      folder = Self.folder(of: String(folder.dropLast()))
    }
    return found
  }

  /// How many folders may hold a rubric's scenarios, and how many files of each, and of which size,
  /// are looked into: somebody waits.
  private static let foldersAround = 2
  private static let mostFiles = 500
  private static let mostBytes = 4 << 20

  private static func saysScenario(_ source: SourceFile) -> Bool {
    source.text(in: 0..<min(4096, source.bytes.count)).contains("\"undermat-scenario/")
  }

  /// Whether a scenario names a rubric.
  private static func names(_ source: SourceFile, _ rubric: String) -> Bool {
    var found = DiagnosticList(limit: 1)
    guard let document = JSONDocument.read(source, into: &found),
      let list = document.value(of: "rubrics", in: 0)
    else { return false }
    return document.children(of: list).contains { use in
      guard let file = document.value(of: "file", in: use) else { return false }
      return plain(folder(of: source.name) + document.string(at: file)) == rubric
    }
  }

  /// The folder of a path, with its slash; empty if there is none.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// A path without `.` and `..`.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", parts.last.map({ $0 != ".." }) ?? false {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
