/// How many observations a statistic needs before it is shown. Below, the count alone is given: a
/// figure from a handful of people says more about chance than about them.
package enum LeastCount {
  /// A share with its interval: with fewer the 95 % interval of one half is wider than 50 points.
  package static let share = 10
  /// A mean.
  package static let mean = 5
  /// A standard deviation.
  package static let deviation = 10
  /// A median and quartiles.
  package static let quartiles = 20
}

/// A share of a whole, with Wilson's score interval at 95 % (E. B. Wilson, 1927), which keeps its
/// coverage for small counts and for shares near 0 and 1.
package struct Share: Equatable, Sendable {
  package var count: Int
  package var whole: Int

  package init(_ count: Int, of whole: Int) {
    self.count = count
    self.whole = whole
  }

  /// 0 ... 1; nil if the whole is too small to carry it.
  package var value: Double? {
    whole >= LeastCount.share ? Double(count) / Double(whole) : nil
  }

  /// The ends of the 95 % interval, 0 ... 1; nil if the whole is too small to carry it.
  package var interval: (low: Double, high: Double)? {
    guard let value else { return nil }
    let n = Double(whole)
    // The 97.5 % quantile of the normal distribution.
    let z = 1.959963984540054
    let spread = 1 + z * z / n
    let middle = (value + z * z / (2 * n)) / spread
    let half = z * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot() / spread
    return (max(0, middle - half), min(1, middle + half))
  }
}

/// Mean and standard deviation of numbers that come one by one (Welford, 1962), and where the
/// numbers lie, to a hundredth.
package struct Distribution: Equatable, Sendable {
  package private(set) var count = 0
  private var average = 0.0
  private var squares = 0.0
  /// How often each value was seen, by hundredths: at most some ten thousand, however many come.
  private var hundredths: [Int: Int] = [:]

  package init() {}

  mutating func add(_ value: Double) {
    count += 1
    let distance = value - average
    average += distance / Double(count)
    squares += distance * (value - average)
    hundredths[Int((value * 100).rounded(.toNearestOrAwayFromZero)), default: 0] += 1
  }

  /// Nil below `LeastCount.mean`.
  package var mean: Double? { count >= LeastCount.mean ? average : nil }

  /// Of the sample (n - 1); nil below `LeastCount.deviation`.
  package var deviation: Double? {
    count >= LeastCount.deviation ? (squares / Double(count - 1)).squareRoot() : nil
  }

  /// Lower quartile, median and upper quartile, by linear interpolation between the ordered values
  /// (Hyndman and Fan's type 7); nil below `LeastCount.quartiles`.
  package var quartiles: (lower: Double, median: Double, upper: Double)? {
    guard count >= LeastCount.quartiles else { return nil }
    return (quantile(0.25), quantile(0.5), quantile(0.75))
  }

  private func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Int(place)
    var low: Int?
    var seen = 0
    for (value, times) in hundredths.sorted(by: { $0.key < $1.key }) {
      seen += times
      if low == nil, seen > below { low = value }
      if let low, seen > below + 1 || (seen > below && place == Double(below)) {
        return (Double(low) + (place - Double(below)) * Double(value - low)) / 100
      }
    }
    return Double(low ?? 0) / 100
  }

  /// Numbers of values in 0 ..< 10, 10 ..< 20, ... 90 ... 100; values outside stand in the nearest.
  package var tens: [Int] {
    var tens = [Int](repeating: 0, count: 10)
    for (value, times) in hundredths { tens[min(max(value / 1000, 0), 9)] += times }
    return tens
  }
}
