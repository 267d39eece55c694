import Console
import Testing

@testable import Terminal

@Suite struct `The read loop` {
  private func run(
    _ events: [LineEvent], world: World = .still(), isInteractive: Bool = false,
    _ next: @escaping (Input) -> Response.Next
  ) -> (code: Int32, inputs: [Input], reader: ScriptedReader) {
    let reader = ScriptedReader(events)
    var loop = ReadLoop(
      world: world, looks: Looks(isInteractive: isInteractive), reader: reader)
    var inputs: [Input] = []
    let code = loop.run { input, _ in
      inputs.append(input)
      return Response("", then: next(input))
    }
    return (code, inputs, reader)
  }

  @Test func `hands every event on as an input, the opening first`() {
    let events: [LineEvent] = [
      .line("2"), .interrupted, .timedOut(halfTyped: "ab"), .endOfInput, .line("quit"),
    ]
    let result = run(events) { input in
      input == .line("quit") ? .leave(exitCode: 3) : .ask(Prompt("you> "))
    }
    #expect(
      result.inputs == [
        .opened, .line("2"), .interrupted, .timedOut(halfTyped: "ab"), .endOfInput, .line("quit"),
      ])
    #expect(result.code == 3)
  }

  @Test(arguments: [(Int32(1), Int32(129)), (15, 143), (2, 130)])
  func `leaves on a signal without another word`(signal: Int32, code: Int32) {
    let result = run([.signalled(signal)]) { _ in .ask(Prompt("you> ")) }
    #expect(result.code == code)
    #expect(result.inputs == [.opened])
  }

  @Test func `does not ask for ever at the end of the input`() {
    let result = run([]) { _ in .ask(Prompt("you> ")) }
    #expect(result.code == 1)
    #expect(result.inputs.count == 8)
  }

  @Test func `opens a window, lets it run on, and closes it`() {
    let windows: [TimeWindow] = [.opens(.seconds(12)), .continues, .none, .continues]
    var asked = 0
    let result = run([.line("a"), .interrupted, .line("b"), .line("c")]) { _ in
      defer { asked += 1 }
      return asked < 4 ? .ask(Prompt("you> ", window: windows[asked])) : .leave(exitCode: 0)
    }
    let twelve = WindowClock(opening: .zero, for: .seconds(12))
    #expect(result.reader.clocks == [twelve, twelve, nil, nil])
  }

  @Test func `asks the terminal for its width at every turn`() {
    let reader = ScriptedReader([.line("a")])
    var loop = ReadLoop(
      world: .still(columns: 0), looks: Looks(isInteractive: false), reader: reader)
    _ = loop.run { input, screen in
      #expect(screen == ScreenSettings(width: 80))
      return Response("", then: input == .opened ? .ask(Prompt("")) : .leave(exitCode: 0))
    }
  }
}

@Suite struct `A window's clock` {
  @Test func `counts whole seconds up and never below nothing`() {
    let clock = WindowClock(opening: .seconds(100), for: .seconds(12))
    #expect(clock.seconds(at: .seconds(100)) == 12)
    #expect(clock.seconds(at: .milliseconds(100_001)) == 12)
    #expect(clock.seconds(at: .milliseconds(101_000)) == 11)
    #expect(clock.seconds(at: .milliseconds(111_999)) == 1)
    #expect(clock.seconds(at: .seconds(112)) == 0)
    #expect(clock.left(at: .seconds(200)) == .zero)
  }

  @Test func `stands still as long as the program does`() {
    var clock = WindowClock(opening: .zero, for: .seconds(12))
    clock.standStill(for: .seconds(3600))
    clock.standStill(for: .seconds(-5))
    #expect(clock.seconds(at: .seconds(3602)) == 10)
  }
}

@Suite struct `The plain reader` {
  private func lines(_ text: String) -> [LineEvent] {
    var reader = PlainReader(text: text, world: .still())
    let request = LineRequest(prompt: Prompt("you> "), screen: ScreenSettings())
    var clock: WindowClock?
    var events: [LineEvent] = []
    repeat { events.append(reader.read(request, clock: &clock)) } while events.last != .endOfInput
    return events
  }

  @Test func `takes lines apart at LF and CR LF, the last with or without`() {
    #expect(
      lines("a\nb\r\n\n\u{0}c") == [
        .line("a"), .line("b"), .line(""), .line("\u{0}c"), .endOfInput,
      ])
    #expect(lines("a\n") == [.line("a"), .endOfInput])
    #expect(lines("") == [.endOfInput])
  }
}
