/// What a made-up story is like. The same shape gives the same bytes.
package struct StoryShape: Sendable {
  /// How scenes lead on.
  package enum Plot: String, CaseIterable, Sendable {
    /// A tree with small loops: about as many states as scenes, so that a proof is short.
    case branching
    /// A tree whose leaves jump ahead: plays are longer, and states are too many to prove.
    case woven
    /// One row with short cuts, where conditions read every meter and flag: few scenes, very many
    /// states.
    case row
    /// A tree that uses only what other engines have too: lines, choices, conditions, clamped
    /// meters, flags and conditional destinations; no draws.
    case common
  }

  package var plot: Plot
  package var scenes: Int
  package var seed: UInt64
  /// Number of meters, at most four, and the largest value of each.
  package var meters: Int
  package var most: Int
  package var flags: Int
  /// Whether every twentieth scene has a mistake, of some dozen kinds in turn.
  package var hasMistakes: Bool

  package init(
    _ plot: Plot, scenes: Int, seed: UInt64 = 1, meters: Int = 3, most: Int = 10, flags: Int = 6,
    hasMistakes: Bool = false
  ) {
    self.plot = plot
    self.scenes = scenes
    self.seed = seed
    self.meters = meters
    self.most = most
    self.flags = flags
    self.hasMistakes = hasMistakes
  }
}
