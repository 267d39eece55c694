import JSONText

/// Sends waiting statements until none waits, each in effect exactly once: a statement counts as
/// delivered only after the store said so, and one that was stored before a crash is recognised by the
/// store by its id.
package struct Push {
  /// A statement that waits.
  package struct Item: Equatable, Sendable {
    package var id: String
    package var json: [UInt8]

    package init(id: String, json: [UInt8]) {
      self.id = id
      self.json = json
    }
  }

  /// The outbox. What it throws ends the push.
  package struct Outbox {
    /// The next statements that wait, at most so many.
    var waiting: (Int) throws -> [Item]
    var delivered: ([String]) throws -> Void
    var refused: (_ id: String, _ reason: String) throws -> Void
    var tried: (_ ids: [String], _ reason: String) throws -> Void

    package init(
      waiting: @escaping (Int) throws -> [Item], delivered: @escaping ([String]) throws -> Void,
      refused: @escaping (String, String) throws -> Void,
      tried: @escaping ([String], String) throws -> Void
    ) {
      self.waiting = waiting
      self.delivered = delivered
      self.refused = refused
      self.tried = tried
    }
  }

  /// What came of it.
  package struct Outcome: Equatable, Sendable {
    package var delivered = 0
    package var refused: [(id: String, reason: String)] = []
    /// Why it ended with statements still waiting, in words; nil if it did not.
    package var stopped: String?
    /// The account was not accepted.
    package var isDenied = false

    package static func == (a: Outcome, b: Outcome) -> Bool {
      a.delivered == b.delivered && a.stopped == b.stopped && a.isDenied == b.isDenied
        && a.refused.elementsEqual(b.refused, by: ==)
    }
  }

  private let connection: StoreConnection
  private let outbox: Outbox
  private let batch: Int
  /// Statements carry whole sheets; few stores take more than this at once.
  private let mostBytes: Int
  private var outcome = Outcome()
  private let progress: (Int) -> Void

  /// - Parameters:
  ///   - batch: most statements a request.
  ///   - progress: told how many were delivered so far.
  package static func run(
    _ connection: StoreConnection, _ outbox: Outbox, batch: Int = 500, mostBytes: Int = 4 << 20,
    progress: @escaping (Int) -> Void = { _ in }
  ) throws -> Outcome {
    var push = Push(
      connection: connection, outbox: outbox, batch: max(1, batch), mostBytes: mostBytes,
      progress: progress)
    try push.run()
    return push.outcome
  }

  private mutating func run() throws {
    while outcome.stopped == nil {
      let items = try outbox.waiting(batch)
      guard !items.isEmpty else { return }
      try deliver(fitting(items)[...])
    }
  }

  private func fitting(_ items: [Item]) -> [Item] {
    var bytes = 0
    let fitting = items.prefix { item in
      bytes += item.json.count + 1
      return bytes <= mostBytes
    }
    return fitting.isEmpty ? [items[0]] : Array(fitting)
  }

  private enum Step {
    case stored
    /// Something in the batch is not taken.
    case refused(String)
    case stop(String, isDenied: Bool)
  }

  private mutating func deliver(_ items: ArraySlice<Item>) throws {
    guard let first = items.first, outcome.stopped == nil else { return }
    let result = connection.ask(connection.post(items.map(\.json)))
    switch step(result, items) {
    case .stored:
      try outbox.delivered(items.map(\.id))
      outcome.delivered += items.count
      progress(outcome.delivered)
    case .refused(let reason):
      if items.count == 1 {
        try outbox.refused(first.id, reason)
        outcome.refused.append((first.id, reason))
      } else {
        // One bad statement refuses the whole batch; halving finds it and delivers the others.
        let middle = items.startIndex + items.count / 2
        try deliver(items[..<middle])
        try deliver(items[middle...])
      }
    case .stop(let words, let isDenied):
      try outbox.tried(items.map(\.id), words)
      outcome.stopped = words
      outcome.isDenied = isDenied
    }
  }

  private func step(
    _ result: Result<StoreAnswer, NoAnswer>, _ items: ArraySlice<Item>
  ) -> Step {
    switch result {
    case .failure(let failure): return .stop(failure.words, isDenied: false)
    case .success(let answer): return step(answer, items)
    }
  }

  private func step(_ answer: StoreAnswer, _ items: ArraySlice<Item>) -> Step {
    let words = StoreConnection.words(answer)
    switch answer.status {
    case 204: return .stored
    case 200:
      let isList = (try? JSONValue(reading: answer.body))?.array != nil
      return isList
        ? .stored : .stop("what answers there is no learning record store", isDenied: false)
    case 401, 403: return .stop(words, isDenied: true)
    case 409:
      return .refused("the store has another statement of this id (\(words))")
    case 413: return .refused("the store takes nothing so large (\(words))")
    case 400, 422: return .refused(words)
    default: return .stop(words, isDenied: false)
    }
  }
}
