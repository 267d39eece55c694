import JSONText
import Simulation

/// Every IRI and word that statements use.
package struct Vocabulary: Equatable, Sendable {
  /// Without a slash at its end: home page of the accounts, and what all own IRIs begin with.
  package var home: String

  /// - Parameter home: an absolute http or https IRI.
  package init(home: String = "https://undermat.example") {
    self.home = home.hasSuffix("/") ? String(home.dropLast()) : home
  }

  /// A verb of ADL's registry.
  package enum Verb: String, CaseIterable, Sendable {
    case initialized, answered, completed, terminated, passed, failed, voided, commented, scored

    package var id: String { "http://adlnet.gov/expapi/verbs/\(rawValue)" }

    var value: JSONValue {
      ["id": .string(id), "display": ["en-US": .string(rawValue)]]
    }
  }

  func scenario(_ id: String) -> String { "\(home)/xapi/scenarios/\(id)" }

  func scene(_ scene: String, of scenario: Scenario.About) -> String {
    "\(self.scenario(scenario.id))/\(scenario.version)/scenes/\(scene)"
  }

  var collection: String { "\(home)/xapi/scenarios" }

  /// How a play came about: voice, seed, mode, attempt.
  package var play: String { "\(home)/xapi/extensions/play" }
  /// What a turn cost.
  package var decision: String { "\(home)/xapi/extensions/decision" }
  /// Critical errors by family.
  package var critical: String { "\(home)/xapi/extensions/critical" }
  /// The whole record, as JSON text.
  package var record: String { "\(home)/xapi/extensions/record" }
  /// The whole sheet, byte for byte, as JSON text.
  package var sheet: String { "\(home)/xapi/extensions/sheet" }

  /// What a trainer said about a play afterwards, as JSON text.
  package var remark: String { "\(home)/xapi/extensions/remark" }

  static let simulation = "http://adlnet.gov/expapi/activities/simulation"
  static let interaction = "http://adlnet.gov/expapi/activities/cmi.interaction"
}

extension JSONValue {
  /// An object of the members that have a value: xAPI allows no null, no empty text, object or list.
  init(present members: KeyValuePairs<String, JSONValue?>) {
    self = .object(
      members.compactMap { key, value in
        guard let value, !value.isVoid else { return nil }
        return Member(key, value)
      })
  }

  private var isVoid: Bool {
    switch self {
    case .null, .string(""), .array([]), .object([]): true
    case .number(let number): !number.isFinite
    default: false
    }
  }
}
