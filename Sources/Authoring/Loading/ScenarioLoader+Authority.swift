import Simulation

extension ScenarioLoader {
  /// Reads what the trainee may decide alone.
  mutating func readAuthority(_ fields: Fields<ScenarioKey>) {
    guard let node = fields[.authority],
      let authority = shape.fields(of: node, as: AuthorityKey.self, "the authority")
    else { return }
    if let node = authority[.currency] { scenario.authority.currency = shape.currency(node) }
    if let node = authority[.limit] {
      // What could not be read is still a limit that conditions may name.
      scenario.authority.limit = shape.money(node) ?? .zero
      parser.scope.hasLimit = true
    }
    if let node = authority[.policy] { scenario.authority.policy = shape.strings(node) }
    if let node = authority[.raise] { readRaises(node, authority) }
  }

  private mutating func readRaises(_ list: Int, _ authority: Fields<AuthorityKey>) {
    guard shape.isList(list, "raises") else { return }
    var isEmpty = true
    for element in view.elements(of: list) {
      isEmpty = false
      guard let fields = shape.fields(of: element, as: RaiseKey.self, "a raise") else { continue }
      let when = fields[.when]
        .flatMap { condition($0, mayNameLimit: false) }
      let limit = fields[.limit].flatMap { shape.money($0) }
      if let when, let limit {
        scenario.authority.raises.append(Authority.Raise(when: when, limit: limit))
      }
    }
    guard !isEmpty, authority[.limit] == nil, let key = authority.keyNode(.raise) else { return }
    shape.report(
      .raiseWithoutLimit, "`raise` needs a `limit` to be raised", at: key,
      help: "without `limit` the trainee may give any amount")
  }
}
