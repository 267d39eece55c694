import ArgumentParser
import CCurl
import Console
import Glibc
import Reports
import Terminal

/// Where a learning record store is, and how to talk to it. The account comes from the environment:
/// a command line can be read by everybody on the machine.
struct StoreOptions: ParsableArguments {
  @Option(help: "The store's xAPI address, http or https.")
  var lrs: String

  @Option(help: "What accounts and activities are named under.")
  var home = "https://undermat.example"

  @Option(help: "How often a request is tried while the store is away or busy.")
  var tries = 6

  func validate() throws {
    guard lrs.hasPrefix("http://") || lrs.hasPrefix("https://") else {
      throw ValidationError("--lrs is an address like https://store.example/xAPI.")
    }
    guard !lrs.contains("@"), !lrs.contains("?"), !lrs.contains("#") else {
      throw ValidationError(
        "--lrs has neither a user nor a query: UNDERMAT_LRS_USER and UNDERMAT_LRS_PASSWORD name the "
          + "account.")
    }
    guard home.hasPrefix("http://") || home.hasPrefix("https://"), !home.contains(" ") else {
      throw ValidationError("--home is an address like https://academy.example.")
    }
    guard (1...20).contains(tries) else { throw ValidationError("--tries is 1 to 20.") }
  }

  var vocabulary: Vocabulary { Vocabulary(home: home) }

  func connection(in world: World) -> StoreConnection {
    let user = world.environment("UNDERMAT_LRS_USER")
    let password = world.environment("UNDERMAT_LRS_PASSWORD")
    return StoreConnection(
      url: lrs, tries: tries, send: { HTTPClient.send($0, user: user, password: password) },
      sleep: { _ = Glibc.sleep(UInt32($0)) })
  }

  /// Said where a password would go over the network for everybody to read.
  func warn(in world: World) {
    let isNear = ["127.0.0.1", "localhost", "[::1]"].contains { host in
      lrs.hasPrefix("http://\(host):") || lrs.hasPrefix("http://\(host)/")
        || lrs == "http://\(host)"
    }
    guard lrs.hasPrefix("http://"), !isNear, world.environment("UNDERMAT_LRS_USER") != nil else {
      return
    }
    Answer.say("undermat: the account goes over the network unprotected: use https.\n")
  }
}

/// HTTP through libcurl.
enum HTTPClient {
  static func send(
    _ request: StoreRequest, user: String?, password: String?
  ) -> Result<StoreAnswer, NoAnswer> {
    var answer = ccurl_answer()
    defer { ccurl_free(&answer) }
    let hasAnswer = withCStrings(request.headers) { headers in
      request.body.withUnsafeBufferPointer { body in
        request.method.withCString { method in
          request.url.withCString { url in
            withOptionalCString(user) { user in
              withOptionalCString(password) { password in
                var raw = ccurl_request(
                  method: method, url: url, user: user, password: password, headers: headers,
                  body: body.baseAddress, length: body.count, timeout_seconds: 120,
                  most_bytes: 256 << 20)
                return ccurl_send(&raw, &answer) == 1
              }
            }
          }
        }
      }
    }
    guard hasAnswer else { return .failure(failure(answer)) }
    let body = answer.body.map { Array(UnsafeBufferPointer(start: $0, count: answer.length)) }
    return .success(
      StoreAnswer(
        status: answer.status, body: body ?? [],
        retryAfter: answer.retry_after >= 0 ? answer.retry_after : nil))
  }

  private static func failure(_ answer: ccurl_answer) -> NoAnswer {
    if answer.code < 0 {
      return NoAnswer(
        words: "this needs libcurl, which is not installed (Debian: libcurl4)", isPassing: false)
    }
    let words = withUnsafeBytes(of: answer.error) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    // Codes that trying again does not change: protocol, address, certificate (curl.h).
    let isPassing = ![1, 3, 35, 51, 58, 59, 60, 63, 77, 83].contains(answer.code)
    let shown = words.isEmpty ? "the store gave no answer (curl \(answer.code))" : words
    return NoAnswer(words: SafeText.shownOnOneLine(shown), isPassing: isPassing)
  }

  private static func withOptionalCString<Value>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Value
  ) -> Value {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else {
        preconditionFailure("the list holds at least its end")
      }
      return body(start)
    }
  }
}
