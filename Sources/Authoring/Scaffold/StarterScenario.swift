import JSONText

/// A small scenario to start from: three scenes, three endings, one rubric. `check` finds nothing in
/// it, so whatever it finds later was written later.
package struct StarterScenario: Sendable {
  /// What the author is asked.
  package struct Answers: Equatable, Sendable {
    package var title = "A first call"
    package var customer = "Ada Wren"
    /// The first thing the customer says.
    package var says = "It stopped working again, and it is the second one."
    /// Whole units of money that the trainee may give away, 1 ... 1,000,000.
    package var limit = 25
    /// ISO 4217.
    package var currency = "USD"

    /// The answers of somebody who has none.
    package init() {}
  }

  private let answers: Answers
  /// The scenario's id.
  package let id: String
  private let hasSchema: Bool

  /// A scenario made of answers.
  /// - Parameters:
  ///   - id: of the shape that ids have.
  ///   - hasSchema: whether the folder has the schemas, which editors look for.
  package init(_ answers: Answers, id: String, hasSchema: Bool) {
    self.answers = answers
    self.id = id
    self.hasSchema = hasSchema
  }

  /// An id made of a title or of a file's name: small letters, digits and hyphens.
  /// - Parameter otherwise: what is taken where no letter is left.
  package static func id(of name: String, otherwise: String = "first-call") -> String {
    var id = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": id.unicodeScalars.append(scalar)
      default: if !id.isEmpty, !id.hasSuffix("-") { id += "-" }
      }
    }
    id = String(id.drop { !$0.isLetter }.prefix(64))
    while id.hasSuffix("-") { id.removeLast() }
    return id.isEmpty ? otherwise : id
  }

  /// The path of the rubric, from the scenario's folder.
  package static let rubricPath = "rubrics/first-steps.json"

  private var limit: String { "\(answers.limit) \(answers.currency)" }
  /// What the failure cost, and what making it right costs: within the limit.
  private var cost: Int { max(1, answers.limit * 4 / 5) }
  private var schema: String {
    hasSchema ? "\n  \"$schema\": \"schema/scenario.schema.json\"," : ""
  }

  /// A text between quotes. Braces are doubled, so that they are read as they were typed.
  private func text(_ words: String) -> String {
    JSONValue.string(words.replacing("{", with: "{{")).text(.compact)
  }

  /// The text of the scenario's file, in the canonical layout.
  package var scenario: String { Self.laidOut(draft) }

  /// The text of the rubric's file, in the canonical layout.
  package static var rubric: String { laidOut(firstSteps) }

  private static func laidOut(_ text: String) -> String {
    var found = DiagnosticList()
    let source = SourceFile(name: "", text: text)
    guard let document = JSONDocument.read(source, into: &found) else { return text }
    return String(decoding: CanonicalLayout.bytes(of: document), as: UTF8.self)
  }
}

extension StarterScenario {
  private var draft: String {
    #"""
    {\#(schema)
      "format": "undermat-scenario/1",
      "id": \#(text(id)),
      "version": "0.1.0",
      "title": \#(text(answers.title)),
      "summary": \#(text("\(answers.customer) has a problem, and it is you who answers.")),
      "briefing": \#(text("You may give away up to \(limit) to put things right, without asking anybody.")),
      "language": "en",
      "minutes": 2,
      "level": "starter",
      "customer": {
        "name": \#(text(answers.customer)),
        "voice": "harmonizer",
        "facts": {
          "needs-it-today": { "text": "It has to work by this evening.", "known": false }
        }
      },
      "authority": { "currency": \#(text(answers.currency)), "limit": \#(answers.limit), "policy": ["Put things right up to the limit without asking."] },
      "loss": \#(cost),
      "basics": "solved",
      "mood": {
        "frustration": { "start": 5, "good": "low", "words": ["calm", "tense", "angry"] }
      },
      "flags": { "solved": false },
      "rubrics": [{ "file": "rubrics/first-steps.json" }],
      "pass": 70,
      "start": "opening",
      "scenes": {
        "opening": {
          "lines": [{ "say": \#(text(answers.says)) }, { "say": "I feel silly even asking." }],
          "window": { "seconds": 20, "choice": "say-nothing" },
          "choices": [
            {
              "id": "the-rule",
              "say": "I'm sorry, the rule for that is quite clear, and I cannot change it for anybody.",
              "effects": { "frustration": 3 },
              "marks": { "ownership": -2, "listening": -1 },
              "why": "The rule ends the conversation, and the problem stays where it was.",
              "to": "last-chance"
            },
            {
              "id": "what-happened",
              "say": "Tell me what happened?",
              "effects": { "frustration": -2 },
              "reveals": ["needs-it-today"],
              "marks": { "ownership": 1, "listening": 2 },
              "why": "A question before an answer: now you know that it has to work by this evening.",
              "to": "your-turn"
            },
            {
              "id": "look-into-it",
              "say": "Let me look into that for you. One moment.",
              "effects": { "frustration": -1 },
              "marks": { "ownership": 2 },
              "why": "The problem is yours now. You have not asked what it means for the customer yet.",
              "to": "your-turn"
            },
            {
              "id": "say-nothing",
              "silent": true,
              "effects": { "frustration": 2 },
              "marks": { "ownership": -1, "listening": -2 },
              "why": "Silence hands the problem back.",
              "to": "last-chance"
            }
          ]
        },
        "your-turn": {
          "lines": [{ "say": "So what can you do?" }, { "say": "You know that I need it today.", "when": "knows.needs-it-today" }],
          "choices": [
            {
              "id": "by-this-evening",
              "say": "I'm sending a new one now. It is with you by six.",
              "when": "knows.needs-it-today",
              "spend": \#(cost),
              "effects": { "solved": true, "frustration": -3 },
              "marks": { "ownership": 2, "listening": 2 },
              "why": "Solved with your own authority, and by the hour that matters to this person.",
              "to": "thankful"
            },
            {
              "id": "send-another",
              "say": "I'm sending you another one. It takes the usual three days, and there is nothing to pay.",
              "spend": \#(cost),
              "effects": { "solved": true, "frustration": -1 },
              "marks": { "ownership": 1, "listening": -1 },
              "why": "You decided yourself. It comes two days after it was needed.",
              "to": "settled"
            },
            {
              "id": "fill-in-the-form",
              "say": "If you fill in the form, somebody will look at it.",
              "effects": { "frustration": 3 },
              "marks": { "ownership": -2, "listening": -1 },
              "why": "The next step belongs to the customer again, after a promise.",
              "to": "gone"
            }
          ]
        },
        "last-chance": {
          "lines": [{ "say": "Then I do not know what to do." }],
          "choices": [
            {
              "id": "goodbye",
              "say": "I wish you a pleasant day all the same.",
              "marks": { "ownership": -2, "listening": -2 },
              "why": "Polite words over an open problem.",
              "to": "gone"
            },
            {
              "id": "start-again",
              "say": "Wait. I answered too fast. A new one is on its way, and I'm paying for it.",
              "spend": \#(cost),
              "effects": { "solved": true, "frustration": -2 },
              "marks": { "ownership": 2 },
              "why": "The second chance, taken with your own authority.",
              "to": "settled"
            }
          ]
        }
      },
      "endings": {
        "thankful": { "outcome": "delighted", "lines": [{ "say": "You have no idea what that means to me." }] },
        "settled": { "outcome": "kept", "lines": [{ "say": "All right. Thank you." }] },
        "gone": { "outcome": "lost", "lines": [{ "narrate": "The line goes dead." }] }
      }
    }
    """#
  }

  private static var firstSteps: String {
    #"""
    {
      "format": "undermat-rubric/1",
      "id": "first-steps",
      "version": "1.0.0",
      "title": "First steps",
      "about": "Did the trainee take the problem on, and did they hear what it means for this person?",
      "gated": false,
      "criteria": {
        "ownership": {
          "title": "Takes the problem on",
          "levels": {
            "-2": "Hands the problem back, or names a rule as the end of the matter.",
            "-1": "Leaves the next step with the customer.",
            "0": "Neither takes the problem on nor pushes it away.",
            "1": "Says \"I\" and names a next step of their own.",
            "2": "Decides, or says what they will do and does it."
          }
        },
        "listening": {
          "title": "Hears this person",
          "levels": {
            "-2": "Says nothing, or talks over what was said.",
            "-1": "Answers without using what the customer has said.",
            "0": "Answers what was asked.",
            "1": "Repeats what matters to the customer.",
            "2": "Asks for what is missing, or uses it in what they do."
          }
        }
      }
    }
    """#
  }
}
