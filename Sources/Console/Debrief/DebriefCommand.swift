/// What can be asked for after an encounter.
enum DebriefCommand: String, CaseIterable, Sendable {
  case why, best, whatIf = "what-if", sheet, export, again, help, quit

  /// How it is typed.
  var usage: String {
    switch self {
    case .why: "/why N"
    case .best: "/best [N]"
    case .whatIf: "/what-if N CHOICE"
    case .export: "/export [FILE]"
    case .sheet, .again, .help, .quit: "/" + rawValue
    }
  }

  /// What it does, in a few words.
  var summary: String {
    switch self {
    case .why: "turn N in full: marks, reasons, what each answer would have cost"
    case .best: "the best line from the start, or from turn N on"
    case .whatIf: "play on from turn N with another answer, apart from the graded play"
    case .sheet: "the score sheet: every mark with the words that earned it"
    case .export: "write the score sheet (.txt, .md, .html, .json) or the .transcript"
    case .again: "play the scenario again"
    case .help: "this list"
    case .quit: "leave"
    }
  }
}
