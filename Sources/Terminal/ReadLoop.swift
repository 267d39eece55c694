package import Console

/// The one loop: reads, hands the input to whoever holds the dialogue, prints.
package struct ReadLoop {
  private let world: World
  private let looks: Looks
  private var reader: any LineReader
  private var clock: WindowClock?
  private var endsInARow = 0

  /// So many ends of input without anything between them are no person's: a dialogue that asks on
  /// after them would ask for ever.
  private static let mostEndsInARow = 8

  /// A loop over a reader.
  package init(world: World, looks: Looks, reader: any LineReader) {
    self.world = world
    self.looks = looks
    self.reader = reader
  }

  /// Runs a dialogue to its end and returns the exit code.
  ///
  /// `respond` is given every input with the screen as it is at that moment, `.opened` first. It ends
  /// when it says so, when the output fails (74, 129, 141) or when a signal asks for it (128 + signal).
  package mutating func run(_ respond: (Input, ScreenSettings) -> Response) -> Int32 {
    var input = Input.opened
    while true {
      let screen = looks.screen(in: world)
      let response = respond(input, screen)
      if let failure = show(response, on: screen) { return Output.explain(failure) }
      if case .goOn = response.next {
        input = .shown
        continue
      }
      guard case .ask(let prompt) = response.next else { return exitCode(response) }
      openWindow(of: prompt)
      if let failure = announceWindow(of: prompt, on: screen) { return Output.explain(failure) }
      switch next(prompt, screen) {
      case .input(let next): input = next
      case .leave(let code): return code
      }
    }
  }

  private enum Step {
    case input(Input)
    case leave(Int32)
  }

  private mutating func next(_ prompt: Prompt, _ screen: ScreenSettings) -> Step {
    let event = reader.read(LineRequest(prompt: prompt, screen: screen), clock: &clock)
    endsInARow = event == .endOfInput ? endsInARow + 1 : 0
    switch event {
    case .line(let line): return .input(.line(line))
    case .interrupted: return .input(.interrupted)
    case .timedOut(let halfTyped): return .input(.timedOut(halfTyped: halfTyped))
    case .signalled(let signal): return .leave(128 + signal)
    case .endOfInput: return endsInARow < Self.mostEndsInARow ? .input(.endOfInput) : .leave(1)
    }
  }

  private func exitCode(_ response: Response) -> Int32 {
    if case .leave(let code) = response.next { code } else { 0 }
  }

  private mutating func openWindow(of prompt: Prompt) {
    switch prompt.window {
    case .none: clock = nil
    case .opens(let length): clock = WindowClock(opening: world.monotonicNow(), for: length)
    case .continues: break
    }
  }
}

extension ReadLoop {
  private func show(_ response: Response, on screen: ScreenSettings) -> Output.Failure? {
    let text = response.text.rendered(isColoured: screen.isColoured)
    do throws(Output.Failure) {
      let isPaged = response.isPaged && screen.isInteractive && !screen.isPlain
      if !(isPaged && Pager(world: world).show(text)) { try Output.standard.write(text) }
    } catch {
      return error
    }
    // Words beside the answer that cannot be said change nothing about it.
    let isColoured = looks.colour.allowsColour(on: 2, in: world) && !screen.isPlain
    try? Output.error.write(response.notice.rendered(isColoured: isColoured))
    return nil
  }

  /// Where no countdown is drawn the window is said in words.
  private func announceWindow(of prompt: Prompt, on screen: ScreenSettings) -> Output.Failure? {
    guard case .opens(let length) = prompt.window, screen.isInteractive, screen.isPlain else {
      return nil
    }
    let seconds = WindowClock(opening: .zero, for: length).seconds(at: .zero)
    do throws(Output.Failure) {
      try Output.standard.write("You have \(seconds) \(seconds == 1 ? "second" : "seconds").\n")
    } catch {
      return error
    }
    return nil
  }
}

/// What the options say about looks; the rest the terminal and the environment say.
package struct Looks: Sendable {
  /// `--color`.
  package var colour: ColourPolicy
  /// `--plain`.
  package var isPlain: Bool
  /// Whether a person types at a terminal and sees the answer there.
  package var isInteractive: Bool

  /// Looks as the options say.
  package init(colour: ColourPolicy = .auto, isPlain: Bool = false, isInteractive: Bool) {
    self.colour = colour
    self.isPlain = isPlain
    self.isInteractive = isInteractive
  }

  /// The screen as it is now. Plain has no colour, unless `--color always` asks for it.
  package func screen(in world: World) -> ScreenSettings {
    let isPlain = isPlain || world.wantsPlain
    let isColoured = colour.allowsColour(on: 1, in: world) && (!isPlain || colour == .always)
    return ScreenSettings(
      width: world.width, isColoured: isColoured, isPlain: isPlain, isInteractive: isInteractive)
  }
}
