import ArgumentParser

extension Undermat {
  /// The commands for those who write scenarios.
  static let authoring: [any ParsableCommand.Type] = [
    GraphCommand.self, DiffCommand.self, FormatCommand.self,
    LanguageServerCommand.self, NewCommand.self, WatchCommand.self,
    TestCommand.self, ImportCommand.self,
  ]
}
