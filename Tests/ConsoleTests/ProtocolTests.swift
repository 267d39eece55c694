import JSONText
import Simulation
import Testing

@testable import Console

/// Encounters with another program at the other end.
@Suite struct Protocol {
  /// What comes back for each line, the first answer being that to the start.
  private func answers(_ lines: [Input], mode: Mode = .practice) throws -> [String] {
    let surroundings = Surroundings.made()
    let options = PlayOptions(mode: mode, seed: 1, trainee: "Kim")
    let attempt = try Attempt.start(Opened.fixture("lost-suitcase"), options, surroundings).get()
    var session = ProtocolSession(attempt, surroundings)
    return ([.opened] + lines).map { input in
      let response = session.handle(input, ScreenSettings())
      var text = response.text.plain
      if case .leave(let code) = response.next { text += "exit \(code)\n" }
      return text
    }
  }

  private let question = """
    "scene":"desk","lines":[{"narrate":"Rain. She has a handbag and nothing else."},\
    {"say":"My suitcase is in Oslo. By when will it be here?","by":"Ingrid Vale"},{"pause":3}],\
    "revealed":[],"mood":{"frustration":{"value":6,"word":"tense"},"trust":{"value":1,"word":null}},\
    "choices":[{"id":"not-ours","kind":"say","text":"I'm afraid that is a matter for the airline.",\
    "available":true},{"id":"ask-when","kind":"say","text":"When do you need it, Ingrid Vale?",\
    "available":true},{"id":"silence","kind":"silent","text":"","available":true}],"window":15,\
    "spent":0,"limit":40}

    """

  @Test func `it starts with what is played and the first question`() throws {
    let expected =
      """
      {"event":"started","protocol":1,"scenario":{"id":"lost-suitcase","version":"1.0.0",\
      "digest":"5ce4","title":"The suitcase"},"voice":"thinker","seed":1,"mode":"practice",\
      "timed":true,"trainee":"Kim","encounter":"1","briefing":"You work at the desk of a small \
      hotel. You may give away up to 40 without asking; with the manager's word, 90.",\
      "customer":"Ingrid Vale","policy":["The hotel is not liable for luggage.",\
      "Be kind to Ingrid Vale anyway, Kim."]}
      {"event":"ask","turn":1,
      """.dropLast() + ","
    #expect(try answers([])[0] == expected + question)
  }

  @Test func `a request that cannot be understood is an error, and the question still waits`()
    throws
  {
    let lines = [
      "", "nonsense", "[1]", "{}", "{\"choose\":true}", "{\"choose\":4}", "{\"undo\":1}",
    ]
    let expected = [
      "this is not JSON: the file is empty", "this is not JSON: text is written in double quotes",
      "a request is a JSON object",
      "a request has exactly one of the keys choose, say, note, undo, hint, again or quit",
      "`choose` names a choice by its id or its number", "there is no choice 4; there are 1 to 3",
      "`undo` is true",
    ]
    let found = try answers(lines.map(Input.line) + [.line("{\"choose\":2}")]).dropFirst()
    #expect(
      Array(found.dropLast()) == expected.map { "{\"event\":\"error\",\"message\":\"\($0)\"}\n" })
    #expect(found.last?.hasPrefix("{\"event\":\"ask\",\"took\":\"ask-when\",\"turn\":2,") == true)
  }

  @Test func `an undo brings the question back`() throws {
    let found = try answers([.line("{\"choose\":\"silence\"}"), .line("{\"undo\":true}")])
    #expect(found[2] == "{\"event\":\"ask\",\"undone\":true,\"turn\":1,\(question)")
  }

  @Test func `a test has neither undo nor hints`() throws {
    let found = try answers(
      [.line("{\"undo\":true}"), .line("{\"hint\":true}")], mode: .test)
    #expect(
      found.dropFirst() == [
        "{\"event\":\"error\",\"message\":\"there is no undo in this mode\"}\n",
        "{\"event\":\"error\",\"message\":\"there are no hints in this mode\"}\n",
      ])
  }

  @Test func `the words of a choice are recognised and not taken`() throws {
    let found = try answers([.line("{\"say\":\"When do you need it, ingrid vale?\"}")])
    #expect(found[1] == "{\"event\":\"did-you-mean\",\"choice\":\"ask-when\"}\n")
  }

  @Test func `a window that runs out plays the authored silence`() throws {
    let found = try answers([.timedOut(halfTyped: "{\"cho")])
    #expect(found[1].hasPrefix("{\"event\":\"ask\",\"timed-out\":true,\"took\":\"silence\","))
  }

  @Test func `the end brings the sheet and exit code 0, leaving before it 1`() throws {
    let ended = try answers([.line("{\"choose\":1}"), .line("{\"choose\":\"toothbrush\"}")])
    #expect(ended[2].hasPrefix("{\"event\":\"ended\",\"took\":\"toothbrush\",\"ending\":{\"id\":"))
    #expect(ended[2].contains("\"sheet\":{\"scenario\":{\"id\":\"lost-suitcase\""))
    #expect(ended[2].hasSuffix("}}\nexit 0\n"))
    #expect(try answers([.line("{\"quit\":true}")])[1] == "{\"event\":\"left\"}\nexit 1\n")
    #expect(try answers([.endOfInput])[1] == "{\"event\":\"left\"}\nexit 1\n")
  }
}
