/// The one layout in which scenario and rubric files are kept.
///
/// Two spaces a level; a list or object stands on one line if it fits into 100 columns and holds
/// nothing deeper than plain lists and objects, or if it holds just one plain value, which no break
/// would shorten. Everything else has a line for each member. Keys keep their order, and texts and
/// numbers the very characters in which they were written, so the file means what it meant.
package enum CanonicalLayout {
  /// The widest line that is made of several values, in columns.
  package static let width = 100

  /// The bytes of a document in this layout, without a byte order mark and with a line end as the
  /// last one. The document must have been read without mistakes: what the reader had to guess is
  /// written as it stands.
  package static func bytes(of document: JSONDocument) -> [UInt8] {
    document.withView { view in
      var measures = ValueMeasures(view)
      measures.measure(0)
      var writer = LayoutWriter(view: view, measures: measures)
      writer.write(0, indent: 0, column: 0, isLast: true)
      writer.bytes.append(UInt8(ascii: "\n"))
      return writer.bytes
    }
  }
}

/// How much room every value takes on one line, by its position on the tape.
private struct ValueMeasures {
  private let view: JSONView
  /// In columns.
  private(set) var widths: [Int32]
  /// How deeply lists and objects are nested in it: 0 for a plain value.
  private(set) var heights: [UInt8]

  init(_ view: JSONView) {
    self.view = view
    widths = Array(repeating: 0, count: view.nodes.count)
    heights = Array(repeating: 0, count: view.nodes.count)
  }

  /// Measures the value at `node` and everything in it.
  mutating func measure(_ node: Int) {
    switch view.kind(node) {
    case .object, .array: measureContainer(node)
    default: widths[node] = Int32(clamping: columns(view.range(of: node)))
    }
  }

  private mutating func measureContainer(_ node: Int) {
    let isObject = view.kind(node) == .object
    var width = isObject ? 4 : 2
    var height: UInt8 = 0
    var count = 0
    var child = node + 1
    let end = node + view.nodes[node].extent
    while child < end {
      if isObject {
        width += columns(view.range(of: child)) + 2
        child += 1
      }
      measure(child)
      width += Int(widths[child])
      height = max(height, heights[child])
      count += 1
      child += view.nodes[child].span
    }
    widths[node] = Int32(clamping: count == 0 ? 2 : width + 2 * (count - 1))
    heights[node] = height &+ 1
  }

  /// The columns that a range of the file takes on a screen.
  func columns(_ range: Range<Int>) -> Int {
    let bytes = view.bytes[range]
    guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars
      .reduce(0) { $0 + VisibleText.columns(of: $1) }
  }
}

/// Writes the values of a tape in the canonical layout.
private struct LayoutWriter {
  let view: JSONView
  let measures: ValueMeasures
  var bytes: [UInt8] = []

  init(view: JSONView, measures: ValueMeasures) {
    self.view = view
    self.measures = measures
    bytes.reserveCapacity(view.bytes.count + view.bytes.count / 4)
  }

  /// Writes the value at `node`.
  /// - Parameters:
  ///   - indent: the level of the line on which it starts.
  ///   - column: the column at which it starts, from 0.
  ///   - isLast: whether no comma follows.
  mutating func write(_ node: Int, indent: Int, column: Int, isLast: Bool) {
    let kind = view.kind(node)
    guard kind == .object || kind == .array else { return copy(node) }
    let width = column + Int(measures.widths[node]) + (isLast ? 0 : 1)
    let fits = measures.heights[node] <= 2 && width <= CanonicalLayout.width
    if fits || view.nodes[node].extent == 1 || holdsOnePlainValue(node) {
      writeFlat(node)
    } else {
      writeBroken(node, indent: indent)
    }
  }

  /// Whether a list or object has one element, which is a plain value.
  private func holdsOnePlainValue(_ node: Int) -> Bool {
    let isObject = view.kind(node) == .object
    return measures.heights[node] == 1 && view.nodes[node].extent == (isObject ? 3 : 2)
  }

  private mutating func copy(_ node: Int) {
    bytes.append(contentsOf: view.bytes[view.range(of: node)])
  }

  private mutating func writeFlat(_ node: Int) {
    let kind = view.kind(node)
    guard kind == .object || kind == .array else { return copy(node) }
    let isObject = kind == .object
    add(isObject ? "{" : "[")
    var child = node + 1
    let end = node + view.nodes[node].extent
    while child < end {
      add(child > node + 1 ? ", " : isObject ? " " : "")
      if isObject {
        copy(child)
        add(": ")
        child += 1
      }
      writeFlat(child)
      child += view.nodes[child].span
    }
    add(isObject ? end > node + 1 ? " }" : "}" : "]")
  }

  private mutating func writeBroken(_ node: Int, indent: Int) {
    let isObject = view.kind(node) == .object
    add(isObject ? "{" : "[")
    var child = node + 1
    let end = node + view.nodes[node].extent
    while child < end {
      newLine(indent + 1)
      var column = 2 * (indent + 1)
      if isObject {
        copy(child)
        add(": ")
        column += measures.columns(view.range(of: child)) + 2
        child += 1
      }
      let next = child + view.nodes[child].span
      write(child, indent: indent + 1, column: column, isLast: next == end)
      if next < end { add(",") }
      child = next
    }
    newLine(indent)
    add(isObject ? "}" : "]")
  }

  private mutating func newLine(_ indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
  }

  private mutating func add(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
