/// The SplitMix64 generator of Steele, Lea and Flood (OOPSLA 2014): small, fast, and the same on
/// every machine. The standard library's generators promise no sequence, so they cannot be used.
package struct SplitMix64: Sendable {
  private var state: UInt64

  /// - Parameter state: where the sequence begins; all 64 bits count, and every value will do.
  package init(state: UInt64) {
    self.state = state
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// Leaves out as many numbers as `next` would give in so many calls.
  package mutating func skip(_ count: Int) {
    state &+= UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  }

  /// A number in 0 ..< `bound` by the high half of the product, as the contract draws (format.md).
  package mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// A number in 0 ..< `bound` for small bounds.
  package mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: below(UInt64(truncatingIfNeeded: bound)))
  }
}
