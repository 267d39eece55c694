import Dispatch
import Simulation

extension Workers {
  /// As many as the machine has cores.
  static var cores: Workers {
    Workers { count, work in
      guard count > 1 else {
        if count == 1 { work(0) }
        return
      }
      withoutActuallyEscaping(work) { work in
        // Unsafe: the core promises that pieces share nothing they change.
        nonisolated(unsafe) let work = work
        DispatchQueue.concurrentPerform(iterations: count) { work($0) }
      }
    }
  }
}
