import Console
import Crypto
import Reports

/// SHA-256 in lower-case hexadecimal: what a record knows a file by.
enum Digest {
  /// Of some bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    let isWhole: Void? = bytes.withContiguousStorageIfAvailable {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isWhole == nil { hash.update(data: Array(bytes)) }
    return hexadecimal(hash.finalize())
  }

  /// Of a scenario's file and of the digests of its rubrics, one after the other (grading.md).
  static func of(_ documents: [OpenedScenario.Document]) -> Digests {
    let rubrics = documents.dropFirst().reduce(into: "") { $0 += $1.digest }
    return Digests(scenario: documents[0].digest, rubrics: of(rubrics.utf8))
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
