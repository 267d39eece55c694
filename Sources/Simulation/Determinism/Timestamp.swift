/// A moment in coordinated universal time, to the millisecond. It is always handed in: nothing
/// here reads a clock.
package struct Timestamp: Comparable, Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, in the years 0000 to 9999.
  package var milliseconds: Int64

  /// - Parameter milliseconds: moments outside the years 0000 to 9999 become the nearest inside.
  package init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
  }

  /// The earlier moment is the lesser one.
  package static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
}

extension Timestamp {
  /// ISO 8601 with three decimals: `2026-11-22T05:36:16.000Z`, 24 bytes, always the same way.
  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same, added to bytes: tables hold hundreds of thousands of moments.
  package func append(to bytes: inout [UInt8]) {
    let (days, ofDay) = milliseconds.quotientAndRemainder(flooringBy: 86_400_000)
    let date = Self.date(days: days)
    Self.append(date.year, digits: 4, to: &bytes)
    Self.append(date.month, digits: 2, after: "-", to: &bytes)
    Self.append(date.day, digits: 2, after: "-", to: &bytes)
    Self.append(ofDay / 3_600_000, digits: 2, after: "T", to: &bytes)
    Self.append(ofDay / 60_000 % 60, digits: 2, after: ":", to: &bytes)
    Self.append(ofDay / 1000 % 60, digits: 2, after: ":", to: &bytes)
    Self.append(ofDay % 1000, digits: 3, after: ".", to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// A number that is not negative, with zeros in front.
  private static func append(
    _ number: Int64, digits: Int, after mark: Unicode.Scalar? = nil, to bytes: inout [UInt8]
  ) {
    if let mark { bytes.append(UInt8(ascii: mark)) }
    var power: Int64 = 1
    for _ in 1..<digits { power *= 10 }
    var rest = number
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }

  /// The day alone: `2026-11-22`.
  package var day: String { String(text.prefix(10)) }

  /// Reads what `text` writes; the decimals may be missing or of any number (digits after the
  /// third are dropped), and a bare day means its first moment. Anything else gives nil.
  package init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), (1...12).contains(month),
      (1...Self.length(year, month)).contains(day)
    else { return nil }
    var milliseconds = Self.days(year: year, month: month, day: day) * 86_400_000
    if bytes.count > 10 {
      guard let ofDay = Self.ofDay(bytes[10...]) else { return nil }
      milliseconds += ofDay
    }
    self.init(milliseconds: milliseconds)
  }

  /// Reads `T05:36:16.000Z`.
  private static func ofDay(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let bytes = Array(bytes)
    guard bytes.count >= 10, bytes[0] == 0x54, bytes[3] == 0x3A, bytes[6] == 0x3A,
      bytes.last == 0x5A, let hour = number(bytes[1..<3]), let minute = number(bytes[4..<6]),
      let second = number(bytes[7..<9]), hour < 24, minute < 60, second < 60
    else { return nil }
    let whole = (hour * 60 + minute) * 60_000 + second * 1000
    let rest = bytes[9..<bytes.count - 1]
    if rest.isEmpty { return whole }
    guard rest.first == 0x2E, rest.count > 1, number(rest.dropFirst().prefix(18)) != nil,
      rest.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let digits = Array(rest.dropFirst().prefix(3)) + [0x30, 0x30]
    return whole + (number(digits[0..<3]) ?? 0)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March, so
  /// that the leap day stands at the end.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month > 2 ? year : year - 1
    let (era, ofEra) = marchYear.quotientAndRemainder(flooringBy: 400)
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, ofEra) = (days + 719_468).quotientAndRemainder(flooringBy: 146_097)
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let marchMonth = (5 * ofYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let day = ofYear - (153 * marchMonth + 2) / 5 + 1
    return (year + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func length(_ year: Int64, _ month: Int64) -> Int64 {
    let next = month == 12 ? (year + 1, Int64(1)) : (year, month + 1)
    return days(year: next.0, month: next.1, day: 1) - days(year: year, month: month, day: 1)
  }
}

extension Int64 {
  /// Division that rounds down, so that the remainder is never negative.
  fileprivate func quotientAndRemainder(flooringBy divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
