package import Simulation

/// Numbers as people read them. Halves are rounded away from zero, as in the JSON.
package enum Figures {
  /// At most so many decimals, without zeros at the end: `64.71`, `100`, `-3.5`, never `-0`.
  package static func decimal(_ value: Double, _ decimals: Int = 2) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    // Nine decimals first: what the JSON says is what is rounded here.
    let nine = (value * 1e9).rounded(.toNearestOrAwayFromZero) / 1e9
    let scaled = (nine * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, abs(scaled) < 9e15 else { return "\(value)" }
    let units = Int64(scaled)
    let magnitude = units.magnitude
    var fraction = String(magnitude % UInt64(scale))
    fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let whole = (units < 0 ? "-" : "") + String(magnitude / UInt64(scale))
    return fraction.isEmpty ? whole : whole + "." + fraction
  }

  /// The same, or a dash where nothing is known.
  package static func decimal(_ value: Double?, _ decimals: Int = 2) -> String {
    value.map { decimal($0, decimals) } ?? "–"
  }

  /// With its sign, also a plus: `+2`, `-1`, `0`.
  package static func signed(_ value: Int) -> String { value > 0 ? "+\(value)" : "\(value)" }

  /// As a part of a sum: `+ 3.5`, `- 2`, and `+ 0` for what is rounded to nothing.
  static func added(_ value: Double) -> String {
    let text = decimal(value)
    return text.hasPrefix("-") ? "- \(text.dropFirst())" : "+ \(text)"
  }

  /// With its sign, also a plus.
  package static func signed(_ value: Double) -> String {
    let text = decimal(value)
    return text != "0" && !text.hasPrefix("-") ? "+" + text : text
  }

  /// A negative number in brackets, so that a minus before it can be read.
  static func bracketed(_ value: Int) -> String { value < 0 ? "(\(value))" : "\(value)" }

  /// `USD 8`, `USD 8.50`, or without a currency `8.50`.
  package static func money(_ money: Money, _ currency: String?) -> String {
    let cents = money.hundredths % 100
    let fraction = cents == 0 ? "" : cents < 10 ? ".0\(cents)" : ".\(cents)"
    return (currency.map { $0 + " " } ?? "") + "\(money.hundredths / 100)" + fraction
  }

  /// `45 s`, `2 min 5 s`, `1 h 2 min 5 s`.
  package static func duration(seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    let parts = [
      hours > 0 ? "\(hours) h" : nil, minutes > 0 ? "\(minutes) min" : nil,
      rest > 0 || seconds == 0 ? "\(rest) s" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// `1 hint`, `2 hints`.
  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
  }
}
