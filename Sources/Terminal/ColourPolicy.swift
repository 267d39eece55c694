/// Whether colours may be used, as the usual options and variables say.
package enum ColourPolicy: String, CaseIterable, Sendable {
  /// Where a person sees it.
  case auto
  /// Everywhere.
  case always
  /// Nowhere.
  case never

  /// The option beats `NO_COLOR` beats `FORCE_COLOR` and `CLICOLOR_FORCE` beats `TERM=dumb`,
  /// `CLICOLOR=0` and an output that is no terminal. A variable that is set to nothing counts as not
  /// set, and `FORCE_COLOR` and `CLICOLOR_FORCE` also when set to 0.
  package func allowsColour(on descriptor: Int32, in world: World) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    let isSet = { (name: String) in world.environment(name).map { !$0.isEmpty } ?? false }
    let isForced = { (name: String) in isSet(name) && world.environment(name) != "0" }
    if isSet("NO_COLOR") { return false }
    if isForced("FORCE_COLOR") || isForced("CLICOLOR_FORCE") { return true }
    return !world.hasDumbTerminal && world.environment("CLICOLOR") != "0"
      && world.isTerminal(descriptor)
  }
}

extension World {
  /// Whether the terminal understands no escape sequence: `TERM` is `dumb`, empty or not set.
  package var hasDumbTerminal: Bool {
    ["dumb", ""].contains(environment("TERM") ?? "")
  }

  /// Whether `ACCESSIBLE` asks for plain lines (anything but nothing and 0), or the terminal cannot do
  /// more.
  package var wantsPlain: Bool {
    let wish = environment("ACCESSIBLE") ?? ""
    return !["", "0"].contains(wish) || environment("TERM") == "dumb"
  }
}
