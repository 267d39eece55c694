package import Simulation

/// The way to the records, as closures: what the console asks of them and no more.
///
/// None of these may wait long or end the program: what cannot be kept is said in words, and the
/// encounter goes on.
package struct RecordsPort: Sendable {
  /// Whether anything is kept when the program ends.
  package var isLasting: Bool

  /// An encounter begins. The answer comes back only when the scenario's text is pinned.
  package var begin: @Sendable (NewEncounter) -> Result<EncounterTicket, Problem>

  /// Something was done. Returns, with nil, when it is kept for good; only then comes the next
  /// prompt.
  package var keep: @Sendable (EncounterTicket, Transcript.Entry) -> Problem?

  /// An encounter reached its ending, or a test or an exam was abandoned.
  package var finish: @Sendable (EncounterTicket, FinishedEncounter) -> Problem?

  /// How a trainee stands, by scenario id.
  package var standings: @Sendable (_ trainee: String) -> [String: Standing]

  /// A trainee's encounters that can be continued, the latest first.
  package var unfinished: @Sendable (_ trainee: String) -> [UnfinishedEncounter]

  /// An encounter to be continued: by its id, or a trainee's latest for nil.
  package var resume:
    @Sendable (_ id: String?, _ trainee: String) -> Result<ResumedEncounter, Problem>

  package init(
    isLasting: Bool,
    begin: @escaping @Sendable (NewEncounter) -> Result<EncounterTicket, Problem>,
    keep: @escaping @Sendable (EncounterTicket, Transcript.Entry) -> Problem?,
    finish: @escaping @Sendable (EncounterTicket, FinishedEncounter) -> Problem?,
    standings: @escaping @Sendable (String) -> [String: Standing],
    unfinished: @escaping @Sendable (String) -> [UnfinishedEncounter],
    resume: @escaping @Sendable (String?, String) -> Result<ResumedEncounter, Problem>
  ) {
    self.isLasting = isLasting
    self.begin = begin
    self.keep = keep
    self.finish = finish
    self.standings = standings
    self.unfinished = unfinished
    self.resume = resume
  }
}

/// What the records know an encounter by.
package struct EncounterTicket: Equatable, Sendable {
  package var id: String
  /// Which of this trainee's attempts at this scenario it is, from 1.
  package var attempt: Int

  package init(id: String, attempt: Int) {
    self.id = id
    self.attempt = attempt
  }
}

/// An encounter that begins.
package struct NewEncounter: Sendable {
  package var opened: OpenedScenario
  package var origin: Transcript.Origin
  package var trainee: String
  /// Milliseconds since 1970 in UTC.
  package var startedAt: Int64
}

/// An encounter that is over.
package struct FinishedEncounter: Sendable {
  package var opened: OpenedScenario
  package var transcript: Transcript
  /// Nil where nothing could be graded (a draft).
  package var sheet: ScoreSheet?
  /// Milliseconds since 1970 in UTC.
  package var endedAt: Int64
}

/// What a trainee reached in one scenario. Scores are nil where nothing was finished or graded.
package struct Standing: Equatable, Sendable {
  package var attempts: Int
  package var first: Double?
  package var best: Double?
  package var last: Double?

  package init(attempts: Int, first: Double?, best: Double?, last: Double?) {
    self.attempts = attempts
    self.first = first
    self.best = best
    self.last = last
  }
}

/// An encounter that was left before its ending.
package struct UnfinishedEncounter: Equatable, Sendable {
  package var id: String
  package var title: String
  /// Answers given so far.
  package var turns: Int

  package init(id: String, title: String, turns: Int) {
    self.id = id
    self.title = title
    self.turns = turns
  }
}

/// An encounter that is continued: its transcript, and the scenario as it was when it began.
package struct ResumedEncounter: Sendable {
  package var opened: OpenedScenario
  package var transcript: Transcript
  package var ticket: EncounterTicket
  package var trainee: String
  /// Said first, if there is something to say (the file has changed since).
  package var remark: String?

  package init(
    opened: OpenedScenario, transcript: Transcript, ticket: EncounterTicket, trainee: String,
    remark: String? = nil
  ) {
    self.opened = opened
    self.transcript = transcript
    self.ticket = ticket
    self.trainee = trainee
    self.remark = remark
  }
}
