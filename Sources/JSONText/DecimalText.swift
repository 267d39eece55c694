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
    let (whole, billionths) = units.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    append(whole, billionths: billionths, to: &bytes)
  }

  /// Appends a whole number's text.
  package static func append(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(number.magnitude, to: &bytes)
  }

  private static func append(_ magnitude: UInt64, to bytes: inout [UInt8]) {
    append(magnitude, billionths: 0, to: &bytes)
  }

  /// The digits come from the last one on, so they are set down in a few bytes of the stack first:
  /// turning round the end of the array copies it, and tables have millions of numbers.
  private static func append(_ whole: UInt64, billionths: UInt64, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { text in
      var start = text.count
      if billionths > 0 {
        put(withoutZeros: billionths, into: text, &start)
        start -= 1
        text[start] = UInt8(ascii: ".")
      }
      put(digits: whole, least: 1, into: text, &start)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  /// Nine decimals without the zeros at their end.
  private static func put(
    withoutZeros billionths: UInt64, into text: UnsafeMutableBufferPointer<UInt8>,
    _ start: inout Int
  ) {
    var rest = billionths
    var digits = 9
    while rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    put(digits: rest, least: digits, into: text, &start)
  }

  /// Decimal digits before a place, with zeros in front up to the least count.
  private static func put(
    digits number: UInt64, least: Int, into text: UnsafeMutableBufferPointer<UInt8>,
    _ start: inout Int
  ) {
    let end = start
    var rest = number
    repeat {
      start -= 1
      let tenth = rest / 10
      text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - tenth * 10)
      rest = tenth
    } while rest > 0 || end - start < least
  }
}
