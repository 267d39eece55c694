import Simulation
import Testing

@Suite struct Draws {
  /// The numbers of format.md for a scene `weather` with weights 1, 2, 3.
  @Test(
    arguments: zip(
      [0, 1, 42, 9_007_199_254_740_991] as [UInt64], [[2, 2], [0, 2], [2, 0], [1, 2]]))
  func `fall as the format's table says`(seed: UInt64, expected: [Int]) {
    let draws = DrawSeed(seed: seed)
    let branches = [1, 2].map { visit in
      var generator = draws.generator(scene: "weather".utf8, visit: visit)
      let r = generator.below(UInt64(6))
      return r < 1 ? 0 : r < 3 ? 1 : 2
    }
    #expect(branches == expected)
  }

  @Test func `start from the format's first number`() {
    var generator = DrawSeed(seed: 0).generator(scene: "weather".utf8, visit: 1)
    #expect(generator.next() == 0xBD25_CDFF_7EBC_336D)
  }
}
