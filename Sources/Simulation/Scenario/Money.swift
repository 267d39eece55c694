/// An amount of money, kept exactly, in hundredths of the scenario's currency.
package struct Money: Comparable, Hashable, Sendable {
  /// Hundredths: 0 ... 10^12.
  package var hundredths: Int64

  package init(hundredths: Int64) {
    self.hundredths = hundredths
  }

  package static let zero = Money(hundredths: 0)

  package static func < (a: Money, b: Money) -> Bool { a.hundredths < b.hundredths }
  package static func + (a: Money, b: Money) -> Money {
    Money(hundredths: a.hundredths + b.hundredths)
  }
  package static func += (a: inout Money, b: Money) { a = a + b }

  /// The shortest exact decimal: `8`, `8.5`, `208.25`.
  package var decimal: String {
    let whole = hundredths / 100
    let rest = hundredths % 100
    if rest == 0 { return "\(whole)" }
    if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
    return "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
  }
}
