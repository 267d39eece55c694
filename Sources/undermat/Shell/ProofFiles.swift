import Console
import Glibc
import Reports
import Terminal

/// Keeps what was proven as one small file a scenario, named by the digests of its bytes, below the
/// user's cache folder.
enum ProofFiles {
  /// Raised whenever a proof may come to something else for the same files.
  private static let version = 1

  static func memory(in world: World) -> ProofMemory {
    guard let folder = folder(in: world) else { return .none }
    return ProofMemory(
      recall: { digests in
        guard case .success(let bytes) = world.readFile(path(folder, digests), 64) else {
          return nil
        }
        return ProofMemory.Verdict(rawValue: String(decoding: bytes, as: UTF8.self))
      },
      keep: { digests, verdict in
        makeFolders(folder)
        // Not worth a word if it fails: the scenario is proven again next time.
        _ = world.writeFile(path(folder, digests), Array(verdict.rawValue.utf8), true)
      })
  }

  private static func path(_ folder: String, _ digests: Digests) -> String {
    "\(folder)/\(version)-\(digests.scenario.prefix(32))-\(digests.rubrics.prefix(32))"
  }

  private static func folder(in world: World) -> String? {
    if let cache = world.environment("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      return cache + "/undermat/proofs"
    }
    guard let home = world.environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.cache/undermat/proofs"
  }

  private static func makeFolders(_ folder: String) {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o700)
    }
  }
}
