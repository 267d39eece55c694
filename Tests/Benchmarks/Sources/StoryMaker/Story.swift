package import Authoring

/// A made-up story as its author would have written it: files with their texts.
package struct Story: Sendable {
  /// The scenario's file.
  package let scenario: [UInt8]
  /// The rubrics' files, by the names that the scenario uses.
  package let rubrics: [(file: String, text: String)]

  package init(_ shape: StoryShape) {
    var maker = StoryMaker(shape)
    maker.write()
    scenario = maker.page.bytes
    rubrics = RubricText.all
  }

  /// The loader's view of the rubrics: nothing on disk is read.
  package var access: FileAccess {
    let rubrics = rubrics
    return FileAccess(
      read: { path, _ in
        guard let found = rubrics.first(where: { $0.file == path }) else {
          return .failure(SourceProblem(.missing, path: path))
        }
        return .success(SourceFile(name: path, text: found.text))
      },
      realPath: { $0 == "." ? "/story" : "/story/" + $0 })
  }

  /// Limits that let the largest stories in: the standard ones with room for 256 MB.
  package static let limits: Limits = {
    var limits = Limits.standard
    limits.fileBytes = (1 << 28) - 1
    return limits
  }()

  /// Loads the story from memory.
  package func load() -> LoadedScenario {
    LoadedScenario.load(
      SourceFile(name: "story.json", bytes: scenario), limits: Self.limits, access: access)
  }
}
