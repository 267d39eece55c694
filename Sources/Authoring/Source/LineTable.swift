/// A place in a text, as people and editors count.
package struct TextPosition: Sendable, Equatable, Comparable {
  /// From 1.
  package let line: Int
  /// In characters (Unicode scalars) from the start of the line, from 1; a byte order mark is not
  /// counted, nor are UTF-8 continuation bytes, wherever they stand.
  package let column: Int

  /// The place of that line and column, both from 1.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Finds the line and column of a byte. Building it reads the whole file once, so it is built only
/// when a diagnostic is shown.
package struct LineTable: Sendable {
  private let source: SourceFile
  /// The offsets of the first bytes of the lines, ascending.
  private let starts: [Int]
  /// The last answer: the next question is usually a little further on, and in a file of one long
  /// line counting from its start each time would take quadratic time.
  private var last = (start: 0, offset: 0, column: 1)

  /// Reads the line ends of `source`; a line ends with LF or CR LF.
  package init(_ source: SourceFile) {
    self.source = source
    var starts = [source.textStart]
    source.bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices where bytes[index] == 0x0A { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// How many lines there are; an empty file has one.
  package var count: Int { starts.count }

  /// The line (from 1) that holds the byte at `offset`; its LF belongs to it.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line, counted from 1, without its line end.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    guard line < starts.count else { return start..<source.bytes.count }
    let end = starts[line] - 1
    let hasReturn = end > start && source.bytes[end - 1] == 0x0D
    return start..<(hasReturn ? end - 1 : end)
  }

  /// The line and column of the byte at `offset`; an offset past the end is the end.
  package mutating func position(at offset: Int) -> TextPosition {
    let offset = min(max(offset, source.textStart), source.bytes.count)
    let line = line(at: offset)
    let start = starts[line - 1]
    if last.start != start || last.offset > offset { last = (start, start, 1) }
    last.column += Self.characters(in: source.bytes[last.offset..<offset])
    last.offset = offset
    return TextPosition(line: line, column: last.column)
  }

  /// Counts the bytes that start a character.
  private static func characters(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.reduce(into: 0) { $0 += $1 & 0xC0 == 0x80 ? 0 : 1 }
    }
  }
}
