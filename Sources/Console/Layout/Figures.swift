import Reports

extension Figures {
  /// A score, a regret or a percentage at the prompt: one decimal.
  static func points(_ value: Double) -> String { decimal(value, 1) }

  /// The same with its sign: `+3`, `-12.5`, `0`.
  static func signedPoints(_ value: Double) -> String {
    let text = points(value)
    return text == "0" || text.hasPrefix("-") ? text : "+" + text
  }

  /// Several things in a sentence: `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String], _ last: String = "and") -> String {
    guard items.count > 1, let final = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(last) \(final)"
  }
}
