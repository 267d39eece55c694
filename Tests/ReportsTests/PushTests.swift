import JSONText
import Reports
import Synchronization
import Testing

@Suite struct Pushing {
  @Test func `delivers everything in batches`() throws {
    let store = SampleStore()
    let outcome = try push(ids(1201), to: store)
    #expect(outcome.delivered == 1201)
    #expect(outcome.stopped == nil)
    #expect(store.state.withLock { $0.requests } == 3)
    #expect(store.held == Set(ids(1201)))
  }

  @Test func `takes "already stored" for delivered`() throws {
    let store = SampleStore()
    _ = try push(ids(10), to: store)
    #expect(try push(ids(10), to: store).delivered == 10)
    #expect(store.held.count == 10)
  }

  @Test func `finds the one bad statement and delivers the others`() throws {
    let store = SampleStore()
    store.state.withLock { $0.bad = ["id-317"] }
    let outcome = try push(ids(500), to: store)
    #expect(outcome.delivered == 499)
    #expect(outcome.refused.map(\.id) == ["id-317"])
    #expect(outcome.refused[0].reason == "status 400: bad statement")
    #expect(store.held == Set(ids(500)).subtracting(["id-317"]))
  }

  @Test func `reports which statement the store has in another form`() throws {
    let store = SampleStore()
    store.state.withLock { $0.different = ["id-3"] }
    let outcome = try push(ids(8), to: store)
    #expect(outcome.refused.map(\.id) == ["id-3"])
    #expect(outcome.refused[0].reason.hasPrefix("the store has another statement of this id"))
  }

  @Test func `sends less at once to a store that takes little`() throws {
    let store = SampleStore()
    store.state.withLock { $0.mostBytes = 100 }
    #expect(try push(ids(40), to: store).delivered == 40)
  }

  @Test func `tries again, with growing pauses, or as the store asks`() throws {
    let store = SampleStore()
    store.state.withLock {
      $0.faults = [
        .failure(NoAnswer(words: "connection refused")), .success(StoreAnswer(status: 503)),
        .success(StoreAnswer(status: 429, retryAfter: 7)),
      ]
    }
    #expect(try push(ids(3), to: store).delivered == 3)
    #expect(store.state.withLock { $0.pauses } == [1, 2, 7])
  }

  @Test func `gives up where the store stays away, and keeps what waits`() throws {
    let store = SampleStore()
    store.state.withLock {
      $0.faults = Array(repeating: .failure(NoAnswer(words: "connection refused")), count: 6)
    }
    let outcome = try push(ids(3), to: store)
    #expect(outcome.stopped == "connection refused")
    #expect(store.state.withLock { $0.pauses } == [1, 2, 4, 8, 16])
    #expect(store.state.withLock { $0.tried } == ids(3))
    #expect(store.held.isEmpty)
  }

  @Test(arguments: [401, 403])
  func `stops at once where the account is not accepted`(status: Int) throws {
    let store = SampleStore()
    store.state.withLock { $0.faults = [.success(StoreAnswer(status: status))] }
    let outcome = try push(ids(3), to: store)
    #expect(outcome.isDenied)
    #expect(store.state.withLock { $0.requests } == 1)
  }

  @Test(arguments: [
    StoreAnswer(status: 200, body: Array("<html>hello</html>".utf8)), StoreAnswer(status: 302),
    StoreAnswer(status: 404),
  ])
  func `does not take any answer for a store's`(answer: StoreAnswer) throws {
    let store = SampleStore()
    store.state.withLock { $0.faults = [.success(answer)] }
    let outcome = try push(ids(3), to: store)
    #expect(outcome.delivered == 0)
    #expect(outcome.stopped != nil)
  }

  private func ids(_ count: Int) -> [String] { (0..<count).map { "id-\($0)" } }

  private func push(_ ids: [String], to store: SampleStore) throws -> Push.Outcome {
    var waiting = ids
    let outbox = Push.Outbox(
      waiting: { most in
        waiting.prefix(most).map { Push.Item(id: $0, json: Array("{\"id\":\"\($0)\"}".utf8)) }
      },
      delivered: { done in waiting.removeAll { done.contains($0) } },
      refused: { id, _ in waiting.removeAll { $0 == id } },
      tried: { ids, _ in store.state.withLock { $0.tried = ids } })
    return try Push.run(store.connection, outbox)
  }
}

@Suite struct Pulling {
  @Test func `follows pages, and refuses to be led to another host`() throws {
    let first = "http://127.0.0.1:9/xAPI/statements?ascending=true&limit=100"
    let pages = [
      first: "{\"statements\":[],\"more\":\"/xAPI/more?page=2\"}",
      "http://127.0.0.1:9/xAPI/more?page=2": "{\"statements\":[],\"more\":\"http://evil/\"}",
    ]
    let asked = Mutex<[String]>([])
    let connection = StoreConnection(
      url: "http://127.0.0.1:9/xAPI/statements/",
      send: { request in
        asked.withLock { $0.append(request.url) }
        return .success(StoreAnswer(status: 200, body: Array((pages[request.url] ?? "").utf8)))
      }, sleep: { _ in })
    #expect {
      _ = try Pull.run(connection) { _ in }
    } throws: {
      ($0 as? Pull.Problem)?.words == "the store leads to another host (http://evil/)"
    }
    #expect(asked.withLock { $0 } == [first, "http://127.0.0.1:9/xAPI/more?page=2"])
  }
}

/// A store in memory that behaves as the standard says: a bad statement refuses its whole batch.
/// A class, because the connection's closures share it.
final class SampleStore: Sendable {
  struct State {
    var held: Set<String> = []
    var bad: Set<String> = []
    var different: Set<String> = []
    var mostBytes = Int.max
    var faults: [Result<StoreAnswer, NoAnswer>] = []
    var requests = 0
    var pauses: [Int] = []
    var tried: [String] = []
  }

  let state = Mutex(State())

  var held: Set<String> { state.withLock { $0.held } }

  var connection: StoreConnection {
    StoreConnection(
      url: "http://127.0.0.1:9/xAPI", send: { request in self.answer(request) },
      sleep: { seconds in self.state.withLock { $0.pauses.append(seconds) } })
  }

  private func answer(_ request: StoreRequest) -> Result<StoreAnswer, NoAnswer> {
    state.withLock { state in
      state.requests += 1
      if !state.faults.isEmpty { return state.faults.removeFirst() }
      guard request.body.count <= state.mostBytes else {
        return .success(StoreAnswer(status: 413))
      }
      let statements = (try? JSONValue(reading: request.body))?.array ?? []
      let ids = Set(statements.compactMap { $0["id"]?.string })
      if !ids.isDisjoint(with: state.bad) {
        return .success(StoreAnswer(status: 400, body: Array("bad statement".utf8)))
      }
      if !ids.isDisjoint(with: state.different) { return .success(StoreAnswer(status: 409)) }
      if ids.isSubset(of: state.held) { return .success(StoreAnswer(status: 204)) }
      state.held.formUnion(ids)
      return .success(StoreAnswer(status: 200, body: Array("[]".utf8)))
    }
  }
}
