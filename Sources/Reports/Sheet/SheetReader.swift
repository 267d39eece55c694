package import JSONText
package import Simulation

/// A sheet as it was stored, read back.
package struct StoredSheet: Equatable, Sendable {
  /// Without what only the played text knows; `ScoreSheet.resolved(in:)` adds it.
  package var sheet: ScoreSheet
  package var digests: Digests
  /// Ids of the meters in file order; empty if no turn was taken.
  package var meters: [String]
}

/// Why stored JSON is not a sheet.
package struct SheetProblem: Error, Equatable, Sendable {
  /// Names the key, in lower case without full stop.
  package var message: String
}

extension StoredSheet {
  /// Reads the JSON of grading.md, whatever the order of its keys; unknown keys are ignored.
  package init(json bytes: [UInt8]) throws(SheetProblem) {
    do {
      try self.init(JSONValue(reading: bytes))
    } catch let problem as JSONProblem {
      throw SheetProblem(message: "\(problem.message) at byte \(problem.offset)")
    } catch let problem as SheetProblem {
      throw problem
    } catch {
      throw SheetProblem(message: "\(error)")
    }
  }

  /// Reads a sheet that is part of something larger.
  package init(_ value: JSONValue) throws(SheetProblem) {
    let keys = SheetKeys(value: value, path: "")
    let scenario = try keys.part("scenario")
    var about = Scenario.About()
    about.id = try scenario.text("id")
    about.version = try scenario.text("version")
    var sheet = ScoreSheet(
      scenario: about, voice: try keys.named("voice", Voice.allCases, \.name),
      seed: UInt64(max(0, try keys.integer("seed"))),
      mode: try keys.named("mode", Mode.allCases, \.name))
    try keys.readScores(into: &sheet)
    try keys.readParts(into: &sheet)
    self.sheet = sheet
    digests = Digests(
      scenario: try scenario.text("digest"), rubrics: try keys.text("rubrics-digest"))
    meters = value["turns"]?.array?.first?["mood"]?.members?.map(\.key) ?? []
  }
}

/// The members of one object, with the way to it for messages.
private struct SheetKeys {
  let value: JSONValue
  let path: String

  func problem(_ key: String) -> SheetProblem {
    SheetProblem(message: "\(path)\(key) is missing or of the wrong type")
  }

  private func find<Result>(
    _ key: String, _ read: (JSONValue) -> Result?
  ) throws(SheetProblem) -> Result {
    guard let result = value[key].flatMap(read) else { throw problem(key) }
    return result
  }

  func text(_ key: String) throws(SheetProblem) -> String { try find(key, \.string) }
  func flag(_ key: String) throws(SheetProblem) -> Bool { try find(key, \.bool) }
  func number(_ key: String) throws(SheetProblem) -> Double { try find(key, \.double) }

  func integer(_ key: String) throws(SheetProblem) -> Int {
    Int(try find(key) { $0.integer })
  }

  /// A number, or nil where it is null.
  func optional(_ key: String) throws(SheetProblem) -> Double? {
    let value = try find(key) { $0 }
    if value == .null { return nil }
    guard let number = value.double else { throw problem(key) }
    return number
  }

  /// Money is written in whole units.
  func money(_ key: String) throws(SheetProblem) -> Money {
    let hundredths = (try number(key) * 100).rounded()
    guard (0...1e15).contains(hundredths) else { throw problem(key) }
    return Money(hundredths: Int64(hundredths))
  }

  func part(_ key: String) throws(SheetProblem) -> SheetKeys {
    SheetKeys(value: try find(key) { $0.members == nil ? nil : $0 }, path: "\(path)\(key).")
  }

  func parts(_ key: String) throws(SheetProblem) -> [SheetKeys] {
    let values = try find(key, \.array)
    return values.indices.map { SheetKeys(value: values[$0], path: "\(path)\(key)[\($0)].") }
  }

  func named<Value>(
    _ key: String, _ values: [Value], _ name: (Value) -> String
  ) throws(SheetProblem) -> Value {
    let text = try text(key)
    guard let value = values.first(where: { name($0) == text }) else { throw problem(key) }
    return value
  }

  private func isNull(_ key: String) -> Bool { value[key] == nil || value[key] == .null }

  // MARK: Parts of a sheet

  func readScores(into sheet: inout ScoreSheet) throws(SheetProblem) {
    sheet.isExact = try flag("exact")
    sheet.score = try optional("score")
    sheet.raw = try optional("raw")
    sheet.rawBest = try optional("raw-best")
    sheet.rawWorst = try optional("raw-worst")
    sheet.random = try optional("random")
    sheet.expected = try optional("expected")
    sheet.luck = try optional("luck")
    sheet.skill = try optional("skill")
    if !isNull("verdict") {
      sheet.verdict = try named("verdict", [.fail, .pass, .notYet, .unfinished], \.name)
    }
  }

  func readParts(into sheet: inout ScoreSheet) throws(SheetProblem) {
    for error in try parts("critical") {
      sheet.critical.append(
        .init(
          turn: try error.integer("turn"),
          try error.named("family", Critical.Family.allCases, \.name), why: try error.text("why")))
    }
    for rubric in try parts("rubrics") { sheet.rubrics.append(try rubric.rubric()) }
    for turn in try parts("turns") { sheet.turns.append(try turn.turn()) }
    if !isNull("ending") { sheet.ending = try part("ending").ending() }
    let gates = try part("gates")
    sheet.gates = .init(
      try gates.flag("basics"), try gates.flag("authority"), try gates.flag("proportion"),
      try gates.flag("clean"))
    let unexpected = try part("unexpected")
    sheet.offered = try unexpected.integer("offered")
    sheet.taken = try unexpected.integer("taken")
    sheet.spent = try money("spent")
    sheet.seconds = try integer("seconds")
    let memory = try part("simulated")
    if let satisfaction = try memory.optional("satisfaction") {
      sheet.simulated = CustomerMemory(
        satisfaction: satisfaction, recommend: try memory.integer("recommend"))
    }
  }

  private func rubric() throws(SheetProblem) -> ScoreSheet.RubricResult {
    var rubric = ScoreSheet.RubricResult(id: try text("id"))
    rubric.score = try optional("score")
    for keys in try parts("criteria") {
      var criterion = ScoreSheet.CriterionResult(id: try keys.text("id"))
      criterion.weight = try keys.number("weight")
      criterion.isApplicable = try keys.flag("applicable")
      criterion.total = try keys.integer("total")
      criterion.lowest = try keys.integer("lowest")
      criterion.highest = try keys.integer("highest")
      criterion.percent = try keys.optional("percent")
      rubric.criteria.append(criterion)
    }
    return rubric
  }

  private func turn() throws(SheetProblem) -> ScoreSheet.TurnResult {
    var turn = ScoreSheet.TurnResult(
      turn: try integer("turn"), scene: try text("scene"), choice: try text("choice"))
    turn.text = try text("text")
    turn.regret = try optional("regret")
    turn.here = try optional("here")
    turn.later = try optional("later")
    if !isNull("label") {
      turn.label = try named("label", ScoreSheet.Label.allCases, \.rawValue)
    }
    turn.onlyMove = try flag("only-move")
    turn.unexpected = try flag("unexpected")
    turn.best = try find("best", \.array).compactMap(\.string)
    turn.before = try optional("before")
    turn.after = try optional("after")
    turn.luck = try optional("luck")
    for draw in try parts("draws") {
      turn.draws.append((scene: try draw.text("scene"), branch: try draw.integer("branch")))
    }
    turn.marks = try marks()
    turn.spend = try money("spend")
    turn.spent = try money("spent")
    turn.seconds = try integer("seconds")
    turn.mood =
      try part("mood").value.members?.compactMap { $0.value.integer.map { Int($0) } } ?? []
    return turn
  }

  private func marks() throws(SheetProblem) -> [ScoreSheet.GivenMark] {
    try part("marks").value.members?.compactMap { member in
      member.value.integer.map { .init(id: member.key, level: Int($0)) }
    } ?? []
  }

  private func ending() throws(SheetProblem) -> ScoreSheet.EndingResult {
    .init(
      id: try text("id"), outcome: try named("outcome", Ending.Outcome.allCases, \.name),
      marks: try marks())
  }
}
