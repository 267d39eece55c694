import Glibc

/// How the loader reaches files; in tests, a dictionary.
package struct FileAccess: Sendable {
  /// Reads a file whole, or says why that is not possible.
  package var read: @Sendable (_ path: String, _ limit: Int) -> Result<SourceFile, SourceProblem>
  /// The absolute path with symbolic links resolved, or nil if there is no such file.
  package var realPath: @Sendable (_ path: String) -> String?

  /// Access through these two functions.
  package init(
    read: @escaping @Sendable (String, Int) -> Result<SourceFile, SourceProblem>,
    realPath: @escaping @Sendable (String) -> String?
  ) {
    self.read = read
    self.realPath = realPath
  }

  /// The files of this computer.
  package static let disk = FileAccess(
    read: { path, limit in
      Result { () throws(SourceProblem) in try SourceFile.read(path, limit: limit) }
    },
    realPath: { path in
      guard let resolved = realpath(path, nil) else { return nil }
      defer { free(resolved) }
      return String(cString: resolved)
    })
}

/// Paths as text.
enum PathText {
  /// The folder of a file, with its slash; empty for a file in the working folder.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// Whether a relative path, read as text, stays inside the folder it starts from.
  static func staysInside(_ path: String) -> Bool {
    guard !path.hasPrefix("/") else { return false }
    var depth = 0
    for part in path.split(separator: "/") {
      switch part {
      case ".": break
      case "..": depth -= 1
      default: depth += 1
      }
      if depth < 0 { return false }
    }
    return true
  }
}
