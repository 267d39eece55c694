import JSONText
import Simulation

/// An encounter with another program at the other end: JSON requests in, JSON events out, one
/// object a line. A request that cannot be understood or done is answered with an error, and the
/// encounter goes on.
package struct ProtocolSession: Sendable {
  private var attempt: Attempt
  private let surroundings: Surroundings
  private var shownAt: Duration = .zero

  package init(_ attempt: Attempt, _ surroundings: Surroundings) {
    self.attempt = attempt
    self.surroundings = surroundings
  }

  /// Answers one input.
  package mutating func handle(_ input: Input, _ screen: ScreenSettings) -> Response {
    attempt.announce(surroundings)
    var response = answer(input)
    if let remark = attempt.remark {
      response.notice += StyledText(remark + "\n")
      attempt.remark = nil
    }
    shownAt = surroundings.monotonicNow()
    return response
  }

  private mutating func answer(_ input: Input) -> Response {
    switch input {
    case .opened: return opened()
    case .interrupted, .shown: return wait()
    case .endOfInput: return leave()
    case .timedOut:
      guard let window = attempt.window else { return wait() }
      return take(Int(window.choice), [.init("timed-out", true)], timedOut: true)
    case .line(let line):
      switch Request.read(line) {
      case .failure(let problem): return refuse(problem.words)
      case .success(let request): return obey(request)
      }
    }
  }

  private mutating func opened() -> Response {
    let started = Self.line(Events(attempt: attempt).started())
    guard attempt.isOpen else { return over(attempt.encounter.opening, [], before: started) }
    return ask(attempt.encounter.opening, before: started)
  }

  private mutating func obey(_ request: Request) -> Response {
    switch request {
    case .choose(let id): return choose(id)
    case .chooseNumber(let number):
      let offers = attempt.encounter.offers
      guard offers.indices.contains(number - 1) else {
        return refuse("there is no choice \(number); there are 1 to \(offers.count)")
      }
      return take(offers[number - 1].choice)
    case .say(let text): return say(text)
    case .note(let text):
      attempt.note(text, surroundings)
      return reply(["event": "noted"])
    case .undo: return undo()
    case .hint: return hint()
    case .again: return ask(attempt.lastBeats)
    case .quit: return leave()
    }
  }

  private mutating func choose(_ id: String) -> Response {
    guard let offer = attempt.encounter.offers.first(where: { attempt.id(of: $0.choice) == id })
    else { return refuse("there is no choice `\(id)` here") }
    return take(offer.choice)
  }

  private mutating func say(_ text: String) -> Response {
    switch Answer(trimmed(text), attempt) {
    case .choice(let choice), .guess(let choice, _):
      return reply(["event": "did-you-mean", "choice": .string(attempt.id(of: choice))])
    case .unknown: return refuse("these are not the words of any choice")
    }
  }

  private mutating func take(
    _ choice: Int, _ more: [JSONValue.Member] = [], timedOut: Bool = false
  ) -> Response {
    let waited = (surroundings.monotonicNow() - shownAt).milliseconds
    let took = more + [.init("took", .string(attempt.id(of: choice)))]
    do throws(Refusal) {
      let beats = try attempt.take(choice, timedOut: timedOut, waited: waited, surroundings)
      return attempt.isOpen ? ask(beats, took) : over(beats, took)
    } catch {
      let reason = attempt.words(attempt.scenario.choices[choice].otherwise)
      return refuse("`\(attempt.id(of: choice))` is not possible now: \(reason)")
    }
  }

  private mutating func undo() -> Response {
    guard attempt.allowsHelp else { return refuse("there is no undo in this mode") }
    guard attempt.canUndo else { return refuse("there is nothing to take back") }
    attempt.undo(surroundings)
    return ask(attempt.lastBeats, [.init("undone", true)])
  }

  private mutating func hint() -> Response {
    guard attempt.allowsHelp, !attempt.scenario.draft else {
      return refuse("there are no hints in this mode")
    }
    let solution = attempt.solution(surroundings)
    guard attempt.kind != .rehearsal || solution.findings.isEmpty else {
      return refuse("there is no score from here on, so there are no hints")
    }
    guard let words = Hint(attempt, solution).words else {
      return refuse("this scenario is too large to look ahead")
    }
    attempt.noteHint(surroundings)
    return reply(["event": "hint", "text": .string(words)])
  }

  private mutating func over(
    _ beats: [Beat], _ more: [JSONValue.Member], before: StyledText = ""
  ) -> Response {
    let sheet = attempt.kind == .rehearsal ? nil : try? attempt.graded(surroundings).get()
    attempt.finish(sheet, surroundings)
    let event = Events(attempt: attempt).ended(beats, sheet, more)
    return Response(before + Self.line(event), then: .leave(exitCode: 0))
  }

  private mutating func leave() -> Response {
    attempt.abandon(surroundings)
    return Response(Self.line(["event": "left"]), then: .leave(exitCode: 1))
  }
}

extension ProtocolSession {
  private static func line(_ value: JSONValue) -> StyledText {
    StyledText(JSONOnScreen.text(value, .compact) + "\n")
  }

  private func ask(
    _ beats: [Beat], _ more: [JSONValue.Member] = [], before: StyledText = ""
  ) -> Response {
    let window = attempt.window.map { TimeWindow.opens(.seconds(Int($0.seconds))) } ?? .none
    let event = Events(attempt: attempt).ask(beats, more)
    return Response(before + Self.line(event), then: .ask(Prompt("", window: window)))
  }

  private func reply(_ event: JSONValue) -> Response {
    Response(Self.line(event), then: .ask(Prompt("", window: .continues)))
  }

  private func refuse(_ message: String) -> Response { reply(Events.error(message)) }

  private func wait() -> Response { Response("", then: .ask(Prompt("", window: .continues))) }
}
