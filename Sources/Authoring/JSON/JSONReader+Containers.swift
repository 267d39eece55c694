extension JSONReader {
  /// An object or list that is being read.
  struct Container {
    /// The position of its node on the tape.
    let node: Int
    /// The offset of its opening bracket.
    let start: Int
    let isObject: Bool
    /// The offset of the comma just read, if nothing came after it yet.
    var comma: Int?
    /// Where the last element ended.
    var lastEnd: Int
    /// Whether some of it could not be read.
    var isDamaged = false
    /// How many elements or members it has so far.
    var count = 0

    var opening: String { isObject ? "{" : "[" }
    var closing: String { isObject ? "}" : "]" }
    var closingByte: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    var name: String { isObject ? "object" : "list" }
  }

  /// What to do at the place where an element may begin.
  private enum Step {
    case element
    case again
    case end
  }

  mutating func readObject(depth: Int) {
    guard var container = open(isObject: true, depth: depth) else { return }
    openObjects += 1
    while !stopped {
      skipSpace()
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        readString()
      } else {
        let step = beforeKey(&container)
        if step == .again { continue }
        if step == .end { break }
      }
      readColonAndValue(in: &container, depth: depth)
      readComma(in: &container)
    }
    openObjects -= 1
    close(container)
    if container.count > 1 { reportDuplicateKeys(in: container.node, count: container.count) }
  }

  mutating func readArray(depth: Int) {
    guard var container = open(isObject: false, depth: depth) else { return }
    openArrays += 1
    while !stopped {
      skipSpace()
      let step = beforeElement(&container)
      if step == .again { continue }
      if step == .end { break }
      if bytes[position] == UInt8(ascii: "\"") { readString() } else { readValue(depth: depth + 1) }
      readComma(in: &container)
    }
    openArrays -= 1
    close(container)
  }

  private mutating func open(isObject: Bool, depth: Int) -> Container? {
    guard depth <= limits.depth else {
      let most = limits.depth
      report(
        .tooDeep, "nested more than \(most) deep", at: position..<position + 1,
        help: "objects and lists may be nested \(most) deep; reading stops here")
      stopped = true
      position = bytes.count
      return nil
    }
    let container = Container(
      node: nodes.count, start: position, isObject: isObject, lastEnd: position + 1)
    nodes.append(JSONNode(isObject ? .object : .array, offset: position, extent: 0))
    position += 1
    return container
  }

  private mutating func close(_ container: Container) {
    let end = nodes.count
    nodes[container.node] = JSONNode(
      container.isObject ? .object : .array, offset: container.start,
      extent: end - container.node)
    // The closing bracket is the last byte consumed, unless it is missing.
    let isThere = position > container.start + 1 && bytes[position - 1] == container.closingByte
    nodes.append(
      JSONNode(
        .close, offset: isThere ? position - 1 : position,
        extent: container.count << 1 | (container.isDamaged ? 1 : 0)))
  }

  private mutating func readColonAndValue(in container: inout Container, depth: Int) {
    let keyEnd = position
    if position >= bytes.count || bytes[position] != UInt8(ascii: ":") { skipSpace() }
    if position < bytes.count, bytes[position] == UInt8(ascii: ":") {
      position += 1
    } else {
      reportMissingColon(after: keyEnd, in: &container)
    }
    skipSpace()
    if position >= bytes.count || Self.endsElement(bytes[position]) {
      reportMissingValue(after: keyEnd, in: &container)
    } else if bytes[position] == UInt8(ascii: "\"") {
      readString()
    } else {
      readValue(depth: depth + 1)
    }
  }

  /// Reads what comes after an element: a comma, or nothing before the closing bracket.
  @inline(__always)
  private mutating func readComma(in container: inout Container) {
    container.lastEnd = position
    container.count += 1
    skipSpace()
    guard position < bytes.count else {
      container.comma = nil
      return
    }
    if bytes[position] == UInt8(ascii: ",") {
      container.comma = position
      position += 1
    } else {
      container.comma = nil
      if bytes[position] != container.closingByte { reportMissingComma(in: &container) }
    }
  }

  /// Whether an element cannot start with this byte because it separates or closes.
  static func endsElement(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  /// Looks at what stands where a key should, if it is no text in double quotes.
  private mutating func beforeKey(_ container: inout Container) -> Step {
    if let step = beforeAny(&container) { return step }
    return readOddKey(in: &container) ? .element : .again
  }

  /// Looks at what stands where an element of a list should.
  @inline(__always)
  private mutating func beforeElement(_ container: inout Container) -> Step {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return .element }
    return beforeAny(&container) ?? .element
  }

  /// Handles the ends, brackets and stray separators that both kinds of container share; nil if an
  /// element may begin here.
  private mutating func beforeAny(_ container: inout Container) -> Step? {
    guard position < bytes.count else {
      reportUnclosed(container)
      return .end
    }
    switch bytes[position] {
    case container.closingByte:
      if let comma = container.comma { reportTrailingComma(comma, in: container) }
      position += 1
      return .end
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return afterWrongBracket(container) ? .end : .again
    case UInt8(ascii: ","):
      reportExtraComma()
      position += 1
      return .again
    case UInt8(ascii: ":") where !container.isObject, UInt8(ascii: ";"), UInt8(ascii: "="),
      UInt8(ascii: ")"):
      reportUnexpected()
      container.isDamaged = true
      return .again
    default: return nil
    }
  }

  /// A closing bracket of the other kind: either this container was not closed, or the bracket is
  /// the wrong one. True if the container ends here.
  private mutating func afterWrongBracket(_ container: Container) -> Bool {
    structureIsBroken = true
    let belongsFurtherOut = container.isObject ? openArrays > 0 : openObjects > 0
    reportWrongBracket(container, belongsFurtherOut: belongsFurtherOut)
    if !belongsFurtherOut { position += 1 }
    return true
  }
}
