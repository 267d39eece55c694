/// Puts names into texts: `{customer}` and `{trainee}` are replaced, `{{` is a literal brace, and
/// everything else stays (format.md). Sheets are stored without names, so this comes last.
package struct Placeholders: Equatable, Sendable {
  package var customer: String
  package var trainee: String

  package init(customer: String, trainee: String) {
    self.customer = customer
    self.trainee = trainee
  }

  /// The text with names in it.
  package func filled(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var output = ""
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      output += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix("{{") {
        output += "{"
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("{customer}") {
        output += customer
        rest = rest.dropFirst("{customer}".count)
      } else if rest.hasPrefix("{trainee}") {
        output += trainee
        rest = rest.dropFirst("{trainee}".count)
      } else {
        output += "{"
        rest = rest.dropFirst()
      }
    }
    return output + rest
  }
}
