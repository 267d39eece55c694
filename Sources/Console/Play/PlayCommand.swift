/// What can be asked for with a slash inside an encounter.
enum PlayCommand: String, CaseIterable, Sendable {
  case help, again, card, policy, spent, notes, hint, undo, why, save, quit

  /// What it does, in a few words.
  var summary: String {
    switch self {
    case .help: "this list"
    case .again: "what was said last, and the choices"
    case .card: "the customer's card: what you know about them"
    case .policy: "the rules, and what you may give away"
    case .spent: "money, time and turns so far"
    case .notes: "what you noted; with words after it, notes them"
    case .hint: "a nudge (practice only; the sheet counts it)"
    case .undo: "take back your last answer (practice only; the sheet counts it)"
    case .why: "what the coach says about your last answer"
    case .save: "what is kept"
    case .quit: "leave"
    }
  }
}
