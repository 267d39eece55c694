/// A file's name, as the person knows it, and its bytes, exactly as they were read.
package struct SourceFile: Sendable, Equatable {
  /// The path or other name shown in diagnostics; never interpreted.
  package let name: String
  /// The bytes as they are in the file, a byte order mark included, so that a digest of them is the
  /// digest of the file.
  package let bytes: [UInt8]

  /// A file that is already in memory.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A file whose text is already in memory.
  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Where the text starts: after the UTF-8 byte order mark, if there is one.
  package var textStart: Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The text of a range of bytes; what is outside the file is left out, and bytes that are not
  /// UTF-8 are replaced.
  package func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
  }
}
