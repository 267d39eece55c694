import ArgumentParser
import Authoring
import Console
import Glibc
import Terminal

/// `undermat import FILE`: a draft scenario out of another tool's story.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a draft scenario of a Twee 3, Twine 2 or H5P story.",
    discussion: """
      Reads Twee 3, Twine 2 HTML and JSON, and H5P branching scenarios (.h5p). What could not be \
      carried over stands in notes.
      """)

  @Argument(help: "The story's file.")
  var file: String

  @ArgumentParser.Option(help: "The scenario to write; else one named after the story's file.")
  var output: String?

  @ArgumentParser.Flag(help: "Replace a file that exists already.")
  var force = false

  func run() throws {
    let story: ImportedStory
    switch StoryFile.read(file) {
    case .success(let read): story = read
    case .failure(let problem):
      Answer.say(problem.words.hasSuffix("\n") ? problem.words : "undermat: \(problem.words)\n")
      throw ExitCode(problem.exitCode)
    }
    let base = file.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    let path = output ?? StarterScenario.id(of: base, otherwise: "story") + ".json"
    let draft = StoryDraft(story, id: StarterScenario.id(of: base, otherwise: "story"))
    _ = try AuthoredFile.write(scenario: draft.text, to: path, isReplacing: force)
    let losses = story.losses.count + story.passages.reduce(0) { $0 + $1.losses.count }
    try Answer.write(
      "\(SafeText.shownOnOneLine(path)) is written: a draft of \(story.passages.count) passages"
        + (losses == 0
          ? ".\n"
          : "; \(losses) \(losses == 1 ? "thing is" : "things are") left out: see its notes.\n"))
  }
}
