/// Numbers as grading.md wants them written: rounded to 9 decimals, halves away from zero, without
/// zeros at the end, never -0.
package enum DecimalText {
  /// Appends a number's text. Beyond the range in which a `Double` keeps nine decimals the shortest
  /// exact form stands.
  /// - Parameter number: finite.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    let scaled = (number * 1e9).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 9e15 else {
      bytes.append(contentsOf: "\(number)".utf8)
      return
    }
    let units = Int64(scaled)
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    append(units.magnitude / 1_000_000_000, to: &bytes)
    appendFraction(units.magnitude % 1_000_000_000, to: &bytes)
  }

  /// Appends a whole number's text.
  package static func append(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(number.magnitude, to: &bytes)
  }

  private static func append(_ magnitude: UInt64, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private static func appendFraction(_ billionths: UInt64, to bytes: inout [UInt8]) {
    guard billionths > 0 else { return }
    var rest = billionths
    var digits = 9
    while rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    bytes.append(UInt8(ascii: "."))
    let start = bytes.count
    for _ in 0..<digits {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }
}
