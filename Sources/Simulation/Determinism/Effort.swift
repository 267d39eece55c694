/// How long work is done: by whom, and who hears of it. Given by the shell; results never depend on
/// it, but for a proof that is stopped, which says so.
package struct Effort {
  /// Runs independent pieces.
  package var workers: Workers
  /// Called now and then, perhaps by several workers at once, with how many states one of them has
  /// found so far; false stops the work.
  package var goOn: (Int) -> Bool

  /// By default one worker does everything, nobody hears of it, and nothing stops it.
  package init(workers: Workers = .one, goOn: @escaping (Int) -> Bool = { _ in true }) {
    self.workers = workers
    self.goOn = goOn
  }

  /// The same for a piece of work that somebody does alone.
  package var alone: Effort { Effort(goOn: goOn) }

  /// The results of independent proofs, in order: each by one worker, a single one by all.
  package func map<Result>(_ count: Int, _ prove: (Int, Effort) -> Result) -> [Result] {
    let each = count > 1 ? alone : self
    return workers.map(count) { prove($0, each) }
  }
}
