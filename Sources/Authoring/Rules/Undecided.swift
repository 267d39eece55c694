import Simulation

/// What a check left open because there was too much to look at, or because it was stopped.
struct Undecided {
  private let context: RuleContext
  private let notAsked: [DiagnosticCode]
  private let wasStopped: Bool

  /// - Parameters:
  ///   - notAsked: the rules that had no turn, since somebody stopped the check.
  ///   - wasStopped: somebody did, then or before.
  init(_ context: RuleContext, notAsked: ArraySlice<Rule>, wasStopped: Bool) {
    self.context = context
    self.wasStopped = wasStopped
    self.notAsked = notAsked.map(\.entry.code)
  }

  /// A note about it, or nil if every rule was decided.
  func note(_ finder: inout PlaceFinder) -> Diagnostic? {
    let parts = [states, needs, voices].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Diagnostic(
      .notDecided,
      wasStopped
        ? "the check was stopped, so some rules were not decided"
        : "there is too much to look at all of it, so some rules were not decided",
      severity: .note, at: finder.label(.file), help: parts.joined(separator: "; "))
  }

  /// The rules that want all states, if not all were looked at.
  private var states: String? {
    let open = Rules.all.filter { rule in
      if notAsked.contains(rule.entry.code) { return true }
      return switch rule.basis {
      case .text: false
      case .conditions: !context.conditionsAreExact
      case .plays, .scores: !context.isExact
      }
    }
    guard !open.isEmpty else { return nil }
    let errors = context.isExact ? [] : Catalogue.behaviour.map(\.code).filter { $0 != .notDecided }
    let codes = (errors + open.map(\.entry.code)).sorted().map(\.description)
    let advice =
      wasStopped
      ? "check again, and let it come to its end"
      : "a larger `--budget` may do, or fewer meters and flags that matter at a time"
    return "not decided, or only in part, are \(codes.joined(separator: ", ")): \(advice)"
  }

  /// Whether one play meets everything that is asked at once is tried within a limit of its own.
  private var needs: String? {
    let open = context.proofs.filter { $0.passing.map { $0.exists == nil } ?? false }
    guard !open.isEmpty else { return nil }
    return
      "whether one play meets `pass` and all `needs` at once (\(DiagnosticCode.passOutOfReach), "
      + "\(DiagnosticCode.voiceCannotPass)) was not tried\(context.inVoices(open.map(\.voice))): "
      + "that is done up to \(PassingPlays.mostStates) states; each by itself was"
  }

  private var voices: String? {
    let open = context.contrasts.filter { [.undecided, .stopped].contains($0.contrast) }
    guard !open.isEmpty else { return nil }
    let pairs = open.map { "`\($0.one.name)` and `\($0.other.name)`" }
    let why = wasStopped ? "" : ": they have too many states together"
    return "whether the scores of \(pairs.joined(separator: ", of ")) differ "
      + "(\(DiagnosticCode.voicesAlike)) was not decided\(why)"
  }
}
