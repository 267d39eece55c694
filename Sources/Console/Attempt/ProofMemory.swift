package import Reports

/// What was proven about scenarios before, so that a scenario that did not change opens at once. It
/// may be lost at any time: then everything is proven again.
package struct ProofMemory: Sendable {
  /// What a proof in every supported voice came to. Flaws are not kept: they are shown every time.
  package enum Verdict: String, Sendable {
    case sound
    case tooLarge = "too-large"
  }

  /// What is known of a scenario with exactly these bytes; nil if nothing is.
  package var recall: @Sendable (Digests) -> Verdict?
  /// Keeps a verdict, if that is possible.
  package var keep: @Sendable (Digests, Verdict) -> Void

  package init(
    recall: @escaping @Sendable (Digests) -> Verdict?,
    keep: @escaping @Sendable (Digests, Verdict) -> Void
  ) {
    self.recall = recall
    self.keep = keep
  }

  /// Remembers nothing.
  package static let none = ProofMemory(recall: { _ in nil }, keep: { _, _ in })
}
