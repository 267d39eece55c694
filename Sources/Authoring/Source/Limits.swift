/// What a file from a stranger may ask of this program. Every limit is stated in the message that
/// enforces it.
package struct Limits: Sendable, Equatable {
  /// The largest number of bytes in a file.
  package var fileBytes = 64 << 20
  /// How deeply objects and lists may be nested.
  package var depth = 64
  /// The largest number of scenes in a scenario.
  package var scenes = 200_000
  /// The largest number of bytes, in UTF-8, of one text.
  package var textBytes = 16 << 10
  /// The greatest magnitude of an integer.
  package var integer = 1_000_000
  /// How many mistakes of one file are reported before the rest is only counted.
  package var mistakes = 1_000

  /// The limits of the file format: 64 MB, depth 64, 200,000 scenes, texts of 16 KiB, integers
  /// within 1,000,000; and 1,000 mistakes a file.
  package static let standard = Limits()

  /// The standard limits.
  package init() {}

  /// No file may be larger than this, whatever `fileBytes` says: nodes keep lengths in 28 bits.
  static let largestFile = (1 << 28) - 1
}
