package import JSONText

/// Cuts a stream of bytes into messages: a header with `Content-Length`, an empty line, and so many
/// bytes of JSON (the base protocol of LSP 3.17).
package struct MessageStream {
  /// A message, or what is wrong with it.
  package enum Item: Equatable, Sendable {
    case message(JSONValue)
    /// Its bytes are not JSON; the stream goes on after it.
    case unreadable(String)
    /// The header makes no sense, so nobody knows where the next message starts.
    case lost(String)
  }

  private var bytes: [UInt8] = []
  private var start = 0
  /// Larger messages are refused: a scenario has at most 64 MB, and escapes make it longer.
  private static let largest = 256 << 20
  private static let longestHeader = 4096

  /// An empty stream.
  package init() {}

  /// Adds bytes that arrived.
  package mutating func append(_ more: ArraySlice<UInt8>) {
    if start > 1 << 16 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// The next whole message, or nil if more bytes are needed.
  package mutating func next() -> Item? {
    guard let header = headerEnd() else {
      return bytes.count - start > Self.longestHeader ? .lost("the header does not end") : nil
    }
    guard let length = contentLength(bytes[start..<header.end]) else {
      return .lost("the header has no Content-Length")
    }
    guard length <= Self.largest else { return .lost("the message is too large") }
    guard bytes.count - header.next >= length else { return nil }
    let body = Array(bytes[header.next..<header.next + length])
    start = header.next + length
    do throws(JSONProblem) {
      return .message(try JSONValue(reading: body))
    } catch {
      return .unreadable(error.message)
    }
  }

  private func headerEnd() -> (end: Int, next: Int)? {
    let end: [UInt8] = [13, 10, 13, 10]
    let last = min(bytes.count, start + Self.longestHeader) - 4
    guard start <= last else { return nil }
    for index in start...last where bytes[index] == 13 {
      if bytes[index..<index + 4].elementsEqual(end) { return (index, index + 4) }
    }
    return nil
  }

  private func contentLength(_ header: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: header, as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      return Int(parts[1].filter { $0 != " " }).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  /// The bytes of a message with its header.
  package static func framed(_ value: JSONValue) -> [UInt8] {
    let body = value.bytes(.compact)
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
