import Authoring
import Console
import Records
import Synchronization

/// A scenario as it was when it was played: read from the records, whatever became of its file.
enum PinnedScenario {
  /// - Parameter documents: the scenario's text, then those of its rubrics in order.
  static func open(
    _ kept: KeptEncounter, _ documents: [PinnedDocument]
  ) -> Result<OpenedScenario, Problem> {
    let texts = documents.compactMap(\.bytes)
    guard texts.count == documents.count, let text = texts.first else {
      return .failure(
        Problem(
          "the texts that encounter \(kept.key.number) was played with are not in the records: "
            + "it was played on another machine", exitCode: 66))
    }
    let source = SourceFile(name: kept.path, bytes: text)
    let loaded = LoadedScenario.load(source, access: access(Array(texts.dropFirst())))
    return ScenarioFiles.opened(loaded)
  }

  /// Hands out the rubrics in the order in which they are asked for, which is the scenario's.
  private static func access(_ rubrics: [[UInt8]]) -> FileAccess {
    let asked = AskedFiles()
    return FileAccess(
      read: { path, _ in
        let position = asked.position(path)
        guard rubrics.indices.contains(position) else {
          return .failure(SourceProblem(.missing, path: path))
        }
        return .success(SourceFile(name: path, bytes: rubrics[position]))
      },
      realPath: { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
  }
}

/// The paths that were asked for, in order. A class, because a closure remembers by it; the mutex
/// makes it safe to send.
private final class AskedFiles: Sendable {
  private let paths = Mutex<[String]>([])

  func position(_ path: String) -> Int {
    paths.withLock { paths in
      if let known = paths.firstIndex(of: path) { return known }
      paths.append(path)
      return paths.count - 1
    }
  }
}
