/// The FNV-1a hash of 64 bits, which turns the name of a draw into the state of its generator.
package struct FNV1a64: Sendable {
  /// The hash of the bytes added so far; the offset basis of FNV-1a where there are none.
  package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of no bytes.
  package init() {}

  /// Adds one byte.
  package mutating func add(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Adds bytes in their order.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Adds the decimal digits of a number.
  package mutating func add(decimal number: UInt64) {
    // Digits come last first, so they are kept, four bits each, and taken out again in order;
    // dividing by a changing power of ten would be some ten times slower.
    var digits: UInt128 = 0
    var count = 0
    var rest = number
    repeat {
      digits = digits &<< 4 | UInt128(rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    for _ in 0..<count {
      add(0x30 + UInt8(truncatingIfNeeded: digits & 15))
      digits = digits &>> 4
    }
  }
}

/// Names the draws of one encounter: `SEED:SCENE:VISIT` (format.md), so that editing one scene
/// does not reshuffle another.
package struct DrawSeed: Sendable {
  /// Largest seed, 2^53 - 1: what every JSON reader keeps exactly.
  package static let largestSeed: UInt64 = 9_007_199_254_740_991

  private let prefix: FNV1a64

  /// - Parameter seed: the encounter's seed, 0 ... `largestSeed`.
  package init(seed: UInt64) {
    var hash = FNV1a64()
    hash.add(decimal: seed)
    hash.add(0x3A)
    prefix = hash
  }

  /// The generator of the draw at a scene on its visit, counted from 1.
  package func generator(scene: some Sequence<UInt8>, visit: Int) -> SplitMix64 {
    var hash = prefix
    hash.add(scene)
    hash.add(0x3A)
    hash.add(decimal: UInt64(visit))
    return SplitMix64(state: hash.hash)
  }
}
