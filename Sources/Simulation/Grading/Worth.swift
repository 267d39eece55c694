/// What the plays of an explored scenario are worth, worked out in a few passes over all states.
struct Worth: ~Copyable {
  let isKnown: Bool
  /// By criterion, with the weights as applied.
  let ranges: [CriterionRange]
  let scale: Scale
  let points: StateGraph.RawPoints
  let values: StateGraph.Values
  let findings: [Finding]

  /// Nothing is known, and nothing counts.
  static func unknown(_ program: Program) -> Worth {
    let scale = Scale(program.scenario.criteria.map { _ in CriterionRange(lowest: 0, highest: 0) })
    return Worth(
      isKnown: false, ranges: [], scale: scale,
      points: StateGraph.RawPoints(program) { scale.perPoint[$0] },
      values: StateGraph.Values(count: 0), findings: [])
  }

  /// Nil if the graph was not explored to its end, or if a pass was stopped.
  static func of(_ graph: borrowing StateGraph, _ effort: Effort) -> Worth? {
    guard graph.coverage == .whole, let ranges = graph.weightedRanges(effort) else { return nil }
    var scale = Scale(ranges)
    let points = StateGraph.RawPoints(graph.program) { scale.perPoint[$0] }
    var extremes: StateGraph.Extremes?
    var values: StateGraph.Values?
    effort.workers.each(2) { pass in
      if pass == 0 {
        if let all = graph.extremes(points, effort.goOn) { extremes = all[0] }
      } else {
        values = graph.values(points, effort.goOn)
      }
    }
    guard let extremes, let values else { return nil }
    scale.rawBest = scale.base + extremes.most
    scale.rawWorst = scale.base + extremes.least
    guard let findings = graph.findings(ranges, scale, points, values, effort.goOn) else {
      return nil
    }
    return Worth(
      isKnown: true, ranges: ranges, scale: scale, points: points, values: values,
      findings: findings)
  }
}

extension StateGraph {
  /// The flaws that make an honest score impossible; nil if a pass was stopped.
  fileprivate func findings(
    _ ranges: [CriterionRange], _ scale: Scale, _ points: borrowing RawPoints,
    _ values: borrowing Values, _ goOn: (Int) -> Bool
  ) -> [Finding]? {
    guard let structural = structuralFindings(goOn) else { return nil }
    // Without a sound structure there is nothing to weigh, and a draft has no marks yet.
    guard structural.isEmpty, !program.scenario.draft else { return structural }
    let spread = scale.rawBest - scale.rawWorst
    let critical = criticalFindings(
      values, points, factor: spread.isFinite && spread > tolerance ? scale.factor : 0, goOn)
    // Where no clean play ends, the range of every criterion is unknown rather than empty.
    guard spread.isFinite, let critical else { return critical }
    if !ranges.contains(where: \.isApplicable) {
      return [Finding(kind: .noApplicableCriterion)] + critical
    }
    return (spread <= tolerance ? [Finding(kind: .flatScore)] : []) + critical
  }

  /// The range of every criterion, with the weights as applied; nil if a pass was stopped.
  fileprivate func weightedRanges(_ effort: Effort) -> [CriterionRange]? {
    let criteria = program.scenario.criteria.count
    let pairs = effort.workers.map((criteria + 1) / 2) {
      self.ranges(ofCriteriaFrom: $0 * 2, effort.goOn)
    }
    var ranges: [CriterionRange] = []
    for pair in pairs {
      guard let pair else { return nil }
      ranges += [pair.first, pair.second]
    }
    ranges = Array(ranges.prefix(criteria))
    program.scenario.applyWeights(to: &ranges)
    return ranges
  }
}
