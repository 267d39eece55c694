import Authoring
import JSONText

/// A file as the editor shows it. Positions of the protocol are lines and UTF-16 units, from 0.
struct OpenFile: Sendable {
  let uri: String
  let source: SourceFile
  /// The first byte of each line.
  private let starts: [Int]

  init(uri: String, text: String) {
    self.init(uri: uri, source: SourceFile(name: FileURI.path(uri) ?? uri, text: text))
  }

  /// A file as it was read.
  init(uri: String, source: SourceFile) {
    self.uri = uri
    self.source = source
    var starts = [0]
    for (index, byte) in source.bytes.enumerated() where byte == 10 { starts.append(index + 1) }
    self.starts = starts
  }

  /// The byte at a position; past the end of a line, its end.
  func offset(_ position: JSONValue?) -> Int? {
    guard let line = position?["line"]?.integer, let character = position?["character"]?.integer,
      line >= 0, character >= 0
    else { return nil }
    guard line < starts.count else { return source.bytes.count }
    let start = starts[Int(line)]
    let next = Int(line) + 1 < starts.count ? starts[Int(line) + 1] - 1 : source.bytes.count
    var units: Int64 = 0
    var offset = start
    for scalar in source.text(in: start..<next).unicodeScalars {
      if units >= character || scalar == "\r" { break }
      units += scalar.value > 0xFFFF ? 2 : 1
      offset += UTF8.width(scalar)
    }
    return offset
  }

  /// The position of a byte.
  func position(_ offset: Int) -> JSONValue {
    let offset = min(max(offset, 0), source.bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let units = source.text(in: starts[low]..<offset).utf16.count
    return ["line": JSONValue(low), "character": JSONValue(units)]
  }

  /// The range of some bytes.
  func range(_ bytes: Range<Int>) -> JSONValue {
    ["start": position(bytes.lowerBound), "end": position(bytes.upperBound)]
  }
}

/// Files as the protocol names them.
enum FileURI {
  /// The path of a `file:` address, or nil.
  static func path(_ uri: String) -> String? {
    guard uri.hasPrefix("file://") else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(uri.utf8.dropFirst(7))[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      rest = rest.dropFirst(2)
      bytes.append(value)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The address of a path.
  static func of(_ path: String) -> String {
    var uri = "file://"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return uri
  }
}
