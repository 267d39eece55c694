/// One request to a learning record store.
package struct StoreRequest: Equatable, Sendable {
  package var method: String
  package var url: String
  package var headers: [String]
  package var body: [UInt8]
}

/// What a store answered.
package struct StoreAnswer: Equatable, Sendable {
  package var status: Int
  package var body: [UInt8]
  /// Seconds to wait before the next try, if the store said so.
  package var retryAfter: Int?

  package init(status: Int, body: [UInt8] = [], retryAfter: Int? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }
}

/// Why there is no answer at all, in words: connection refused, no such host, time ran out.
package struct NoAnswer: Error, Equatable, Sendable {
  package var words: String
  /// Trying again may help.
  package var isPassing: Bool

  package init(words: String, isPassing: Bool = true) {
    self.words = words
    self.isPassing = isPassing
  }
}

/// A learning record store and the ways of the world that talking to it needs.
package struct StoreConnection: Sendable {
  /// Up to and with the slash before `statements`.
  package let endpoint: String
  let send: @Sendable (StoreRequest) -> Result<StoreAnswer, NoAnswer>
  let sleep: @Sendable (_ seconds: Int) -> Void
  /// How often a request is tried in all, at least once.
  let tries: Int

  /// - Parameters:
  ///   - url: as a person gives it: with or without `statements`, with or without a slash.
  ///   - send: does one request; knows the account.
  package init(
    url: String, tries: Int = 6,
    send: @escaping @Sendable (StoreRequest) -> Result<StoreAnswer, NoAnswer>,
    sleep: @escaping @Sendable (Int) -> Void
  ) {
    var endpoint = url[...]
    while endpoint.hasSuffix("/") { endpoint = endpoint.dropLast() }
    if endpoint.hasSuffix("/statements") { endpoint = endpoint.dropLast("/statements".count) }
    self.endpoint = endpoint + "/"
    self.tries = max(1, tries)
    self.send = send
    self.sleep = sleep
  }

  /// Sends a request, and again with growing pauses while the store is away, busy or broken: 1, 2, 4
  /// ... seconds, at most 60, or what the store asks for up to 300.
  func ask(_ request: StoreRequest) -> Result<StoreAnswer, NoAnswer> {
    var pause = 1
    var last: Result<StoreAnswer, NoAnswer> = .failure(NoAnswer(words: "nothing was sent"))
    for number in 1...tries {
      last = send(request)
      guard Self.isPassing(last), number < tries else { return last }
      let asked = (try? last.get())?.retryAfter
      sleep(min(max(asked ?? pause, 0), asked == nil ? 60 : 300))
      pause = min(pause * 2, 60)
    }
    return last
  }

  private static func isPassing(_ result: Result<StoreAnswer, NoAnswer>) -> Bool {
    switch result {
    case .failure(let failure): failure.isPassing
    case .success(let answer): answer.status == 429 || (500...599).contains(answer.status)
    }
  }

  static let version = "X-Experience-API-Version: 1.0.3"

  func post(_ bodies: [[UInt8]]) -> StoreRequest {
    StoreRequest(
      method: "POST", url: endpoint + "statements",
      headers: [Self.version, "Content-Type: application/json"],
      body: Array("[".utf8) + bodies.joined(separator: Array(",".utf8)) + Array("]".utf8))
  }

  func get(_ url: String) -> StoreRequest {
    StoreRequest(method: "GET", url: url, headers: [Self.version], body: [])
  }

  /// What a store says is wrong: the text of its answer, cut to a line.
  static func words(_ answer: StoreAnswer) -> String {
    let text = String(decoding: answer.body.prefix(400), as: UTF8.self)
    let line = VisibleControls.shown(text).replacing("\n", with: " ")
    return line.isEmpty ? "status \(answer.status)" : "status \(answer.status): \(line)"
  }
}
