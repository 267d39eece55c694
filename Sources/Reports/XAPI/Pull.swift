import JSONText

/// Reads plays back out of a store, page by page.
package struct Pull {
  /// Why a pull ended before all was read.
  package struct Problem: Error, Equatable, Sendable {
    package var words: String
    package var isDenied: Bool
  }

  /// What came of it.
  package struct Outcome: Equatable, Sendable {
    package var plays = 0
    /// Things that trainers said about plays.
    package var remarks = 0
    /// Statements of ours that carried nothing that could be read.
    package var unreadable = 0
    /// Plays whose statements were taken back.
    package var voided = 0
  }

  private let connection: StoreConnection
  private let vocabulary: Vocabulary
  private let limit: Int

  /// - Parameters:
  ///   - limit: statements a page.
  ///   - remark: gets each thing that a trainer said about a play, maybe before the play itself.
  ///   - take: gets each play; what it throws ends the pull.
  package static func run(
    _ connection: StoreConnection, vocabulary: Vocabulary = Vocabulary(), limit: Int = 100,
    remark: (CarriedRemark) throws -> Void = { _ in }, take: (CarriedRecord) throws -> Void
  ) throws -> Outcome {
    let pull = Pull(connection: connection, vocabulary: vocabulary, limit: limit)
    // Twice over everything: a store need not keep its order, and real ones (Ralph 5.1 with its file
    // backend) find nothing when they are asked for one verb.
    var voided: Set<String> = []
    try pull.each { statement in
      guard statement["verb"]?["id"]?.string == Vocabulary.Verb.voided.id else { return }
      if let id = statement["object"]?["id"]?.string { voided.insert(id.lowercased()) }
    }
    var outcome = Outcome()
    try pull.each { statement in
      guard pull.isOurs(statement) else { return }
      if let id = statement["id"]?.string, voided.contains(id.lowercased()) {
        if statement["context"]?["extensions"]?[vocabulary.sheet] != nil { outcome.voided += 1 }
      } else if let words = CarriedRemark(statement, vocabulary: vocabulary) {
        outcome.remarks += 1
        try remark(words)
      } else if let play = CarriedRecord(statement, vocabulary: vocabulary) {
        outcome.plays += 1
        try take(play)
      } else {
        outcome.unreadable += 1
      }
    }
    return outcome
  }

  private func isOurs(_ statement: JSONValue) -> Bool {
    let extensions = statement["context"]?["extensions"]
    return extensions?[vocabulary.sheet] != nil || extensions?[vocabulary.remark] != nil
  }

  private func each(_ body: (JSONValue) throws -> Void) throws {
    var next: String? = connection.endpoint + "statements?ascending=true&limit=\(limit)"
    var seen: Set<String> = []
    while let url = next {
      guard seen.insert(url).inserted else {
        throw Problem(words: "the store leads round in a circle (\(url))", isDenied: false)
      }
      let page = try page(url)
      for statement in page["statements"]?.array ?? [] { try body(statement) }
      next = try (page["more"]?.string).flatMap { try resolved($0) }
    }
  }

  private func page(_ url: String) throws -> JSONValue {
    switch connection.ask(connection.get(url)) {
    case .failure(let failure): throw Problem(words: failure.words, isDenied: false)
    case .success(let answer):
      guard answer.status == 200 else {
        throw Problem(
          words: StoreConnection.words(answer), isDenied: [401, 403].contains(answer.status))
      }
      guard let value = try? JSONValue(reading: answer.body), value["statements"]?.array != nil
      else {
        throw Problem(words: "what answers there is no learning record store", isDenied: false)
      }
      return value
    }
  }

  /// Where `more` leads. It may be empty, a path, a query or whole; it never leads to another host,
  /// because the account goes along.
  private func resolved(_ more: String) throws -> String? {
    guard !more.isEmpty else { return nil }
    let origin = Self.origin(of: connection.endpoint)
    if more.hasPrefix("?") { return connection.endpoint + "statements" + more }
    if more.hasPrefix("/"), !more.hasPrefix("//") { return origin + more }
    if more.hasPrefix(origin + "/") { return more }
    if !more.contains("://"), !more.hasPrefix("//") { return connection.endpoint + more }
    throw Problem(words: "the store leads to another host (\(more))", isDenied: false)
  }

  /// `http://host:port`.
  private static func origin(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let path = url[scheme.upperBound...].firstIndex(of: "/") ?? url.endIndex
    return String(url[..<path])
  }
}
