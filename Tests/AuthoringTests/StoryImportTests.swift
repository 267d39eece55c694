import Testing

@testable import Authoring

@Suite struct `A story of another tool` {
  private let expected = ImportedStory(
    title: "T & U", start: "Room",
    passages: [
      ImportedStory.Passage(
        name: "Room", text: "Hello.    ",
        links: [
          ImportedStory.Link(words: "Open", target: "Door"),
          ImportedStory.Link(words: "Run", target: "Nowhere"),
          ImportedStory.Link(words: "Wait", target: "Room"),
          ImportedStory.Link(words: "Door", target: "Door"),
        ]),
      ImportedStory.Passage(name: "Door", text: "Bye."),
    ])

  @Test(arguments: [
    #"""
    :: StoryTitle
    T & U

    :: StoryData
    {"start": "Room"}

    :: Room [tag] {"position": "1,1"}
    Hello. [[Open->Door]] [[Nowhere<-Run]] [[Wait|Room]] [[Door]]
    :: Style [stylesheet]
    body {}
    :: Door
    Bye.
    """#,
    #"""
    <tw-storydata name="T &amp; U" startnode="2"><style>a{}</style>
    <tw-passagedata pid="2" name="Room" tags="">Hello. [[Open-&gt;Door]] [[Nowhere&lt;-Run]] \#
    [[Wait|Room]] [[Door]]</tw-passagedata>
    <tw-passagedata pid="1" name="Door" tags="">Bye.</tw-passagedata></tw-storydata>
    """#,
    #"""
    {"name": "T & U", "startnode": 2, "passages": [{"pid": 2, "name": "Room", "text":
    "Hello. [[Open->Door]] [[Nowhere<-Run]] [[Wait|Room]] [[Door]]"},
    {"pid": 1, "name": "Door", "text": "Bye."}]}
    """#,
  ])
  func `is the same in all of Twine's forms`(text: String) throws {
    var story = try #require(ImportedStory(text))
    for index in story.passages.indices {
      story.passages[index].text = ImportedStory.trimmed(story.passages[index].text)
    }
    var expected = expected
    expected.passages[0].text = "Hello."
    story.losses = []
    #expect(story == expected)
  }

  @Test func `becomes a draft without errors, whatever it says`() throws {
    for text in [":: and\n[[voice]]\n:: voice\n", ":: 日本\n[[日本]] [[日本]] {x}<<m>>", ":: a\n"] {
      let draft = StoryDraft(try #require(ImportedStory(text)), id: "a")
      let loaded = LoadedScenario.load(
        SourceFile(name: "/import/a.json", text: draft.text),
        access: FileAccess(
          read: { path, _ in .success(SourceFile(name: path, text: StarterScenario.rubric)) },
          realPath: { _ in nil }))
      #expect(loaded.diagnostics.filter { $0.severity == .error }.isEmpty, "\(loaded.diagnostics)")
    }
  }

  @Test(arguments: ["", "nothing", "{}", "{\"passages\": []}", "<tw-storydata>", "::"])
  func `is refused where there is none`(text: String) {
    #expect(ImportedStory(text) == nil)
  }
}
