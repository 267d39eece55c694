/// Reads a document in place.
///
/// Unsafe pointers, because a scenario of 20,000 scenes is some two million nodes and twenty
/// million bytes, and the checks and reference counts of arrays would be most of the time it takes
/// to load. Every position comes from the tape, which the reader made from the same bytes. Valid
/// only inside `JSONDocument.withView`.
package struct JSONView {
  /// The bytes of the file.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The tape.
  let nodes: UnsafeBufferPointer<JSONNode>

  /// What the node at this position is.
  @inline(__always)
  package func kind(_ node: Int) -> JSONNode.Kind { nodes[node].kind }

  /// The bytes of the value at `node`, brackets and quotes included.
  package func range(of node: Int) -> Range<Int> {
    let item = nodes[node]
    let start = Int(item.offset)
    switch item.kind {
    case .object, .array: return start..<closeRange(of: node).upperBound
    case .string, .escapedString:
      let quote = quoteLength(at: start)
      let end = start + quote + item.extent
      return start..<min(bytes.count, end + closingQuoteLength(at: end, opening: quote))
    case .bareString, .number, .invalid: return start..<start + item.extent
    case .true, .null: return start..<start + 4
    case .false: return start..<start + 5
    case .close: return start..<min(bytes.count, start + 1)
    }
  }

  /// The bracket that closes the container at `node`, empty if it is missing.
  private func closeRange(of node: Int) -> Range<Int> {
    let start = Int(nodes[node + nodes[node].extent].offset)
    guard start < bytes.count, bytes[start] == 0x7D || bytes[start] == 0x5D else {
      return start..<start
    }
    return start..<start + 1
  }

  /// Whether something in the container at `node` could not be read, so that what seems to be
  /// missing in it may be there.
  package func isDamaged(_ node: Int) -> Bool {
    nodes[node + nodes[node].extent].extent & 1 != 0
  }

  /// The bytes of the text at `node` between its quotes, as they are in the file.
  @inline(__always)
  package func contents(of node: Int) -> Range<Int> {
    let item = nodes[node]
    let start =
      Int(item.offset) + (item.kind == .bareString ? 0 : quoteLength(at: Int(item.offset)))
    return start..<start + item.extent
  }

  /// Curly quotes, which have been reported, are three bytes long.
  @inline(__always)
  private func quoteLength(at offset: Int) -> Int { bytes[offset] < 0x80 ? 1 : 3 }

  private func closingQuoteLength(at offset: Int, opening: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    if bytes[offset] == 0x22 || bytes[offset] == 0x27 { return 1 }
    return opening == 3 && bytes[offset] == 0xE2 ? 3 : 0
  }

  /// Calls `body` with the key's and the value's position for each member of the object at `node`;
  /// does nothing if it is no object.
  @inline(__always)
  package func forEachMember(of node: Int, _ body: (_ key: Int, _ value: Int) -> Void) {
    let object = nodes[node]
    guard object.kind == .object else { return }
    var key = node + 1
    let end = node + object.extent
    while key < end {
      body(key, key + 1)
      key += 1 + nodes[key + 1].span
    }
  }

  /// Calls `body` with the position of each element of the list at `node`; does nothing if it is
  /// no list.
  @inline(__always)
  package func forEachElement(of node: Int, _ body: (Int) -> Void) {
    let array = nodes[node]
    guard array.kind == .array else { return }
    var element = node + 1
    let end = node + array.extent
    while element < end {
      body(element)
      element += nodes[element].span
    }
  }

  /// How many elements or members the container at `node` has; 0 for other values.
  package func count(of node: Int) -> Int {
    let item = nodes[node]
    guard item.kind == .object || item.kind == .array else { return 0 }
    return nodes[node + item.extent].extent >> 1
  }

  /// The text at `node` with its escapes resolved; the empty text if it is none.
  package func string(at node: Int) -> String {
    switch nodes[node].kind {
    case .string, .bareString:
      return String(
        decoding: UnsafeBufferPointer(rebasing: bytes[contents(of: node)]), as: UTF8.self)
    case .escapedString: return String(decoding: decoded(node).bytes, as: UTF8.self)
    default: return ""
    }
  }

  /// The text at `node` with its escapes resolved, as bytes.
  func textBytes(of node: Int) -> [UInt8] {
    nodes[node].kind == .escapedString ? decoded(node).bytes : Array(bytes[contents(of: node)])
  }

  /// Calls `body` with the bytes of the text at `node`, escapes resolved.
  @inline(__always)
  func withText<Result>(of node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if nodes[node].kind == .escapedString {
      return decoded(node).bytes.withUnsafeBufferPointer(body)
    }
    return body(UnsafeBufferPointer(rebasing: bytes[contents(of: node)]))
  }
}
