/// One value, key or closing bracket of a JSON text, in eight bytes.
///
/// The nodes of a text lie in one array, the *tape*, in the order of the text. An object is its own
/// node, then for each member the key and the value's nodes, then a `close` node; a list likewise
/// without keys. A container's extent leads to its `close` node, so that a value is skipped in one
/// step.
package struct JSONNode: Sendable, Equatable {
  /// What a node is.
  package enum Kind: UInt8, Sendable {
    /// A value that was missing or could not be read; it has been reported, and whoever looks for
    /// any type of value there should stay silent.
    case invalid
    case object
    case array
    /// A closing bracket.
    case close
    /// Text without escapes: the bytes after the quote are the text.
    case string
    /// Text with at least one backslash.
    case escapedString
    /// A key or word that stands without quotes (which has been reported).
    case bareString
    case number
    case `true`
    case `false`
    case null
  }

  /// Where it starts in the file; for text, its opening quote.
  package let offset: UInt32
  private let packed: UInt32

  /// A node; the extent must be below 2^28.
  init(_ kind: Kind, offset: Int, extent: Int) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    packed = UInt32(kind.rawValue) << 28 | UInt32(truncatingIfNeeded: extent)
  }

  /// What it is.
  package var kind: Kind {
    // Only `init` sets these bits, from a kind; the checked way takes a tenth of the loading time.
    @inline(__always) get { unsafeBitCast(UInt8(truncatingIfNeeded: packed >> 28), to: Kind.self) }
  }

  /// For text its length in bytes without quotes, for a number its length, for a container the
  /// distance to its `close` node on the tape; for a `close` node twice the number of elements or
  /// members, and one more if something in the container could not be read.
  package var extent: Int { Int(packed & 0x0FFF_FFFF) }

  /// Whether it is text, however written.
  package var isString: Bool {
    let raw = UInt8(packed >> 28)
    return raw >= Kind.string.rawValue && raw <= Kind.bareString.rawValue
  }

  /// How many nodes it and everything inside it take.
  package var span: Int {
    let raw = UInt8(packed >> 28)
    return raw == Kind.object.rawValue || raw == Kind.array.rawValue ? extent + 1 : 1
  }
}
