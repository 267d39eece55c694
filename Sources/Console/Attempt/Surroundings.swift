package import JSONText
package import Simulation

/// What a dialogue wants from the world around it, as closures, so that a test can hand in a world
/// of its own.
package struct Surroundings: Sendable {
  /// Milliseconds since 1970 in UTC. May be wrong and may jump; never measure with it.
  package var now: @Sendable () -> Int64
  /// Time since some fixed moment; never goes back.
  package var monotonicNow: @Sendable () -> Duration
  /// A seed nobody can foresee; only its low 53 bits are used.
  package var newSeed: @Sendable () -> UInt64
  /// Whether a person at the prompt pressed Ctrl-C since the last prompt: long work ends then.
  package var isInterrupted: @Sendable () -> Bool
  /// Has long work done with all the help there is, until Ctrl-C, and says how far it has come.
  package var prove: @Sendable (_ work: (Effort) -> Void) -> Void
  /// The scenarios of the folder in use, in the order of their file names.
  package var list: @Sendable () -> Result<[ListedScenario], Problem>
  /// Reads a scenario by its id or its file.
  package var open: @Sendable (_ idOrFile: String) -> Result<OpenedScenario, Problem>
  /// Writes a new file; an existing one is a problem with exit code 73.
  package var write: @Sendable (_ path: String, _ text: String) -> Problem?
  /// The names of the program's commands; asked for when they are wanted, not at the start.
  package var commandNames: @Sendable () -> [String]
  /// Does what a command line says, given without the program's name.
  package var run: @Sendable (_ words: [String], ScreenSettings) -> Order
  package var records: RecordsPort
  package var proofs: ProofMemory

  package init(
    now: @escaping @Sendable () -> Int64,
    monotonicNow: @escaping @Sendable () -> Duration,
    newSeed: @escaping @Sendable () -> UInt64,
    isInterrupted: @escaping @Sendable () -> Bool,
    prove: @escaping @Sendable ((Effort) -> Void) -> Void = { $0(Effort()) },
    list: @escaping @Sendable () -> Result<[ListedScenario], Problem>,
    open: @escaping @Sendable (String) -> Result<OpenedScenario, Problem>,
    write: @escaping @Sendable (String, String) -> Problem?,
    commandNames: @escaping @Sendable () -> [String],
    run: @escaping @Sendable ([String], ScreenSettings) -> Order,
    records: RecordsPort, proofs: ProofMemory = .none
  ) {
    self.now = now
    self.monotonicNow = monotonicNow
    self.newSeed = newSeed
    self.isInterrupted = isInterrupted
    self.prove = prove
    self.list = list
    self.open = open
    self.write = write
    self.commandNames = commandNames
    self.run = run
    self.records = records
    self.proofs = proofs
  }

  /// The result of long work.
  func proving<Result>(_ work: (Effort) -> Result) -> Result {
    var result: Result?
    prove { result = work($0) }
    guard let result else { preconditionFailure("the work was asked for and not done") }
    return result
  }
}

/// What a command line in the lobby asks for.
package enum Order: Sendable {
  /// It was done, or refused; this is the answer.
  case answer(CommandResult)
  /// An encounter is to begin.
  case play(_ idOrFile: String, PlayOptions)
  /// An encounter is to be continued: the one of this id, or the latest.
  case resume(id: String?)
}

/// What a command answers: the same in the shell and in the lobby.
package struct CommandResult: Sendable {
  /// For standard output; ends with a line break unless it is empty.
  package var output: StyledText
  /// Printed instead of `output` where a program may read it: not changed by what a screen needs.
  package var data: String?
  /// For standard error; likewise.
  package var notice: StyledText
  /// As the product's table says; 0 is fine.
  package var exitCode: Int32

  package init(_ output: StyledText, notice: StyledText = "", exitCode: Int32 = 0) {
    self.output = output
    self.notice = notice
    self.exitCode = exitCode
  }

  /// A command that answers with data for programs.
  package init(data value: JSONValue, notice: StyledText = "", exitCode: Int32 = 0) {
    let text = JSONOnScreen.text(value, .indented) + "\n"
    self.init(StyledText(text), notice: notice, exitCode: exitCode)
    data = text
  }

  /// A command that could not do what was asked.
  package init(_ problem: Problem) {
    // Nothing to say: whoever found the problem has said it.
    let isWhole = problem.words.isEmpty || problem.words.hasSuffix("\n")
    let words = isWhole ? problem.words : problem.words + "\n"
    self.init("", notice: StyledText(words), exitCode: problem.exitCode)
  }
}
