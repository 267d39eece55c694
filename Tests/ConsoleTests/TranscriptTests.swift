import JSONText
import Simulation
import Synchronization
import Testing

@testable import Console

/// Transcripts: what is enough to play an encounter again.
@Suite struct Transcripts {
  @Test(arguments: [
    "cash-only-wine", "change-fee", "greeted-by-name", "key-under-the-mat", "pop-up-bar",
  ])
  func `written, read and replayed, a random play with undos is the same encounter`(
    _ id: String
  ) throws {
    let opened = try Opened.shipped(id)
    for voice in opened.scenario.customer.voices {
      for seed in UInt64(1)...5 {
        let surroundings = Surroundings.made()
        let options = PlayOptions(voice: voice, seed: seed, trainee: "Kim")
        var attempt = try Attempt.start(opened, options, surroundings).get()
        var dice = SplitMix64(state: seed)
        while attempt.isOpen {
          if attempt.canUndo, dice.below(5) == 0 {
            attempt.undo(surroundings)
          } else {
            let available = attempt.encounter.available
            let choice = available[dice.below(available.count)]
            _ = try attempt.take(choice, surroundings)
          }
        }
        let bytes = TranscriptJSON.value(attempt.transcript).bytes(.compact)
        let read = try TranscriptJSON.read(bytes, name: "t").get()
        #expect(read == attempt.transcript, "\(id), voice \(voice.name), seed \(seed)")
        let replayed = try Encounter(attempt.encounter.program, replaying: read)
        #expect(replayed == attempt.encounter, "\(id), voice \(voice.name), seed \(seed)")
      }
    }
  }

  @Test(arguments: ["", "{", "[]", "{\"format\":\"undermat-transcript/2\"}"])
  func `what is no transcript is refused with 65`(_ text: String) {
    guard case .failure(let problem) = TranscriptJSON.read(Array(text.utf8), name: "t") else {
      Issue.record("it was read")
      return
    }
    #expect(problem.exitCode == 65)
    #expect(!problem.words.isEmpty)
  }
}

/// What is kept, and what happens when nothing can be.
@Suite struct Keeping {
  @Test func `every entry is kept before the answer comes back, and in order`() throws {
    let kept = Kept()
    var records = RecordsPort.inMemory()
    records.keep = { _, entry in
      kept.add(entry)
      return nil
    }
    let surroundings = Surroundings.made(records: records)
    let options = PlayOptions(seed: 1, trainee: "Kim")
    let attempt = try Attempt.start(Opened.fixture("lost-suitcase"), options, surroundings).get()
    var play = Play(attempt)
    for (count, line) in ["1", "/undo", "/hint", "/notes tired", "2"].enumerated() {
      _ = play.handle(.line(line), ScreenSettings(), surroundings)
      #expect(kept.entries == play.attempt.transcript.entries)
      #expect(kept.entries.count == count + 1)
    }
  }

  @Test func `a full disk is said once and the encounter goes on`() throws {
    var records = RecordsPort.inMemory()
    records.keep = { _, _ in Problem("no space left on device", exitCode: 74) }
    let surroundings = Surroundings.made(records: records)
    let options = PlayOptions(seed: 1, trainee: "Kim")
    let attempt = try Attempt.start(Opened.fixture("lost-suitcase"), options, surroundings).get()
    var play = Play(attempt)
    let first = play.handle(.line("1"), ScreenSettings(), surroundings)
    let second = play.handle(.line("1"), ScreenSettings(), surroundings)
    #expect(
      first.notice.plain
        == "From here on nothing is kept: no space left on device. The encounter goes on.\n")
    #expect(second.notice.isEmpty)
    #expect(play.attempt.encounter.turns.count == 2)
  }

  @Test func `an exam of a draft is refused, a draft is played without a score`() throws {
    var opened = try Opened.fixture("lost-suitcase")
    opened.scenario.draft = true
    let surroundings = Surroundings.made()
    let exam = Attempt.start(opened, PlayOptions(mode: .exam), surroundings)
    #expect(throws: Problem.self) { try exam.get() }
    var attempt = try Attempt.start(opened, PlayOptions(seed: 1), surroundings).get()
    for _ in 0..<2 {
      let choice = try #require(attempt.encounter.available.last)
      _ = try attempt.take(choice, surroundings)
    }
    let debrief = Debrief(attempt, surroundings)
    #expect(debrief.sheet == nil)
    #expect(
      debrief.page(ScreenSettings()).plain
        == "There is no score: this scenario is a draft, which is not graded.\n")
  }
}

/// A class, because a closure fills it; the mutex makes it safe to send.
private final class Kept: Sendable {
  private let list = Mutex<[Transcript.Entry]>([])

  var entries: [Transcript.Entry] { list.withLock { $0 } }

  func add(_ entry: Transcript.Entry) { list.withLock { $0.append(entry) } }
}
