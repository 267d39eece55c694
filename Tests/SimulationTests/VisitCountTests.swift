import Testing

@testable import Simulation

/// The pages of counts held against a dictionary.
@Suite struct `Visit counts` {
  @Test(arguments: [1, 255, 256, 257, 1000])
  func `count as a dictionary does`(sceneCount: Int) {
    let seed = UInt64(sceneCount)
    var random = SplitMix64(state: seed)
    var visits = VisitCounts(sceneCount: sceneCount)
    var plain: [Int: Int] = [:]
    for _ in 0..<500 {
      let scene = random.below(sceneCount)
      visits.enter(scene)
      plain[scene, default: 0] += 1
    }
    for scene in 0..<sceneCount {
      #expect(visits[scene] == plain[scene, default: 0], "scene \(scene), seed \(seed)")
    }
  }

  @Test func `a copy goes its own way`() {
    var visits = VisitCounts(sceneCount: 300)
    visits.enter(299)
    let before = visits
    visits.enter(299)
    #expect(before[299] == 1)
    #expect(visits[299] == 2)
    #expect(before != visits)
  }
}
