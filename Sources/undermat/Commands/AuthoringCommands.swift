import ArgumentParser

extension Undermat {
  /// The commands for those who write scenarios.
  static let authoring: [any ParsableCommand.Type] = [
    Check.self, Explain.self,
    GraphCommand.self, DiffCommand.self, FormatCommand.self,
    LanguageServerCommand.self, NewCommand.self, WatchCommand.self,
    TestCommand.self, ImportCommand.self,
  ]
}
