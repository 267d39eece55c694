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
    append(digits: magnitude, least: 1, to: &bytes)
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
    append(digits: rest, least: digits, to: &bytes)
  }

  /// Appends the decimal digits of a number, with zeros in front up to the least count.
  ///
  /// The digits come from the last one on, so they are set down in a few bytes of the stack first:
  /// turning round the end of the array copies it, and tables have millions of numbers.
  private static func append(digits number: UInt64, least: Int, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number
      var start = digits.count
      repeat {
        start -= 1
        let tenth = rest / 10
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - tenth * 10)
        rest = tenth
      } while rest > 0 || digits.count - start < least
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
