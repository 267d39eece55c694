import ArgumentParser
import Console
import Records
import Reports
import Simulation
import Terminal

/// `undermat scores push --lrs URL`
struct ScoresPush: StreamCommand {
  static let configuration = CommandConfiguration(
    commandName: "push", abstract: "Send finished plays to a learning record store (xAPI 1.0.3).",
    discussion: """
      UNDERMAT_LRS_USER and UNDERMAT_LRS_PASSWORD name the account. What was sent is remembered, so \
      the next push goes on where this one ended.
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "Most statements a request.")
  var batch = 500

  @Flag(help: "Send names along; otherwise trainees are known by an opaque id only.")
  var withNames = false

  @Flag(help: "Try again what the store refused before.")
  var retryRefused = false

  @OptionGroup var lookArguments: LookArguments

  func validate() throws {
    guard (1...5000).contains(batch) else { throw ValidationError("--batch is 1 to 5000.") }
  }

  func stream(in shell: Shell) throws -> CommandResult {
    store.warn(in: shell.world)
    let connection = store.connection(in: shell.world)
    let pushed = shell.live.useExisting { file in
      if retryRefused { try file.retryRefused(by: connection.endpoint) }
      let filling = OutboxFilling(
        file: file, endpoint: connection.endpoint, shell: shell, vocabulary: store.vocabulary,
        withNames: withNames)
      try filling.run()
      var progress = ProgressLine(
        total: try file.outbox(for: connection.endpoint).waiting, "statements", isCoarse: true,
        in: shell.world)
      defer { progress.end() }
      return try Push.run(connection, outbox(file, connection.endpoint), batch: batch) {
        progress.update($0)
      }
    }
    switch pushed {
    case .failure(let problem): return CommandResult(problem)
    case .success(let outcome): return try result(outcome)
    }
  }

  private func result(_ outcome: Push.Outcome) throws -> CommandResult {
    try Answer.write("\(Figures.count(outcome.delivered, "statement")) delivered.\n")
    for (id, reason) in outcome.refused {
      Answer.say("undermat: refused \(id): \(SafeText.shownOnOneLine(reason))\n")
    }
    if let stopped = outcome.stopped {
      let why = SafeText.shownOnOneLine(stopped)
      let account = outcome.isDenied ? " (UNDERMAT_LRS_USER and UNDERMAT_LRS_PASSWORD)" : ""
      return CommandResult(
        Problem("\(why)\(account); what is left waits for the next push.", exitCode: 74))
    }
    return CommandResult("", exitCode: outcome.refused.isEmpty ? 0 : 1)
  }

  private func outbox(_ file: RecordsFile, _ endpoint: String) -> Push.Outbox {
    Push.Outbox(
      waiting: { most in
        try file.waiting(for: endpoint, limit: most).map {
          Push.Item(id: $0.id, json: Array($0.json.utf8))
        }
      },
      delivered: { try file.markDelivered($0, to: endpoint) },
      refused: { try file.markRefused($0, by: endpoint, reason: $1) },
      tried: { try file.markTried($0, store: endpoint, reason: $1) })
  }
}
