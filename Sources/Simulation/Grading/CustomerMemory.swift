/// How the customer may remember the encounter: a simulation, always labelled so.
package struct CustomerMemory: Equatable, Sendable {
  /// 1 ... 5.
  package var satisfaction: Double
  /// Likelihood to recommend, 0 ... 10, halves rounded away from zero.
  package var recommend: Int

  /// Peak and end (grading.md 10): the mean of the mood farthest from neutral, the later one on
  /// ties, and the last mood.
  /// - Returns: nil without meters or turns.
  package init?(_ scenario: Scenario, moods: [[Int]]) {
    guard !scenario.meters.isEmpty, let last = moods.last else { return nil }
    let values = moods.map { Self.mean($0, scenario.meters) }
    var peak = values[0]
    for value in values where abs(value) >= abs(peak) - tolerance { peak = value }
    let memory = (peak + Self.mean(last, scenario.meters)) / 2
    satisfaction = 1 + 2 * (memory + 1)
    // A half that came out of a division may lie a hair below it.
    recommend = Int((5 + 5 * memory + tolerance).rounded(.toNearestOrAwayFromZero))
  }

  /// The mean of the meters, each scaled to -1 ... 1 with 1 at its good end.
  private static func mean(_ mood: [Int], _ meters: [Meter]) -> Double {
    var sum = 0.0
    for (value, meter) in zip(mood, meters) {
      let part = 2 * Double(value - meter.least) / Double(meter.most - meter.least) - 1
      sum += meter.good == .high ? part : -part
    }
    return sum / Double(meters.count)
  }
}
