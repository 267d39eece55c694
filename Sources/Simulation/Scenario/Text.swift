/// A piece of text by its place in a `TextPool`.
///
/// A scenario of many thousand scenes holds several hundred thousand texts, most of which are
/// never shown. Keeping a place instead of a `String` costs eight bytes and no allocation.
package struct Text: Equatable, Sendable {
  /// The first byte's offset in the pool.
  package var offset: UInt32
  /// The length in bytes of UTF-8.
  package var length: UInt32

  package init(offset: Int, length: Int) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.length = UInt32(truncatingIfNeeded: length)
  }

  /// The text that says nothing; also what an absent optional text is.
  package static let empty = Text(offset: 0, length: 0)

  package var isEmpty: Bool { length == 0 }
}

/// The bytes that all `Text`s of one scenario point into: usually the scenario file itself, and the
/// few texts that needed decoding (escapes).
package struct TextPool: Sendable {
  /// Valid UTF-8 wherever a `Text` points.
  private let bytes: [UInt8]
  /// Texts that are thought of as standing after `bytes`; apart, because appending them to a large
  /// file would copy it.
  private var added: [UInt8]

  /// A pool of the bytes of a file, and of texts whose places are counted from its end.
  package init(bytes: [UInt8] = [], added: [UInt8] = []) {
    self.bytes = bytes
    self.added = added
  }

  /// Appends a text and returns its place.
  package mutating func add(_ string: String) -> Text { add(bytes: string.utf8) }

  /// Appends already decoded bytes of UTF-8 and returns their place.
  package mutating func add(bytes more: some Sequence<UInt8>) -> Text {
    let start = added.count
    added.append(contentsOf: more)
    return Text(offset: bytes.count + start, length: added.count - start)
  }

  /// The text at a place, with its placeholders (`{customer}`) as written.
  package subscript(_ text: Text) -> String {
    String(decoding: utf8(text), as: UTF8.self)
  }

  /// The bytes at a place.
  package func utf8(_ text: Text) -> ArraySlice<UInt8> {
    let start = Int(text.offset)
    let after = start - bytes.count
    return after < 0
      ? bytes[start..<start + Int(text.length)] : added[after..<after + Int(text.length)]
  }
}

/// A stretch of one of a scenario's tables: the choices of a scene, the effects of a choice.
///
/// Tables with stretches instead of arrays in arrays keep a large scenario in a dozen allocations.
package struct Extent: Equatable, Sendable, BitwiseCopyable {
  /// Index of the first element.
  package var first: Int32
  /// Number of elements; 0 is the empty stretch.
  package var count: Int32

  package init(first: Int, count: Int) {
    self.first = Int32(truncatingIfNeeded: first)
    self.count = Int32(truncatingIfNeeded: count)
  }

  /// The stretch from `first` up to the present end of a table.
  package init(from first: Int, to end: Int) {
    self.init(first: first, count: end - first)
  }

  package static let none = Extent(first: 0, count: 0)

  package var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
  package var isEmpty: Bool { count == 0 }
}
