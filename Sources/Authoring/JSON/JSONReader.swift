/// Reads JSON as RFC 8259 has it, and goes on after a mistake, so that all mistakes of a file are
/// reported in one run.
///
/// The reader works on unsafe pointers for the reason given at `JSONView`. It recurses, to the
/// depth limit and no further. Every step consumes at least one byte or leaves a container, so it
/// takes time linear in the size of the file, however many mistakes that has.
struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: Limits
  /// The offset of the next byte to look at.
  var position: Int
  var nodes: TapeWriter
  var found: DiagnosticList
  /// Set when reading on makes no sense (nested too deeply).
  var stopped = false
  /// Set when a bracket was missing or wrong, so that members may hang in the wrong container.
  var structureIsBroken = false
  /// How many objects and lists are open at this point.
  var openObjects = 0
  var openArrays = 0

  init(bytes: UnsafeBufferPointer<UInt8>, start: Int, limits: Limits, found: DiagnosticList) {
    self.bytes = bytes
    self.limits = limits
    self.found = found
    position = start
    // An ordinary scenario has a node for every ten bytes; pages never touched cost nothing.
    nodes = TapeWriter(capacity: bytes.count / 8)
  }

  /// Reads the whole text.
  mutating func readText() {
    if reportEncoding() { return }
    skipSpace()
    guard position < bytes.count else {
      report(.emptyFile, "the file is empty", at: 0..<0, help: "a scenario is one JSON object")
      return
    }
    readValue(depth: 1)
    skipSpace()
    if !stopped, !structureIsBroken, position < bytes.count { reportRest() }
  }

  /// Reads the value at the position, which is not at the end and not at a space.
  mutating func readValue(depth: Int) {
    switch bytes[position] {
    case UInt8(ascii: "\""): readString()
    case UInt8(ascii: "{"): readObject(depth: depth)
    case UInt8(ascii: "["): readArray(depth: depth)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): readNumber()
    case UInt8(ascii: "t") where word("true"): append(.true, length: 4)
    case UInt8(ascii: "f") where word("false"): append(.false, length: 5)
    case UInt8(ascii: "n") where word("null"): append(.null, length: 4)
    default: readOddValue(depth: depth)
    }
  }

  /// Skips white space, and comments, which are reported.
  @inline(__always)
  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      case UInt8(ascii: "/"), UInt8(ascii: "#"):
        if !skipComment() { return }
      default: return
      }
    }
  }

  /// Whether this word stands at the position and ends there.
  private func word(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    for index in 0..<length where bytes[position + index] != word.utf8Start[index] { return false }
    return position + length == bytes.count || !Self.isWordByte(bytes[position + length])
  }

  private mutating func append(_ kind: JSONNode.Kind, length: Int) {
    nodes.append(JSONNode(kind, offset: position, extent: length))
    position += length
  }

  /// Whether a byte can belong to a word or number, right or wrong.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "."), UInt8(ascii: "+"): true
    case UInt8(ascii: "-"): true
    default: false
    }
  }

  /// The end of the run of word bytes that starts at `start`.
  func endOfWord(from start: Int) -> Int {
    var end = start
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    return end
  }

  /// Adds an error at a range of bytes.
  mutating func report(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, at range: Range<Int>,
    others: @autoclosure () -> [Label] = [], help: String? = nil,
    fixes: @autoclosure () -> [Fix] = []
  ) {
    found.add(
      .error,
      Diagnostic(
        code, message(), at: Label(range: range), others: others(), help: help, fixes: fixes()))
  }
}

extension JSONDocument {
  /// Reads `source`, adding its mistakes to `found`. The result is nil if there is nothing that
  /// could be looked at further: the text is empty, too deeply nested, not UTF-8 at all, or its
  /// brackets do not match, so that what follows would only be confusion.
  package static func read(
    _ source: SourceFile, limits: Limits = .standard, into found: inout DiagnosticList
  ) -> JSONDocument? {
    let most = min(limits.fileBytes, Limits.largestFile)
    guard source.bytes.count <= most else {
      let problem = SourceProblem(
        .tooLarge(size: source.bytes.count, limit: most), path: source.name)
      found.add(.error, Diagnostic(problem.code, problem.message, at: Label(range: 0..<0)))
      return nil
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(
        bytes: bytes, start: source.textStart, limits: limits, found: found)
      reader.readText()
      found = reader.found
      guard !reader.stopped, !reader.structureIsBroken, reader.nodes.count > 0 else {
        reader.nodes.discard()
        return nil
      }
      return JSONDocument(source: source, tape: reader.nodes.finish())
    }
  }
}
