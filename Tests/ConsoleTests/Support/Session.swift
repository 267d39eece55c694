import JSONText
import Simulation

@testable import Console

/// A dialogue on file, held in a world of fixtures (`# lost-suitcase seed=1 ...`, or `# lobby`).
struct Session {
  private let file: SessionFile

  init(_ text: String) { file = SessionFile(text) }

  /// Holds the dialogue again and returns its whole text.
  /// - Parameter isRestored: after every move the encounter is saved, read and replayed.
  func held(isRestored: Bool) throws -> String {
    let surroundings = Surroundings.made()
    var kept = 0
    return try file.held(in: enter(surroundings)) { room in
      let entries = room.attempt?.transcript.entries.count ?? 0
      if isRestored, entries > kept { room = try restored(room, surroundings) }
      kept = entries
    }
  }

  private func enter(_ surroundings: Surroundings) throws -> Room {
    let name = file.name ?? ""
    if name == "lobby" { return Room(surroundings, defaults: file.playOptions) }
    let attempt = try Attempt.start(Opened.fixture(name), file.playOptions, surroundings).get()
    return Room(surroundings, play: attempt)
  }

  private func restored(_ room: Room, _ surroundings: Surroundings) throws -> Room {
    guard let attempt = room.attempt, let ticket = attempt.ticket else { return room }
    let saved = TranscriptJSON.value(attempt.transcript).bytes(.compact)
    let transcript = try TranscriptJSON.read(saved, name: "transcript").get()
    let resumed = ResumedEncounter(
      opened: attempt.opened, transcript: transcript, ticket: ticket,
      trainee: attempt.options.trainee)
    let again = try Attempt.resume(
      resumed, isCoached: attempt.options.isCoached, surroundings
    ).get()
    return Room(surroundings, play: again, hasLobby: file.name == "lobby")
  }
}
