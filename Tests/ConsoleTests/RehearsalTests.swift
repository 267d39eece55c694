import Simulation
import Testing

@testable import Console

@Suite struct `A rehearsal` {
  private func problem(_ scene: String?, _ settings: [String] = []) throws -> String? {
    let settings = try settings.map { try #require(Rehearsal.Setting(parsing: $0)) }
    let rehearsal = try #require(Rehearsal(scene: scene, settings: settings))
    switch rehearsal.applied(to: try Opened.fixture("lost-suitcase").scenario) {
    case .success: return nil
    case .failure(let problem):
      #expect(problem.exitCode == 64)
      return problem.words
    }
  }

  @Test(
    arguments: [
      ("evenin", [], "There is no scene evenin. Did you mean evening?"),
      ("cold", [], "cold is an ending; a rehearsal begins at a scene."),
      (
        "phone", [],
        "phone is a chance scene, where nothing is answered: begin at a scene before or after it. "
          + "It leads to evening."
      ),
      (nil, ["trust=5"], "trust goes from 0 to 4; 5 is outside."),
      (nil, ["trust=-1"], "trust goes from 0 to 4; -1 is outside."),
      (nil, ["trust=two"], "trust goes from 0 to 4; two is no whole number."),
      (nil, ["dressed=1"], "dressed is true or false, not 1."),
      (nil, ["truts=1"], "There is no meter, flag or fact truts. Did you mean trust?"),
      (nil, ["spent=4"], "spent counts by itself: meters, flags and facts can be set."),
      (
        "nowhere-at-all", ["dressed=1"],
        "There is no scene nowhere-at-all. The scenes are desk, evening.\n"
          + "dressed is true or false, not 1."
      ),
    ] as [(String?, [String], String)])
  func `says everything that forbids it`(
    _ scene: String?, _ settings: [String], _ words: String
  ) throws {
    #expect(try problem(scene, settings) == words)
  }

  @Test(arguments: ["trust", "=3", "trust=", "", "="])
  func `takes a name and a value`(_ text: String) {
    #expect(Rehearsal.Setting(parsing: text) == nil)
  }

  @Test func `begins as it was set, and the records never hear of it`() throws {
    var surroundings = Surroundings.made()
    surroundings.records.begin = { _ in
      Issue.record("a rehearsal was begun in the records")
      return .failure(Problem("no", exitCode: 70))
    }
    let rehearsal = Rehearsal(
      scene: "evening",
      settings: [
        .init(name: "trust", value: "4"), .init(name: "dressed", value: "true"),
        .init(name: "sister", value: "true"), .init(name: "trust", value: "2"),
      ])
    let options = PlayOptions(seed: 1, rehearsal: rehearsal)
    let attempt = try Attempt.start(Opened.fixture("lost-suitcase"), options, surroundings).get()
    let encounter = attempt.encounter
    guard case .scene(let scene) = encounter.position else {
      Issue.record("no scene waits")
      return
    }
    #expect(encounter.scenario.string(encounter.scenario.scenes[scene].id) == "evening")
    let trust = try #require(encounter.scenario.meters.firstIndex { $0.id == "trust" })
    #expect(encounter.mood[trust] == 2)
    let dressed = try #require(encounter.scenario.flags.firstIndex { $0.id == "dressed" })
    #expect(encounter.isSet(flag: dressed))
    let sister = try #require(encounter.scenario.facts.firstIndex { $0.id == "sister" })
    #expect(encounter.knows(fact: sister))
    #expect(attempt.ticket == nil && attempt.allowsHelp)
  }

  @Test(arguments: [Mode.test, .exam])
  func `is practice only`(_ mode: Mode) throws {
    let options = PlayOptions(mode: mode, rehearsal: Rehearsal(scene: "evening", settings: []))
    let started = Attempt.start(try Opened.fixture("lost-suitcase"), options, .made())
    guard case .failure(let problem) = started else {
      Issue.record("it began")
      return
    }
    #expect(problem.exitCode == 64 && problem.words.hasPrefix("a rehearsal is practice, not a"))
  }

  @Test func `goes on where an attempt would be refused, and then has no score`() throws {
    var opened = try Opened.fixture("lost-suitcase")
    // A flaw of the whole scenario: nothing that is done makes a difference.
    opened.scenario.marks = opened.scenario.marks.map { mark in
      var mark = mark
      mark.level = 0
      return mark
    }
    opened.scenario.voiceMarks = []
    let surroundings = Surroundings.made()
    guard case .failure = Attempt.start(opened, PlayOptions(), surroundings) else {
      Issue.record("an attempt began")
      return
    }
    let options = PlayOptions(rehearsal: Rehearsal(scene: "evening", settings: []))
    var attempt = try Attempt.start(opened, options, surroundings).get()
    let choice = try #require(attempt.encounter.available.first)
    _ = try attempt.take(choice, surroundings)
    guard case .failure(let problem) = attempt.graded(surroundings) else {
      Issue.record("it was graded")
      return
    }
    #expect(problem.words == "from here on every way comes to the same points")
  }
}
