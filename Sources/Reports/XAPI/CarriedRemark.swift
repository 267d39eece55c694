package import Gradings
package import JSONText
import Simulation

/// What a trainer said about a play, as it comes out of a statement.
package struct CarriedRemark: Equatable, Sendable {
  package enum Words: Equatable, Sendable {
    case comment(Comment)
    case override(KeptOverride)
  }

  /// The encounter's UUID.
  package var encounter: String
  package var words: Words
}

extension PlayStatements {
  func commented(_ comment: Comment) -> Statement {
    remark(
      .commented, at: comment.made, result: ["response": .string(comment.text)],
      [
        "encounter": .string(record.encounter), "comment": .string(comment.text),
        "who": name(comment.who), "made": .string(comment.made.text),
      ])
  }

  func scored(_ override: KeptOverride) -> Statement {
    remark(
      .scored, at: override.made,
      result: [
        "score": [
          "scaled": .number(Double(override.new + 2) / 4), "raw": JSONValue(override.new),
          "min": -2, "max": 2,
        ]
      ],
      [
        "encounter": .string(record.encounter), "criterion": .string(override.name),
        "old": JSONValue(override.old), "new": JSONValue(override.new),
        "why": .string(override.why), "who": name(override.who),
        "made": .string(override.made.text),
      ])
  }

  /// Who said it rides along only where the trainee's name does.
  private func name(_ who: String) -> JSONValue? { record.trainee.isEmpty ? nil : .string(who) }

  /// Its id comes from its own words in place of a grading's digest.
  private func remark(
    _ verb: Vocabulary.Verb, at made: Timestamp, result: JSONValue,
    _ members: KeyValuePairs<String, JSONValue?>
  ) -> Statement {
    let json = JSONValue(present: members).text(.compact)
    return statement(
      verb.rawValue, verb, at: made, object: scenarioActivity, result: result,
      extensions: .object([.init(vocabulary.remark, .string(json))]),
      about: json)
  }
}

extension CarriedRemark {
  /// Reads a statement as it came from a store; nil if it is not one that carries a remark of ours.
  package init?(_ statement: JSONValue, vocabulary: Vocabulary = Vocabulary()) {
    guard let text = statement["context"]?["extensions"]?[vocabulary.remark]?.string,
      let value = try? JSONValue(reading: Array(text.utf8)),
      let encounter = value["encounter"]?.string,
      let made = (value["made"]?.string).flatMap({ Timestamp(text: $0) }),
      let words = Self.words(value, made)
    else { return nil }
    self.init(encounter: encounter, words: words)
  }

  private static func words(_ value: JSONValue, _ made: Timestamp) -> Words? {
    let who = value["who"]?.string ?? "trainer"
    if let text = value["comment"]?.string {
      return .comment(Comment(who: who, text: text, made: made))
    }
    guard let criterion = value["criterion"]?.string, let why = value["why"]?.string,
      let old = value["old"]?.integer, let new = value["new"]?.integer,
      (-2...2).contains(old), (-2...2).contains(new)
    else { return nil }
    let parts = criterion.split(separator: ".", maxSplits: 1).map(String.init)
    return .override(
      KeptOverride(
        rubric: parts.first ?? "", criterion: parts.last ?? "", old: Int(old), new: Int(new),
        who: who, why: why, made: made))
  }
}
