/// One thing that `check` looks for in a scenario without mistakes.
struct Rule: Sendable {
  /// What a rule has to know to decide.
  enum Basis: Sendable {
    /// Only what the file says.
    case text
    /// Which scenes, choices and endings plays come to.
    case plays
    /// What conditions say in all states.
    case conditions
    /// What plays are worth.
    case scores
  }

  /// Its code and manual.
  let entry: CatalogueEntry
  let severity: Severity
  let basis: Basis
  /// What it finds, in the order of the file.
  let find: @Sendable (RuleContext) -> [Problem]

  init(
    _ code: DiagnosticCode, _ title: String, _ severity: Severity = .warning, on basis: Basis,
    reason: String, bad: String, good: String,
    find: @escaping @Sendable (RuleContext) -> [Problem]
  ) {
    entry = CatalogueEntry(
      code, title, reason: reason, bad: .scenario(bad), good: .scenario(good))
    self.severity = severity
    self.basis = basis
    self.find = find
  }
}

/// One finding of a rule.
struct Problem: Sendable {
  var place: Place
  /// What is wrong, in lower case without a full stop.
  var message: String
  var others: [(place: Place, text: String)]
  /// How it comes about, and what to do.
  var help: String?
  /// The ids of the fewest choices that show it; nil if it is not about how plays go.
  var choices: [String]?
  /// Ways to mend it, the best first.
  var mendings: [Mending]
  /// If it differs from the rule's.
  var severity: Severity?

  init(
    _ place: Place, _ message: String, others: [(place: Place, text: String)] = [],
    help: String? = nil, choices: [String]? = nil, mendings: [Mending] = [],
    severity: Severity? = nil
  ) {
    self.place = place
    self.message = message
    self.others = others
    self.help = help
    self.choices = choices
    self.mendings = mendings
    self.severity = severity
  }
}

/// All rules, in the order of their codes.
enum Rules {
  static let all: [Rule] = structure + scoring

  /// UM06: what the file says and what plays come to.
  static let structure: [Rule] = [
    .unreachableScene, .unreachableChoice, .unreachableEnding, .unreachableLine, .endlessLoop,
    .unusedFlag, .unsetFlag, .unsetFact, .stillMeter, .alwaysTrue, .alwaysFalse, .sameChoices,
    .sharedExample, .meterNamedLikeCriterion, .missingReason,
  ]

  /// UM07: what plays are worth.
  static let scoring: [Rule] = [
    .onlyCriticalChoices, .spendAboveLimits, .unusedCriterion, .narrowCriterion,
    .criteriaTogether, .equalChoices, .bestIsLongest, .bestIsFirst, .passOutOfReach,
    .passByClicking, .voiceCannotPass, .endingsUpsideDown, .neutralGift, .silenceNeverWorse,
    .voicesAlike, .misfortunePays, .emptyNeed, .criticalPaysLater,
  ]
}

extension Catalogue {
  /// The manual of the rules.
  static let rules: [CatalogueEntry] = Rules.all.map(\.entry)
}
