import Simulation
import Synchronization

extension RecordsPort {
  /// Records that last as long as the program: attempts are counted and scores remembered, and
  /// nothing is written anywhere.
  package static func inMemory() -> RecordsPort {
    let memory = Memory()
    return RecordsPort(
      isLasting: false,
      begin: { .success(memory.begin($0)) },
      keep: { memory.keep($0, $1) },
      finish: { memory.finish($0, $1) },
      standings: { memory.standings($0) },
      unfinished: { _ in [] },
      resume: { _, _ in
        .failure(Problem("there is no encounter to continue: nothing was kept", exitCode: 66))
      })
  }
}

/// A class, because closures share it; the mutex makes it safe to send.
private final class Memory: Sendable {
  private struct Kept {
    var trainee: String
    var scenario: String
    var score: Double?
    var entries: [Transcript.Entry] = []
  }

  private let kept = Mutex<[Kept]>([])

  func begin(_ new: NewEncounter) -> EncounterTicket {
    kept.withLock { kept in
      let scenario = new.origin.scenarioID
      let before = kept.count { $0.trainee == new.trainee && $0.scenario == scenario }
      kept.append(Kept(trainee: new.trainee, scenario: scenario))
      return EncounterTicket(id: "\(kept.count)", attempt: before + 1)
    }
  }

  func keep(_ ticket: EncounterTicket, _ entry: Transcript.Entry) -> Problem? {
    kept.withLock { kept in
      guard let index = Int(ticket.id), kept.indices.contains(index - 1) else {
        return Problem("there is no encounter \(ticket.id)", exitCode: 66)
      }
      kept[index - 1].entries.append(entry)
      return nil
    }
  }

  func finish(_ ticket: EncounterTicket, _ finished: FinishedEncounter) -> Problem? {
    kept.withLock { kept in
      guard let index = Int(ticket.id), kept.indices.contains(index - 1) else {
        return Problem("there is no encounter \(ticket.id)", exitCode: 66)
      }
      kept[index - 1].score = finished.sheet?.score
      return nil
    }
  }

  func standings(_ trainee: String) -> [String: Standing] {
    kept.withLock { kept in
      var standings: [String: Standing] = [:]
      for one in kept where one.trainee == trainee {
        var standing =
          standings[one.scenario] ?? Standing(attempts: 0, first: nil, best: nil, last: nil)
        standing.attempts += 1
        if let score = one.score {
          standing.first = standing.first ?? score
          standing.best = max(standing.best ?? score, score)
          standing.last = score
        }
        standings[one.scenario] = standing
      }
      return standings
    }
  }
}
