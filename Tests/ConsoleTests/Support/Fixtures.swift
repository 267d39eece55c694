import Authoring
import Foundation
import Reports
import Simulation
import Synchronization
import Testing

@testable import Console

/// The repository's folders, found from this file.
enum Folders {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let fixtures = tests.appending(path: "Fixtures")
  static let shipped = tests.deletingLastPathComponent().appending(path: "scenarios")
  static let sessions = tests.appending(path: "ConsoleTests/Sessions")
}

enum Opened {
  /// A scenario of the fixtures by its id.
  static func fixture(_ id: String) throws -> OpenedScenario {
    try file(Folders.fixtures.appending(path: "\(id)/\(id).json"))
  }

  /// A scenario that ships with the program.
  static func shipped(_ id: String) throws -> OpenedScenario {
    try file(Folders.shipped.appending(path: "\(id).json"))
  }

  private static func file(_ url: URL) throws -> OpenedScenario {
    let loaded = try LoadedScenario.load(path: url.path)
    let scenario = try #require(loaded.scenario)
    let map = try #require(loaded.map)
    let documents = loaded.files.map {
      OpenedScenario.Document(path: $0.name, bytes: $0.bytes, digest: "0")
    }
    return OpenedScenario(
      scenario: scenario, digests: Digests(scenario: "5ce4", rubrics: "40b1"),
      documents: documents,
      describe: { findings, voice in
        BehaviourErrors(scenario, map, voice: voice).diagnostics(findings)
          .map { "\($0.code): \($0.message)\n" }.joined()
      })
  }
}

extension Surroundings {
  /// A world of two fixtures, in which every look at the clock takes a second and every new seed is
  /// 42.
  static func made(records: RecordsPort = .inMemory()) -> Surroundings {
    let clock = Ticks()
    let ids = ["cash-only-sketch", "lost-suitcase"]
    return Surroundings(
      now: { 1_700_000_000_000 }, monotonicNow: { clock.next() }, newSeed: { 42 },
      isInterrupted: { false },
      list: {
        Result {
          try ids.map { id in
            let about = try Opened.fixture(id).scenario.about
            return ListedScenario(
              id: id, title: about.title, minutes: about.minutes, level: about.level, path: id)
          }
        }.mapError { Problem("\($0)", exitCode: 70) }
      },
      open: { id in
        guard ids.contains(id) else {
          return .failure(Problem("There is no scenario \(id).", exitCode: 66))
        }
        return Result { try Opened.fixture(id) }.mapError { Problem("\($0)", exitCode: 70) }
      },
      write: { path, _ in
        path.hasPrefix("taken") ? Problem("\(path): exists already", exitCode: 73) : nil
      },
      commandNames: { ["list", "play", "walk"] },
      run: { words, _ in
        words.first == "play" && words.count > 1
          ? .play(words[1], PlayOptions(trainee: "Kim"))
          : .answer(CommandResult(StyledText("(\(words.joined(separator: " ")))\n")))
      },
      records: records)
  }
}

/// A class, because closures share it; the mutex makes it safe to send.
private final class Ticks: Sendable {
  private let count = Mutex(0)

  func next() -> Duration {
    count.withLock { count in
      count += 1
      return .seconds(count)
    }
  }
}
