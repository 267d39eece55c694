import Foundation

/// The scenarios and rubrics that come with the program.
enum Shipped {
  /// The folder `scenarios` of the repository.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scenarios")

  /// The names of all scenario and rubric files, relative to the folder, sorted.
  static let files: [String] = scenarios + names(in: "rubrics").map { "rubrics/" + $0 }

  /// The names of the scenario files, sorted.
  static let scenarios: [String] = names(in: "")

  /// A file's text.
  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The path of a file that several test programs share.
  static func fixture(_ name: String) -> String {
    folder.deletingLastPathComponent().appending(path: "Tests/Fixtures/\(name)").path()
  }

  private static func names(in subfolder: String) -> [String] {
    let path = folder.appending(path: subfolder).path()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }
}
