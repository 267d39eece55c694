internal import CReadline
import Console
import Glibc

/// Lines from a person at a terminal, through GNU readline. The only file that knows it.
///
/// Readline is driven through its callback interface: `poll` waits for a key, a signal or the time
/// window, and signal handlers only wake it.
package struct ReadlineReader: LineReader {
  private let now: @Sendable () -> Duration
  private let history: HistoryFile?
  private let usesBracketedPaste: Bool
  private var pastedLines: ArraySlice<String> = []

  /// Prepares readline; at most once in a process. `isDumb` keeps escape sequences away. Fails only if
  /// there is no memory.
  package init(world: World, history: HistoryFile?, isDumb: Bool) throws(SystemError) {
    now = world.monotonicNow
    self.history = history
    usesBracketedPaste = !isDumb
    guard readline_open(Readline.getByte, Readline.putBytes, Readline.complete, isDumb) else {
      throw SystemError(ENOMEM)
    }
    readline_limit_history(Int32(HistoryFile.mostLines))
    for line in history?.lines ?? [] { readline_remember(line) }
  }

  package mutating func read(_ request: LineRequest, clock: inout WindowClock?) -> LineEvent {
    if let next = pastedLines.popFirst() { return echoed(next, request) }
    if Signals.take().contains(SIGINT) { return .interrupted }
    Signals.beginReading(usesBracketedPaste: usesBracketedPaste)
    defer { Signals.endReading() }
    var session = ReadlineSession(request: request, now: now)
    let event = session.run(&clock)
    guard case .line(let line) = event else { return event }
    return firstLine(of: line)
  }

  /// A paste of several lines arrives as one line with breaks in it; each is a line of its own, and
  /// none came before Enter was pressed.
  private mutating func firstLine(of text: String) -> LineEvent {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    pastedLines = lines.dropFirst().map(String.init)[...]
    if pastedLines.last == "" { pastedLines.removeLast() }
    let first = lines.first.map(String.init) ?? ""
    remember(first)
    return .line(first)
  }

  private func echoed(_ line: String, _ request: LineRequest) -> LineEvent {
    let echo = request.prompt.text + StyledText(SafeText.shownOnOneLine(line)) + "\n"
    try? Output.standard.write(echo.rendered(isColoured: request.screen.isColoured))
    remember(line)
    return .line(line)
  }

  private func remember(_ line: String) {
    guard line.contains(where: { !$0.isWhitespace }), line != Readline.lastRemembered else {
      return
    }
    Readline.lastRemembered = line
    readline_remember(line)
    history?.append(line)
  }
}

/// The reading of one line.
private struct ReadlineSession {
  let request: LineRequest
  let now: @Sendable () -> Duration
  private var shownSeconds: Int?
  private var lastLook: Duration = .zero

  init(request: LineRequest, now: @escaping @Sendable () -> Duration) {
    self.request = request
    self.now = now
  }

  mutating func run(_ clock: inout WindowClock?) -> LineEvent {
    Readline.completions = request.prompt.completions
    Readline.result = nil
    shownSeconds = clock?.seconds(at: now())
    readline_measure()
    readline_begin(prompt, Readline.takeLine)
    readline_flush()
    defer { readline_end() }
    while true {
      lastLook = now()
      let limit = Signals.someArePending ? .zero : clock.map(timeToNextLook)
      let woken = waitForInput(on: 0, for: limit)
      if let event = obey(Signals.take(), &clock) { return event }
      if woken.hasInput {
        if let event = handleKeys() { return event }
      } else if woken.isHungUp {
        return .signalled(SIGHUP)
      }
      if let clock, let event = look(at: clock) { return event }
    }
  }

  /// Handles the keys that are there, and more of them only as long as readline holds half a scalar.
  private func handleKeys() -> LineEvent? {
    guard Readline.takeByte() else { return .signalled(SIGHUP) }
    while Readline.hasKeysAtHand {
      readline_handle_key()
      if Signals.endIsPending { return nil }
      if let result = Readline.result { return finished(result) }
    }
    return nil
  }

  private func finished(_ result: Readline.Result) -> LineEvent {
    switch result {
    case .line(let line): return .line(line)
    case .endOfInput:
      if Readline.outputIsLost { return .signalled(SIGHUP) }
      try? Output.standard.write("\n")
      return .endOfInput
    }
  }
}

extension ReadlineSession {
  private mutating func obey(_ taken: Signals.Taken, _ clock: inout WindowClock?) -> LineEvent? {
    if let signal = taken.ending {
      readline_drop_line()
      readline_leave_line()
      return .signalled(signal)
    }
    if taken.contains(SIGINT) {
      readline_echo_signal(SIGINT)
      readline_drop_line()
      try? Output.standard.write("\n")
      return .interrupted
    }
    if taken.contains(SIGTSTP) {
      return stop(&clock)
    }
    if taken.contains(SIGCONT) {
      readline_suspend()
      goOn(&clock, after: now() - lastLook)
    } else if taken.contains(SIGWINCH) {
      readline_resize()
    }
    return nil
  }

  /// Ctrl-Z: the terminal is given back, the program stops, and goes on with the half-typed line.
  private mutating func stop(_ clock: inout WindowClock?) -> LineEvent? {
    readline_suspend()
    let stopped = now()
    let noted = Signals.stop()
    goOn(&clock, after: now() - stopped)
    return obey(noted, &clock)
  }

  private mutating func goOn(_ clock: inout WindowClock?, after pause: Duration) {
    clock?.standStill(for: pause)
    if let seconds = clock?.seconds(at: now()) {
      try? Output.standard.write("The clock stood still meanwhile: \(spelt(seconds)) left.\n")
      shownSeconds = seconds
    }
    readline_resume()
    if clock != nil { readline_change_prompt(prompt) }
  }
}

extension ReadlineSession {
  private var showsCountdown: Bool { !request.screen.isPlain }

  /// The prompt, with what is left of the window before it: `12s you> `.
  private var prompt: String {
    guard let shownSeconds, showsCountdown else {
      return request.prompt.text.renderedAsPrompt(isColoured: request.screen.isColoured)
    }
    let countdown = StyledText("\(shownSeconds)s ", shownSeconds <= 5 ? .loss : .caution)
    return (countdown + request.prompt.text).renderedAsPrompt(isColoured: request.screen.isColoured)
  }

  /// Until the number of seconds left changes.
  private func timeToNextLook(_ clock: WindowClock) -> Duration {
    let left = clock.left(at: now())
    let whole = Duration.seconds(left.components.seconds)
    return left > whole ? left - whole : min(left, .seconds(1))
  }

  private mutating func look(at clock: WindowClock) -> LineEvent? {
    let seconds = clock.seconds(at: now())
    if seconds == 0 { return runOut() }
    guard seconds != shownSeconds else { return nil }
    let isAnnounced = seconds <= 5 && (shownSeconds ?? 6) > 5
    shownSeconds = seconds
    if showsCountdown {
      readline_change_prompt(prompt)
    } else if isAnnounced {
      try? Output.standard.write("\n\(spelt(seconds)) left.\n")
      readline_redraw()
    }
    return nil
  }

  /// Keys that were pressed in time are handled first, unless they come in faster than they can be.
  private func runOut() -> LineEvent {
    var keys = 0
    while keys < 4096, waitForInput(on: 0, for: .zero).hasInput {
      if let event = handleKeys() { return event }
      keys += 1
    }
    let halfTyped = String(cString: readline_line())
    readline_leave_line()
    readline_drop_line()
    return .timedOut(halfTyped: halfTyped)
  }

  private func spelt(_ seconds: Int) -> String {
    seconds == 1 ? "1 second" : "\(seconds) seconds"
  }
}

/// What readline's callbacks share. Readline exists once in a process and calls back only from the
/// thread that feeds it keys, which is the main thread; C function pointers cannot carry a context, so
/// this state is global, and unchecked because the compiler cannot see that one thread.
private enum Readline {
  enum Result {
    case line(String)
    case endOfInput
  }

  nonisolated(unsafe) static var result: Result?
  nonisolated(unsafe) static var completions: @Sendable (String) -> [String] = { _ in [] }
  nonisolated(unsafe) static var lastRemembered: String?
  nonisolated(unsafe) static var outputIsLost = false
  nonisolated(unsafe) private static var filter = KeyFilter()
  nonisolated(unsafe) private static var keys: ArraySlice<UInt8> = []

  static var hasKeysAtHand: Bool { !keys.isEmpty || filter.isWaitingForRest }

  static let takeLine: @convention(c) (UnsafeMutablePointer<CChar>?) -> Void = { line in
    result = line.map { .line(String(cString: $0)) } ?? .endOfInput
    free(line)
    readline_end()
  }

  static let putBytes:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int) -> Int = {
      _, bytes, count in
      let number = Output.standard.writeAll(UnsafeRawBufferPointer(start: bytes, count: count))
      outputIsLost = outputIsLost || number != 0
      return number == 0 ? count : 0
    }

  /// A paste without its end would hold readline here, so the wait is for signals too.
  static let getByte: @convention(c) (UnsafeMutablePointer<FILE>?) -> Int32 = { _ in
    while true {
      if let key = keys.popFirst() { return Int32(key) }
      Signals.silenceWakes()
      if Signals.endIsPending || !waitForByte() { return EOF }
    }
  }

  /// Returns false if the terminal is gone.
  private static func waitForByte() -> Bool {
    let woken = waitForInput(on: 0, for: filter.isWaitingForRest ? .milliseconds(100) : nil)
    if woken.hasInput { return takeByte() }
    keys += filter.finish()
    return !woken.isHungUp
  }

  /// Takes a byte that has arrived, if it is still there: the terminal throws away what was typed
  /// before Ctrl-C or Ctrl-Z, also after it was announced. Returns false if the terminal is gone.
  static func takeByte() -> Bool {
    var byte: UInt8 = 0
    switch Glibc.read(0, &byte, 1) {
    case 1: keys += filter.accept(byte)
    case 0: return !waitForInput(on: 0, for: .zero).isHungUp
    default: return errno == EINTR || errno == EAGAIN
    }
    return true
  }

  static let complete:
    @convention(c) (UnsafePointer<CChar>?, Int32, Int32)
      -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = { word, _, _ in
        let line = String(cString: readline_line())
        let upToCursor = String(decoding: line.utf8.prefix(Int(readline_cursor())), as: UTF8.self)
        let matches = Completion.matches(
          for: word.map { String(cString: $0) } ?? "", among: completions(upToCursor))
        return matches.isEmpty ? nil : array(of: matches)
      }

  /// In readline's sense: the longest common start first, all memory from malloc.
  private static func array(
    of matches: [String]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let words = matches.count == 1 ? matches : [Completion.commonStart(of: matches)] + matches
    let bytes = (words.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
    guard let memory = malloc(bytes) else { preconditionFailure("there is no memory left") }
    let array = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: words.count + 1)
    for (index, word) in words.enumerated() { array[index] = strdup(word) }
    array[words.count] = nil
    return array
  }
}
