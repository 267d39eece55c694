import Authoring
import Glibc

/// The files that a person means by a list of paths.
enum FilesNamed {
  /// Every path itself; for a folder the `.json` files in it and in its folders that say they are a
  /// scenario or a rubric, in the order of their names. Links to folders are not followed.
  static func by(_ paths: [String]) -> [String] {
    paths.flatMap { path in isFolder(path, followsLinks: true) ? inside(path) : [path] }
  }

  private static func inside(_ folder: String) -> [String] {
    names(in: folder).flatMap { name -> [String] in
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if isFolder(path, followsLinks: false) { return name.hasPrefix(".") ? [] : inside(path) }
      return name.hasSuffix(".json") && isOurs(path) ? [path] : []
    }
  }

  private static func isFolder(_ path: String, followsLinks: Bool) -> Bool {
    var status = stat()
    let result = followsLinks ? stat(path, &status) : lstat(path, &status)
    return result == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a file's text begins like one of ours (`"format": "undermat-...`), be the rest right or
  /// wrong.
  private static func isOurs(_ path: String) -> Bool {
    guard let source = try? SourceFile.read(path) else { return false }
    let start = String(decoding: source.bytes.prefix(4096), as: UTF8.self)
    return start.firstMatch(of: /"format"\s*:\s*"undermat-/) != nil
  }
}
