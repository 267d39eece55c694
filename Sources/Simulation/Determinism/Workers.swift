/// Runs independent pieces of work, perhaps at the same time. Given by the shell, since the core
/// knows no threads; results never depend on it.
package struct Workers {
  /// Calls the work once for each of 0 ..< count, in any order, and returns when all are done.
  package typealias Run = (_ count: Int, _ work: (Int) -> Void) -> Void

  private let run: Run

  /// - Parameter run: as `Run` says; `one` is the simplest.
  package init(_ run: @escaping Run) {
    self.run = run
  }

  /// One after the other.
  package static var one: Workers {
    Workers { count, work in
      for index in 0..<count { work(index) }
    }
  }

  /// Independent pieces of work that leave their results where nobody else writes.
  func each(_ count: Int, _ work: (Int) -> Void) { run(count, work) }

  /// The results of independent pieces of work, in order.
  package func map<Result>(_ count: Int, _ work: (Int) -> Result) -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Unsafe: every piece writes its own place, which arrays cannot express.
      nonisolated(unsafe) let start = buffer.baseAddress
      run(count) { index in start?[index] = work(index) }
    }
    return results.compactMap(\.self)
  }
}
