import Authoring
import Reports
import Simulation
import Synchronization
import Testing

/// Long work that somebody stops says so, whenever that happens, and says nothing that the whole of
/// it would not say.
@Suite struct `Stopped work` {
  /// Says no when it is asked for the time given, and yes before and after.
  final class Listener: Sendable {
    private let calls = Mutex(0)
    private let refused: Int?

    init(refusing refused: Int? = nil) { self.refused = refused }

    var count: Int { calls.withLock { $0 } }
    var effort: Effort {
      Effort { _ in
        self.calls.withLock { calls in
          calls += 1
          return calls != self.refused
        }
      }
    }
  }

  static let loaded = LoadedScenario.load(
    SourceFile(name: "/\(Files.project)/scenarios/long-row.json", text: text))
  static let scenario = loaded.scenario

  @Test func `has a sound scenario to begin with`() {
    #expect(DiagnosticFormat.concise.render([Self.loaded.findings]) == "")
  }

  @Test func `of a check is named as the reason, at whatever time it was stopped`() throws {
    let whole = Listener()
    let all = Self.check(whole)
    #expect(all.proof?.coverage == .whole)
    #expect(all.proof?.states ?? 0 > 2 * 65_536)
    let known = Set(all.findings.diagnostics.map(Self.sighting))
    try #require(whole.count > 20)
    // From some call on only rules are asked, of which a few are enough.
    for call in 1...whole.count where call < 20 || call % 6 == 0 || call == whole.count {
      let check = Self.check(Listener(refusing: call))
      #expect(
        check.proof?.words == "not proven: stopped before it was done, in 2 voices", "call \(call)")
      let found = check.findings.diagnostics
      let note = try #require(found.first { $0.code == .notDecided }, "call \(call)")
      #expect(note.message == "the check was stopped, so some rules were not decided")
      #expect(note.help?.contains("budget") == false, "\(note.help ?? "")")
      let others = found.filter { $0.code != .notDecided }
      #expect(others.allSatisfy { known.contains(Self.sighting($0)) }, "call \(call)")
    }
  }

  @Test func `is not what a check over its budget speaks of`() throws {
    let check = Self.check(Listener(), budget: 1_000)
    #expect(check.proof?.words == "not proven: more states than the budget, in 2 voices")
    let note = try #require(check.findings.diagnostics.first { $0.code == .notDecided })
    #expect(note.message.hasPrefix("there is too much to look at"))
  }

  @Test func `of a walk leaves what was reached, and no scores`() throws {
    let solution = Solution(Program(try #require(Self.scenario)))
    let listener = Listener()
    let whole = Walk(solution, goOn: listener.effort.goOn)
    #expect(whole.coverage == .whole && whole.best != nil)
    try #require(listener.count >= 4)
    for call in 1...listener.count {
      let walk = Walk(solution, goOn: Listener(refusing: call).effort.goOn)
      #expect(walk.coverage == .stopped && !walk.isScored, "call \(call)")
      #expect(walk.best == nil && walk.worst == nil && walk.luck.isEmpty, "call \(call)")
      #expect(walk.endings.allSatisfy { $0.lowest == nil && $0.highest == nil }, "call \(call)")
      #expect(zip(walk.scenes, whole.scenes).allSatisfy { $0 == nil || $0 == $1 }, "call \(call)")
      #expect(zip(walk.choices, whole.choices).allSatisfy { $0 == nil || $0 == $1 }, "call \(call)")
      let setting = PageSetting(width: 400, columns: { _ in 1 }, safe: { $0 })
      let page = WalkText.lines([walk], digest: "", setting).joined(separator: " ")
      #expect(page.contains("Stopped before it was done in thinker, so what is not reached"))
      #expect(!page.contains("budget") && !page.contains("Exact:"))
    }
  }

  @Test func `of a proof leaves a walk that was stopped too`() throws {
    let program = Program(try #require(Self.scenario))
    let listener = Listener(refusing: 1)
    let walk = Walk(Solution(program, effort: listener.effort), goOn: listener.effort.goOn)
    #expect(walk.solution.coverage == .stopped && walk.coverage == .stopped)
    #expect(Solution(program, budget: 1_000).coverage == .overBudget)
  }

  @Test func `of random plays counts none of them`() throws {
    let program = Program(try #require(Self.scenario))
    let listener = Listener()
    let whole = RandomPlays(program, count: 20_000, seed: 4, effort: listener.effort)
    #expect(whole == RandomPlays(program, count: 20_000, seed: 4))
    try #require(whole.isComplete && listener.count >= 8)
    for call in 1...listener.count {
      let listener = Listener(refusing: call)
      let plays = RandomPlays(program, count: 20_000, seed: 4, effort: listener.effort)
      #expect(!plays.isComplete, "call \(call)")
      #expect(plays.turns == 0 && plays.scenes.allSatisfy { $0 == 0 }, "call \(call)")
    }
  }

  @Test func `of a search for what is reached leaves the nearest`() throws {
    let solution = Solution(Program(try #require(Self.scenario)))
    let listener = Listener()
    let whole = Reach(solution, goOn: listener.effort.goOn)
    try #require(whole.isComplete && listener.count >= 2)
    for call in 1...listener.count {
      let reach = Reach(solution, goOn: Listener(refusing: call).effort.goOn)
      #expect(!reach.isComplete, "call \(call)")
      let scenes = whole.scenes.indices
      #expect(scenes.allSatisfy { reach.scenes[$0] < 0 || reach.scenes[$0] == whole.scenes[$0] })
      #expect(
        scenes.allSatisfy {
          reach.scenes[$0] < 0 || reach.story(toScene: $0) == whole.story(toScene: $0)
        }, "call \(call)")
    }
  }

  static func check(_ listener: Listener, budget: Int = 5_000_000) -> ScenarioCheck {
    var options = ScenarioCheck.Options()
    options.effort = listener.effort
    options.budget = budget
    return ScenarioCheck(loaded, options)
  }

  private struct Sighting: Hashable {
    var code: String
    var range: Range<Int>
  }

  private static func sighting(_ diagnostic: Diagnostic) -> Sighting {
    Sighting(code: "\(diagnostic.code)", range: diagnostic.primary.range)
  }

  /// Ninety-five scenes in a row and three meters that the last scene asks for: some seventy thousand
  /// states in each voice, more than are looked at between two calls.
  static var text: String {
    let next = ["a": "b", "b": "c", "c": "a"]
    let scenes = (0..<95).map { index in
      let to = index == 94 ? "last" : "s\(index + 1)"
      let choices = ["a", "b", "c"].enumerated().map { number, meter in
        """
        {"id": "\(meter)\(index)", "say": "Number \(index), \(meter).",
         "effects": {"\(meter)": 2, "\(next[meter] ?? "")": -1}, "marks": {"ownership": \(number - 1)}, "why": "So.",
         "to": "\(to)"}
        """
      }
      return "\"s\(index)\": {\"lines\": [{\"say\": \"Yes?\"}], "
        + "\"choices\": [\(choices.joined(separator: ","))]}"
    }
    let meters = ["a", "b", "c"].map {
      "\"\($0)\": {\"start\": 0, \"min\": 0, \"max\": 10, \"good\": \"high\"}"
    }
    .joined(separator: ", ")
    return """
      {"format": "undermat-scenario/1", "id": "long-row", "version": "1.0.0", "title": "A row",
       "summary": "It goes on.", "briefing": "Nothing to know.",
       "customer": {"name": "Ada", "voice": "thinker", "voices": ["thinker", "rebel"]},
       "pass": 70, "turns": 120, "mood": {\(meters)},
       "rubrics": [{"file": "rubrics/empowerment.json"}], "start": "s0",
       "scenes": {
         \(scenes.joined(separator: ",\n")),
         "last": {"lines": [{"say": "And now?"}], "choices": [
           {"id": "go", "say": "Let us go.", "to": "luck"},
           {"id": "sing", "say": "Sing.", "when": "a >= 5 and b >= 4", "to": "good"},
           {"id": "shout", "say": "Shout.", "when": "c >= 6", "to": "bad"}]},
         "luck": {"lines": [{"narrate": "Luck decides."}], "chance": [{"weight": 1, "to": "good"}, {"weight": 2, "to": "bad"}]}},
       "endings": {
         "good": {"outcome": "kept", "lines": [{"say": "Fine."}], "marks": {"ownership": 2}},
         "bad": {"outcome": "lost", "lines": [{"say": "Bye."}]}}}
      """
  }
}
