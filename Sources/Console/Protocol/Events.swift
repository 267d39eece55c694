import JSONText
import Reports
import Simulation

/// What another program is told: one JSON object a line.
struct Events {
  let attempt: Attempt

  private var scenario: Scenario { attempt.scenario }

  func started() -> JSONValue {
    let origin = attempt.transcript.origin
    let started: JSONValue = [
      "event": "started", "protocol": 1,
      "scenario": [
        "id": .string(origin.scenarioID), "version": .string(origin.scenarioVersion),
        "digest": .string(origin.digest), "title": .string(scenario.about.title),
      ],
      "voice": .string(origin.voice.name), "seed": JSONValue(origin.seed),
      "mode": .string(origin.mode.name), "timed": .bool(origin.isTimed),
      "trainee": .string(attempt.options.trainee),
      "encounter": JSONValue(attempt.ticket?.id),
      "briefing": .string(attempt.names.filled(scenario.about.briefing)),
      "customer": .string(scenario.customer.name), "policy": .array(policy),
    ]
    guard let rehearsal else { return started }
    return .object((started.members ?? []) + [.init("rehearsal", rehearsal)])
  }

  /// Where it begins and what was set; nil for an attempt.
  private var rehearsal: JSONValue? {
    guard attempt.kind == .rehearsal, let rehearsal = attempt.options.rehearsal else { return nil }
    let settings = rehearsal.settings.map { JSONValue.Member($0.name, .string($0.value)) }
    return [
      "from": .string(scenario.string(scenario.scenes[scenario.start].id)),
      "set": .object(settings),
    ]
  }

  private var policy: [JSONValue] {
    scenario.authority.policy.map { .string(attempt.names.filled($0)) }
  }

  /// The question that waits, after what happened.
  /// - Parameter more: members that say how it came to it.
  func ask(_ beats: [Beat], _ more: [JSONValue.Member] = []) -> JSONValue {
    guard case .scene(let scene) = attempt.encounter.position else { return .null }
    let window = attempt.window.map { JSONValue(Int($0.seconds)) } ?? nil
    return .object(
      [.init("event", "ask")] + more + [
        .init("turn", JSONValue(attempt.encounter.turns.count + 1)),
        .init("scene", .string(scenario.string(scenario.scenes[scene].id))),
        .init("lines", lines(beats)), .init("revealed", revealed(beats)), .init("mood", mood),
        .init("choices", choices), .init("window", window),
        .init("spent", money(attempt.encounter.spent)),
        .init("limit", attempt.encounter.limit.map(money) ?? nil),
      ])
  }

  /// The end, with the sheet; the sheet is null where nothing could be graded.
  func ended(_ beats: [Beat], _ sheet: ScoreSheet?, _ more: [JSONValue.Member]) -> JSONValue {
    var ending: JSONValue = nil
    if case .ending(let index) = attempt.encounter.position {
      ending = [
        "id": .string(scenario.string(scenario.endings[index].id)),
        "outcome": .string(scenario.endings[index].outcome.name),
      ]
    }
    let graded = sheet.map {
      SheetJSON($0, attempt.opened.digests, meters: scenario.meters.map(\.id)).value
    }
    return .object(
      [.init("event", "ended")] + more + [
        .init("ending", ending), .init("lines", lines(beats)),
        .init("revealed", revealed(beats)), .init("mood", mood),
        .init("hints", JSONValue(attempt.transcript.hints)),
        .init("undos", JSONValue(attempt.transcript.undos)),
        .init(
          "transcript",
          attempt.kind == .rehearsal ? nil : TranscriptJSON.value(attempt.transcript)),
        .init("sheet", graded ?? nil),
      ])
  }

  private func lines(_ beats: [Beat]) -> JSONValue {
    .array(
      beats.compactMap { beat in
        guard case .line(let index) = beat else { return nil }
        return line(scenario.lines[index])
      })
  }

  private func line(_ line: Line) -> JSONValue {
    switch line.kind {
    case .pause: return ["pause": JSONValue(Int(line.seconds))]
    case .narrate: return ["narrate": .string(attempt.spoken(line))]
    case .say:
      let speaker = line.by.isEmpty ? scenario.customer.name : attempt.words(line.by)
      return ["say": .string(attempt.spoken(line)), "by": .string(speaker)]
    }
  }

  private func revealed(_ beats: [Beat]) -> JSONValue {
    .array(
      beats.compactMap { beat in
        guard case .revealed(let fact) = beat else { return nil }
        let text = attempt.names.filled(scenario.facts[fact].text)
        return ["id": .string(scenario.facts[fact].id), "text": .string(text)]
      })
  }

  private var mood: JSONValue {
    .object(
      zip(scenario.meters, attempt.encounter.mood).map { meter, value in
        .init(meter.id, ["value": JSONValue(value), "word": JSONValue(meter.word(for: value))])
      })
  }

  private var choices: JSONValue {
    .array(
      attempt.encounter.offers.map { offer in
        let choice = scenario.choices[offer.choice]
        let kind = choice.kind == .say ? "say" : choice.kind == .act ? "do" : "silent"
        var members: [JSONValue.Member] = [
          .init("id", .string(attempt.id(of: offer.choice))), .init("kind", .string(kind)),
          .init("text", .string(attempt.words(choice.text))),
          .init("available", .bool(offer.isAvailable)),
        ]
        if !offer.isAvailable {
          members.append(.init("reason", .string(attempt.words(choice.otherwise))))
        }
        return .object(members)
      })
  }

  private func money(_ money: Money) -> JSONValue {
    money.hundredths % 100 == 0
      ? .integer(money.hundredths / 100) : .number(Double(money.hundredths) / 100)
  }

  /// What is wrong with a request; the question still waits.
  static func error(_ message: String) -> JSONValue {
    ["event": "error", "message": .string(message)]
  }
}

extension Attempt {
  /// The words of a line in the voice played.
  func spoken(_ line: Line) -> String {
    let voice = encounter.program.voice
    let wording = scenario.wordings[line.wordings.range].first { $0.voice == voice }
    return words(wording?.text ?? line.text)
  }
}
