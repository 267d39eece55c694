/// A JSON value to be written: keys keep the order in which they are given, so the same value is
/// the same bytes everywhere.
package enum JSONValue: Sendable, Equatable, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case null
  case bool(Bool)
  case integer(Int64)
  /// Written rounded to 9 decimals, halves away from zero, never -0 (grading.md). A number that is
  /// not finite is written as null.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key with its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(nilLiteral: ()) { self = .null }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// An integer.
  package init(_ value: some BinaryInteger) { self = .integer(Int64(value)) }
  /// A number, or null.
  package init(_ value: Double?) { self = value.map(JSONValue.number) ?? .null }
  /// A text, or null.
  package init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }
  /// A list of texts.
  package init(_ values: [String]) { self = .array(values.map(JSONValue.string)) }
}
