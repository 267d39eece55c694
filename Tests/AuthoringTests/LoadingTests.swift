import Simulation
import Testing

@testable import Authoring

@Suite struct `A loaded scenario` {
  @Test func `all mistakes of a file are found in one run`() {
    let loaded = ExampleFiles.load(
      file: """
        {
          "format": "undermat-scenario/1", "id": "Example", "version": "1.0",
          "title": "", "sumary": "A passenger has cash.", "briefing": "You serve {passenger}.",
          "customer": { "name": "Ana", "voice": "promotor", "facts": { "x": { "text": "Y." } } },
          "authority": { "currency": "usd", "limit": 25.125 },
          "mood": { "trust": { "start": 11, "good": "high" }, "turns": { "start": 1 } },
          "flags": { "served": 0, "trust": true },
          "rubrics": [{ "file": "care.json", "weight": 0 }, { "file": "caer.json" }],
          "pass": 101, "needs": { "care.cold": 50 }, "turns": 0, "start": "won", "patience": "gone",
          "scenes": {
            "order": {
              "lines": [],
              "window": { "seconds": 10, "choice": "giv" },
              "stakes": 6,
              "choices": [
                { "id": "give", "say": "On us.", "do": "Smile.", "effects": { "trsut": 1 },
                  "spend": -1, "seconds": 1.5, "reveals": ["y"], "marks": { "warmth": 3 },
                  "critical": { "family": "buisness" }, "to": "wno" },
                { "id": "give", "when": "trust", "to": [] }
              ]
            },
            "bare": { "lines": [{ "by": "Mia" }, 7] }
          },
          "endings": { "won": { "outcome": "happy" }, "order": { "outcome": "lost" } }
        }
        """)
    #expect(loaded.scenario == nil)
    #expect(
      DiagnosticFormat.concise.render([loaded.findings]) == """
        test.json:2:42: error UM0212: this is not the shape of an id
        test.json:2:64: error UM0209: a version is three numbers with dots between them
        test.json:3:12: error UM0215: this text is empty
        test.json:3:16: error UM0202: unknown key `sumary`
        test.json:3:74: error UM0312: there is no placeholder `{passenger}`
        test.json:4:41: error UM0207: a voice is one of harmonizer, thinker, persister, \
        rebel, promoter, imaginer
        test.json:4:64: error UM0201: `known` is missing here
        test.json:5:30: error UM0211: a currency is three capital letters
        test.json:5:46: error UM0206: money is 0 or more, up to 10,000,000,000, with at most \
        two decimals
        test.json:6:33: error UM0223: the start is outside of 0 to 10
        test.json:6:55: error UM0213: `turns` is a reserved word
        test.json:6:55: error UM0201: `good` is missing here
        test.json:7:24: error UM0203: expected true or false, found a number
        test.json:7:27: error UM0308: `trust` is a meter already
        test.json:8:48: error UM0205: this must be from 1 to 1000000
        test.json:8:63: error UM0401: the rubric cannot be read: there is no such file
        test.json:9:11: error UM0205: this must be from 0 to 100
        test.json:9:55: error UM0205: this must be from 1 to 1000000
        test.json:9:67: error UM0301: `start` names a scene, and this is an ending
        test.json:9:86: error UM0301: there is no scene or ending `gone`
        test.json:12:16: error UM0215: there is no line
        test.json:13:44: error UM0303: this scene has no choice `giv`
        test.json:14:17: error UM0205: this must be from 1 to 5
        test.json:16:42: error UM0217: the choice has two forms
        test.json:16:71: error UM0302: there is no meter or flag `trsut`
        test.json:17:20: error UM0206: money is 0 or more, up to 10,000,000,000, with at most \
        two decimals
        test.json:17:35: error UM0204: a whole number is written without fraction and exponent
        test.json:17:52: error UM0304: there is no fact `y`
        test.json:17:58: error UM0220: the choice is marked and does not say why
        test.json:17:79: error UM0205: this must be from -2 to 2
        test.json:18:23: error UM0201: `why` is missing here
        test.json:18:35: error UM0207: a family is one of customer, business, compliance
        test.json:18:55: error UM0301: there is no scene or ending `wno`
        test.json:19:9: error UM0217: the choice says and does nothing
        test.json:19:17: error UM0308: two choices of this scene are called `give`
        test.json:19:34: error UM0323: this is a whole number, not a yes/no condition
        test.json:19:48: error UM0215: there is no destination
        test.json:22:5: error UM0201: `choices` is missing here
        test.json:22:25: error UM0217: the line says nothing
        test.json:22:42: error UM0203: expected an object (a line, or text), found a number
        test.json:24:36: error UM0207: an outcome is one of delighted, kept, lost, harmed
        test.json:24:47: error UM0308: `order` is a scene already

        """)
  }

  @Test func `names that are nearly right come with a suggestion and a fix`() {
    let loaded = ExampleFiles.load(#""start": "ordre", "patience": "lots", "flgas": {}"#)
    #expect(
      loaded.diagnostics.map(\.help) == [
        "did you mean `order`?", "did you mean `lost`?", "`flags` is here already",
      ])
    let mended = loaded.findings.mended(by: .suggested).map { String(decoding: $0, as: UTF8.self) }
    #expect(mended?.contains(#""start": "order","#) == true)
    #expect(mended?.contains(#""patience": "lost""#) == true)
  }

  @Test func `a misspelt key is reported once and counts as what was meant`() {
    let text = ExampleFiles.scenario
      .replacing("\"title\"", with: "\"titel\"").replacing("\"scenes\"", with: "\"scens\"")
      .replacing("\"say\": \"Cards", with: "\"sya\": \"Cards")
    let loaded = ExampleFiles.load(file: text)
    #expect(
      loaded.diagnostics.map { "\($0.message), \($0.help ?? "")" } == [
        "unknown key `titel`, did you mean `title`?", "unknown key `scens`, did you mean `scenes`?",
        "unknown key `sya`, did you mean `say`?",
      ])
    let mended = loaded.findings.mended(by: .suggested).map { String(decoding: $0, as: UTF8.self) }
    #expect(mended == ExampleFiles.scenario)
  }

  @Test func `a key that is there already is not suggested again`() {
    let loaded = ExampleFiles.load(#""titel": "Example""#)
    #expect(loaded.diagnostics.map(\.help) == ["`title` is here already"])
    #expect(loaded.diagnostics.flatMap(\.fixes) == [])
  }

  @Test func `all missing keys of an object are one finding that says what they are for`() {
    let loaded = ExampleFiles.load(#""customer": {}"#)
    #expect(
      loaded.diagnostics.map { "\($0.message): \($0.help ?? "")" } == [
        "`name` and `voice` are missing here: `name` is what the customer is called; `voice` is how "
          + "the customer speaks: harmonizer, thinker, persister, rebel, promoter or imaginer"
      ])
  }

  @Test(arguments: [
    (#""minutes": 4.0"#, #""minutes": 4"#, Fix.Applicability.safe),
    (#""loss": 8.500"#, #""loss": 8.5"#, .safe),
    (#""loss": 8.000"#, #""loss": 8"#, .safe),
    (#""turns": "40""#, #""turns": 40"#, .suggested),
    (#""draft": "true""#, #""draft": true"#, .suggested),
    (#""version": "2""#, #""version": "2.0.0""#, .suggested),
    (
      #""authority": { "currency": "eur", "limit": 5 }"#,
      #""authority": { "currency": "EUR", "limit": 5 }"#, .suggested
    ),
    (#""basics": "served && spent > 3""#, #""basics": "served  and  spent > 3""#, .suggested),
    (#""briefing": "Press { now.""#, #""briefing": "Press {{ now.""#, .suggested),
  ])
  func `a value that is nearly right has a fix`(
    _ bad: String, _ good: String, _ applicability: Fix.Applicability
  ) {
    let mended = ExampleFiles.load(bad).findings.mended(by: applicability)
    let expected = ExampleFiles.replacing(good, in: ExampleFiles.scenario)
    #expect(mended.map { String(decoding: $0, as: UTF8.self) } == expected)
    #expect(ExampleFiles.load(file: expected).diagnostics == [])
  }

  @Test func `a mistake inside a rubric is reported with the rubric's own name`() {
    let rubric = """
      { "format": "undermat-rubric/1", "id": "care", "version": "1.0.0", "title": "Care",
        "criteria": { "warmth": { "titel": "Warmth", "levels": { "-2": "A", "2": 3 } } } }
      """
    let loaded = ExampleFiles.load("", files: ["care.json": rubric])
    #expect(loaded.files.map(\.name) == ["test.json", "care.json"])
    #expect(
      DiagnosticFormat.concise.render([loaded.findings]) == """
        care.json:2:29: error UM0202: unknown key `titel`
        care.json:2:48: error UM0201: `-1`, `0` and `1` are missing here
        care.json:2:76: error UM0203: expected text, found a number

        """)
  }

  @Test func `money is kept exactly`() throws {
    for (text, hundredths) in [
      ("0", 0), ("8", 800), ("8.5", 850), ("8.05", 805), ("0.07", 7), ("208.25", 20_825),
      ("10000000000", 1_000_000_000_000), ("10000000000.00", 1_000_000_000_000),
    ] {
      let scenario = try #require(ExampleFiles.load("\"loss\": \(text)").scenario)
      #expect(scenario.loss?.hundredths == Int64(hundredths))
    }
    for text in ["-1", "8.125", "1e2", "10000000000.01", "99999999999999999999", "-0"] {
      #expect(ExampleFiles.load("\"loss\": \(text)").diagnostics.map(\.code) == [.badMoney])
    }
  }

  @Test func `remarks are allowed in every object, maps included`() {
    let loaded = ExampleFiles.load(
      """
      "notes": 1, "$comment": ["x"], "flags": { "served": false, "notes": "a", "$comment": {} },
      "mood": { "$schema": 1, "trust": { "start": 5, "good": "high", "notes": null } },
      "endings": { "notes": "x", "won": { "outcome": "kept", "notes": 1 },
        "lost": { "outcome": "lost" } }
      """)
    #expect(DiagnosticFormat.concise.render([loaded.findings]) == "")
    #expect(loaded.scenario?.endings.count == 2)
  }

  @Test func `ids may be written with escapes`() throws {
    let loaded = ExampleFiles.load(
      #""start": "\u006frder", "flags": { "\u0073erved": false }, "basics": "serve\u0064""#)
    #expect(DiagnosticFormat.concise.render([loaded.findings]) == "")
    let scenario = try #require(loaded.scenario)
    #expect(scenario.flags.map(\.id) == ["served"])
  }

  @Test func `a path stays inside the folder, also through symbolic links`() {
    let real = ["": "/home/a", ".": "/home/a", "care.json": "/etc/care.json"]
    let linked = FileAccess(
      read: ExampleFiles.access().read, realPath: { real[$0] })
    let source = SourceFile(name: "test.json", text: ExampleFiles.scenario)
    let loaded = LoadedScenario.load(source, access: linked)
    #expect(loaded.diagnostics.map(\.code) == [.leavesFolder])
    for path in ["../care.json", "/care.json", "a/../../care.json", "a/./../../b"] {
      let codes = ExampleFiles.load(#""rubrics": [{ "file": "\#(path)" }]"#).diagnostics
      #expect(codes.map(\.code).contains(.leavesFolder))
    }
  }

  @Test func `parts can be found in the file`() throws {
    let loaded = ExampleFiles.load("")
    let map = try #require(loaded.map)
    func text(_ range: Range<Int>?) -> String? { range.map { loaded.files[0].text(in: $0) } }
    #expect(text(map.scene(0)) == "\"order\"")
    #expect(text(map.ending(1)) == "\"lost\"")
    #expect(text(map.choice(scene: 0, position: 1)) == "\"refuse\"")
    #expect(text(map.choice(scene: 0, position: 0, "why", ofKey: true)) == "\"why\"")
    #expect(text(map.choice(scene: 0, position: 1, "why")) == "\"refuse\"")
    #expect(text(map.line(scene: 0, position: 0)) == "\"I only have cash.\"")
    #expect(text(map.value(at: ["mood", "trust", "start"])) == "5")
  }

  @Test func `limits are stated in the message that enforces them`() {
    let long = String(repeating: "a", count: 16_385)
    #expect(
      ExampleFiles.load("\"briefing\": \"\(long)\"").diagnostics.map(\.message) == [
        "this text has 16385 bytes; at most 16384 (16 KiB) are read"
      ])
    #expect(ExampleFiles.load("\"briefing\": \"\(long.dropLast())\"").diagnostics == [])
    var limits = Limits.standard
    limits.scenes = 1
    let source = SourceFile(
      name: "test.json",
      text: ExampleFiles.replacing(Catalogue.chance(""), in: ExampleFiles.scenario))
    let loaded = LoadedScenario.load(source, limits: limits, access: ExampleFiles.access())
    #expect(loaded.diagnostics.map(\.message).contains("there are 2 scenes; at most 1 are read"))
  }

  @Test func `a draft may leave reasons out`() {
    let scenes = Catalogue.scenes(
      choices: #"{ "id": "a", "do": "Nod.", "marks": { "warmth": 1 }, "to": "won" }"#)
    #expect(ExampleFiles.load(scenes).diagnostics.map(\.code) == [.reasonMissing])
    #expect(ExampleFiles.load("\"draft\": true, " + scenes).diagnostics == [])
  }
}

extension String {
  /// The text with the first place of `old` replaced.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    var text = self
    text.replaceSubrange(range, with: new)
    return text
  }
}
