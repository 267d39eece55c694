package import Reports
package import Simulation

/// A scenario that was read and found sound, with what ties a record to the bytes it was read from.
package struct OpenedScenario: Sendable {
  /// A file that was read: what a record pins, because files change.
  package struct Document: Equatable, Sendable {
    /// The path as the person or the scenario names it.
    package var path: String
    package var bytes: [UInt8]
    /// Lower-case hexadecimal SHA-256 of the bytes.
    package var digest: String

    package init(path: String, bytes: [UInt8], digest: String) {
      self.path = path
      self.bytes = bytes
      self.digest = digest
    }
  }

  package var scenario: Scenario
  package var digests: Digests
  /// The scenario's own file, then those of its rubrics in order.
  package var documents: [Document]
  /// Says what a proof found wrong, as diagnostics with their places; ends with a line break.
  package var describe: @Sendable (_ findings: [Finding], _ voice: Voice) -> String

  package init(
    scenario: Scenario, digests: Digests, documents: [Document],
    describe: @escaping @Sendable ([Finding], Voice) -> String
  ) {
    self.scenario = scenario
    self.digests = digests
    self.documents = documents
    self.describe = describe
  }
}

/// A scenario as the lobby lists it: what its header says.
package struct ListedScenario: Equatable, Sendable {
  package var id: String
  package var title: String
  package var minutes: Int?
  package var level: Scenario.Level?
  /// The file, to open it by.
  package var path: String

  package init(
    id: String, title: String, minutes: Int?, level: Scenario.Level?, path: String
  ) {
    self.id = id
    self.title = title
    self.minutes = minutes
    self.level = level
    self.path = path
  }
}

/// Why something could not be done, in words for the person who asked.
package struct Problem: Error, Equatable, Sendable {
  /// Whole lines, or one sentence.
  package var words: String
  /// As the product's table says: 64 usage, 65 bad data, 66 no such input, 73 and 74 output.
  package var exitCode: Int32

  package init(_ words: String, exitCode: Int32) {
    self.words = words
    self.exitCode = exitCode
  }
}
