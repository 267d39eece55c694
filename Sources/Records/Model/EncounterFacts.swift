package import Simulation

/// A text that a play depends on, kept as it was.
package struct PinnedDocument: Equatable, Sendable {
  /// Lower-case hexadecimal SHA-256 of the bytes.
  package var digest: String
  /// Nil if only the digest is known, as after a pull.
  package var bytes: [UInt8]?

  package init(digest: String, bytes: [UInt8]?) {
    self.digest = digest
    self.bytes = bytes
  }

  /// A text with its digest, which is computed.
  package init(bytes: [UInt8]) {
    self.init(digest: Chain.text(bytes), bytes: bytes)
  }

  /// The digest of a scenario's rubrics: that of their hexadecimal digests one after the other.
  package static func rubricsDigest(_ rubrics: [PinnedDocument]) -> String {
    Chain.text(Array(rubrics.map(\.digest).joined().utf8))
  }
}

/// What is settled when an encounter begins.
package struct EncounterFacts: Sendable {
  package var origin: Transcript.Origin
  /// The scenario's title at that time.
  package var title: String
  /// Where the scenario's file stood, so that `resume` can tell whether it changed; may be empty.
  package var path: String
  package var scenario: PinnedDocument
  /// In the scenario's order.
  package var rubrics: [PinnedDocument]
  package var started: Timestamp
  /// Append-only lines without colour or pictures.
  package var isPlain: Bool

  package init(
    origin: Transcript.Origin, title: String, path: String, scenario: PinnedDocument,
    rubrics: [PinnedDocument], started: Timestamp, isPlain: Bool
  ) {
    self.origin = origin
    self.title = title
    self.path = path
    self.scenario = scenario
    self.rubrics = rubrics
    self.started = started
    self.isPlain = isPlain
  }
}

/// What an encounter on file is known by.
package struct EncounterKey: Hashable, Sendable {
  /// From 1, in the order of beginning; what a person types.
  package var number: Int64
  /// The same everywhere, in lower case.
  package var uuid: String
  /// Which of this trainee's attempts at this scenario it is, from 1.
  package var attempt: Int
}
