import Reports
import Simulation

/// A small scenario with all that a sheet has to show: two rubrics, one of them gated, a meter,
/// money, a chance scene, stakes, a critical choice and a better way out of every mistake.
enum WineSample {
  static let program = Program(scenario())
  static let solution = Solution(program)

  static func sheet(
    _ choices: [String], seed: UInt64 = 0, mode: Mode = .practice
  ) throws -> ScoreSheet {
    var encounter = Encounter(program, seed: seed, mode: mode)
    for id in choices {
      let match = encounter.available.first {
        program.scenario.string(program.scenario.choices[$0].id) == id
      }
      try encounter.take(match ?? -1)
    }
    return Grader.grade(encounter, solution)
  }

  static func play(
    _ choices: [String], seed: UInt64 = 0, zeroOnCritical: Bool = false
  ) throws -> GradedPlay {
    GradedPlay(
      sheet: try sheet(choices, seed: seed), record: record, program: program,
      zeroOnCritical: zeroOnCritical)
  }

  static let digests = Digests(
    scenario: String(repeating: "ab", count: 32), rubrics: String(repeating: "cd", count: 32))

  static var record: SheetRecord {
    var record = SheetRecord(digests: digests)
    record.encounter = "0f8fad5b-d9cb-469f-a165-70867728950e"
    record.traineeID = "t-7f3a"
    record.trainee = "Ada"
    record.group = "May class"
    record.attempt = 1
    record.started = Timestamp(text: "2026-05-04T09:00:00.000Z")
    record.ended = Timestamp(text: "2026-05-04T09:02:05.430Z")
    record.hints = 1
    return record
  }

  static func scenario() -> Scenario {
    var sample = SampleBuilder()
    sample.scenario.rubrics = [
      RubricUse(file: "rubrics/e.json", weight: 2, rubric: rubric("empowerment", "ownership")),
      RubricUse(
        file: "rubrics/u.json", weight: 1,
        rubric: rubric("do-the-unexpected", "initiative", gated: true)),
    ]
    sample.scenario.meters = [
      Meter(id: "frustration", least: 0, most: 10, start: 4, good: .low, words: ["calm", "angry"])
    ]
    sample.scenario.flags = [Flag(id: "served", start: false)]
    sample.scenario.authority = Authority(
      currency: "USD", limit: Money(hundredths: 2500), raises: [], policy: [])
    sample.scenario.loss = Money(hundredths: 800)
    sample.scenario.expressions = [.flag(0)]
    sample.scenario.basics = Condition(root: 0)
    let (weather, decide, won, lost) = (1, 2, Destination.ending(0), Destination.ending(1))
    sample.scene(
      "order", says: "I only have cash, {trainee}.",
      [
        .init(
          "cards-only", "We only accept cards.", [(0, -2)], to: won, frustration: 3, lost: true),
        .init("let-me-see", "Let me see.", [(0, 1)], to: .scene(weather), frustration: -1),
      ])
    sample.chance("weather", to: [decide, decide])
    sample.scene(
      "decide", says: "Well?", stakes: 2,
      [
        .init("sorry", "Sorry, {customer}.", [(0, -1)], to: lost),
        .init("give", "It's on us.", [(0, 2), (1, 1)], to: won, spend: 800, serves: true),
        .init("upgrade", "First class!", [(0, 1)], to: won, spend: 20_800, serves: true),
      ])
    sample.ending("won", .delighted, says: "{customer} smiles.")
    sample.ending("lost", .lost, says: "{customer} looks out.")
    return sample.scenario
  }

  private static func rubric(_ id: String, _ criterion: String, gated: Bool = false) -> Rubric {
    let levels = ["Very bad.", "Bad.", "Nothing.", "Good.", "Very good."]
    return Rubric(
      id: id, version: "1.0.0", title: id, about: "", gated: gated,
      criteria: [
        Criterion(id: criterion, title: criterion, weight: 1, levels: levels)
      ])
  }
}

/// Fills a scenario's tables in order.
struct SampleBuilder {
  struct Answer {
    var id: String
    var words: String
    var marks: [(Int, Int)]
    var to: Destination
    var spend: Int64
    var frustration: Int
    var serves: Bool

    init(
      _ id: String, _ words: String, _ marks: [(Int, Int)], to: Destination, spend: Int64 = 0,
      frustration: Int = 0, serves: Bool = false, lost: Bool = false
    ) {
      self.id = id
      self.words = words
      self.marks = marks
      self.to = lost ? .ending(1) : to
      self.spend = spend
      self.frustration = frustration
      self.serves = serves
    }
  }

  var scenario: Scenario

  init() {
    scenario = Scenario(
      customer: Customer(
        name: "Daniel Ortiz", about: nil, voice: .promoter, voices: [.promoter, .imaginer]))
    scenario.about.id = "wine-sample"
    scenario.about.version = "1.2.3"
    scenario.about.title = "The glass of wine"
  }

  mutating func scene(_ id: String, says words: String, stakes: Int = 1, _ answers: [Answer]) {
    let lines = line(words)
    let first = scenario.choices.count
    for answer in answers { add(answer) }
    scenario.scenes.append(
      Scene(
        id: scenario.text.add(id), lines: lines, stakes: stakes,
        choices: Extent(from: first, to: scenario.choices.count)))
  }

  mutating func chance(_ id: String, to scenes: [Int]) {
    let first = scenario.branches.count
    for scene in scenes { scenario.branches.append(Branch(to: .scene(scene))) }
    scenario.scenes.append(
      Scene(
        id: scenario.text.add(id), branches: Extent(from: first, to: scenario.branches.count)))
  }

  mutating func ending(_ id: String, _ outcome: Ending.Outcome, says words: String) {
    let lines = line(words)
    scenario.endings.append(Ending(id: scenario.text.add(id), outcome: outcome, lines: lines))
  }

  private mutating func line(_ words: String) -> Extent {
    scenario.lines.append(Line(kind: .say, text: scenario.text.add(words)))
    return Extent(first: scenario.lines.count - 1, count: 1)
  }

  private mutating func add(_ answer: Answer) {
    var choice = Choice(
      id: scenario.text.add(answer.id), kind: .say, text: scenario.text.add(answer.words))
    let firstMark = scenario.marks.count
    for (criterion, level) in answer.marks {
      scenario.marks.append(Mark(criterion: criterion, level: level))
    }
    choice.marks = Extent(from: firstMark, to: scenario.marks.count)
    let firstEffect = scenario.effects.count
    if answer.frustration != 0 {
      scenario.effects.append(.add(meter: 0, amount: Int32(answer.frustration)))
    }
    if answer.serves { scenario.effects.append(.set(flag: 0, to: true)) }
    choice.effects = Extent(from: firstEffect, to: scenario.effects.count)
    choice.spend = Money(hundredths: answer.spend)
    choice.why = scenario.text.add("Because of \(answer.id).")
    scenario.routes.append(Route(when: nil, to: answer.to))
    choice.routes = Extent(first: scenario.routes.count - 1, count: 1)
    scenario.choices.append(choice)
  }
}

extension PageSetting {
  /// One column a character, and everything is trusted.
  static func test(_ width: Int, isPlain: Bool = false) -> PageSetting {
    PageSetting(width: width, isPlain: isPlain, columns: { _ in 1 }, safe: { $0 })
  }
}
