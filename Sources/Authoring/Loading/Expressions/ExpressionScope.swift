import Simulation

/// The names that a scenario's conditions may use.
struct ExpressionScope {
  /// Meters by their index, flags by the complement of theirs.
  var states = NameIndex()
  /// Facts by their index.
  var facts = NameIndex()
  /// Which voices may be compared with, each once.
  var voices: [Voice] = []
  /// Whether `limit` has a value.
  var hasLimit = false
  /// How deeply parentheses may be nested.
  var depth = 64
  /// The greatest magnitude of an integer.
  var integer = 1_000_000

  /// All names that can stand in a condition, for suggestions.
  var names: [String] {
    Array(states.names) + facts.names.map { "knows." + $0 }
      + ["turns", "seconds", "spent", "voice", "true", "false", "and", "or", "not"]
      + (hasLimit ? ["limit"] : [])
      + Voice.allCases.filter(voices.contains).map(\.name)
  }
}

/// Something wrong with a condition.
struct ExpressionProblem {
  /// The codes it may have, with what each needs.
  enum Kind {
    /// It cannot be read.
    case syntax(String, help: String?)
    /// A number is malformed or too large.
    case literal(String)
    /// Nobody knows this name.
    case unknownName(String)
    /// `limit` stands where it has no value.
    case noLimit(inRaise: Bool)
    /// The scenario does not support this voice.
    case voice(Voice)
    /// The parts do not fit together.
    case type(String)
    /// Something that is not true or false stands where a condition should.
    case notCondition(String)
  }

  var kind: Kind
  /// The bytes meant, counted in the condition's text with its escapes resolved.
  var range: Range<Int>
}

/// What a part of a condition is.
struct ExpressionTerm {
  enum Kind {
    /// A node of the table of expressions that is true or false.
    case boolean(Int32)
    /// A literal without a point: an integer, or whole units of money.
    case number(Int64)
    /// A literal with a point, in hundredths.
    case amount(Int64)
    case integer(Operand)
    case money(Operand)
    case voice
    case voiceName(Voice)
    /// Something that was reported; whatever is made of it stays silent.
    case broken
  }

  var kind: Kind
  var range: Range<Int>

  /// What a person calls it.
  var words: String {
    switch kind {
    case .boolean: "a yes/no condition"
    case .number, .integer: "a whole number"
    case .amount, .money: "money"
    case .voice: "the voice"
    case .voiceName: "the name of a voice"
    case .broken: "nothing"
    }
  }
}
