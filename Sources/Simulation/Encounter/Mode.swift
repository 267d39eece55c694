/// How an encounter is played.
package enum Mode: UInt8, CaseIterable, Sendable {
  /// Hints and undo are there.
  case practice
  /// Blind: neither hints nor undo, debrief at the end.
  case test
  /// A test with a fixed seed and voice and windows always on.
  case exam

  /// The word for this mode in commands, files and on sheets.
  package var name: String {
    switch self {
    case .practice: "practice"
    case .test: "test"
    case .exam: "exam"
    }
  }

  /// Whether choices are listed in a seeded order instead of the file's.
  package var shuffles: Bool { self != .practice }
}
