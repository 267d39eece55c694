extension StateGraph {
  /// Flaws that show in states reached without a critical error, nearest first: one finding per
  /// scene without a clean choice and per choice that pays. Nil if it was stopped.
  /// - Parameters:
  ///   - values: of this graph, in raw points.
  ///   - factor: score points per raw point.
  ///   - goOn: asked now and then; false stops.
  func criticalFindings(
    _ values: borrowing Values, _ points: borrowing RawPoints, factor: Double,
    _ goOn: (Int) -> Bool
  ) -> [Finding]? {
    guard (0..<arrows.count).contains(where: { arrows[$0].critical }) else { return [] }
    // Most scenarios have no flaw, and the ways are needed only to tell of one.
    let clean = cleanStates()
    var isFlawed = false
    for state in 0..<count where clean[state] {
      forEachCriticalFlaw(at: state, values, points, factor) { _ in isFlawed = true }
    }
    guard isFlawed else { return [] }
    let paths = shortestPaths(clean: true, goOn: goOn)
    guard paths.isComplete else { return nil }
    var allCritical = Set<Int>()
    var paying = Set<Int>()
    var findings: [Finding] = []
    for state in paths.order.map(Int.init) {
      let scene = place(state)
      forEachCriticalFlaw(at: state, values, points, factor) { kind in
        let isNew =
          if case .criticalPays(let choice, _) = kind { paying.insert(choice).inserted } else {
            allCritical.insert(scene).inserted
          }
        guard isNew else { return }
        findings.append(Finding(kind: kind, scene: scene, line: line(to: state, paths)))
      }
    }
    return findings
  }

  /// What is wrong with the critical choices that a state offers.
  @inline(__always)
  private func forEachCriticalFlaw(
    at state: Int, _ values: borrowing Values, _ points: borrowing RawPoints, _ factor: Double,
    _ body: (Finding.Kind) -> Void
  ) {
    let place = self.place(state)
    guard place < program.scenario.scenes.count else { return }
    let choices = program.tables.scenes.at(place).pointee.choices
    guard !choices.isEmpty else { return }
    let range = leaving(state)
    var criticals = 0
    for index in range where arrows[index].critical { criticals += 1 }
    guard criticals > 0 else { return }
    if criticals == range.count { return body(.allCritical) }
    for index in range where arrows[index].critical {
      let choice = Int(choices.first) + arrows[index].position
      let gain = points.atOnce(arrows[index], of: choices)
      let surplus = (gain + values.expected(Int(targets[index])) - values.expected(state)) * factor
      if surplus > tolerance { body(.criticalPays(choice: choice, points: surplus)) }
    }
  }
}
