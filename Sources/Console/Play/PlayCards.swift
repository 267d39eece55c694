import Reports
import Simulation

/// The answers to commands that only look something up.
struct PlayCards {
  let attempt: Attempt
  let screen: ScreenSettings
  let isKept: Bool

  private var scenario: Scenario { attempt.scenario }
  private var currency: String? { scenario.authority.currency }

  func help() -> StyledText {
    var page = Screenful(screen)
    page.add(
      "Type the number of a choice to answer. What starts with a slash is for you, not for the "
        + "customer:")
    let width = PlayCommand.allCases.map(\.rawValue.utf8.count).max() ?? 0
    for command in PlayCommand.allCases where attempt.allowsHelp || !command.isHelp {
      let name = "/" + command.rawValue
      let spaces =
        screen.isPlain ? ": " : String(repeating: " ", count: width + 3 - name.utf8.count)
      let label = StyledText(screen.isPlain ? "" : "  ") + StyledText(name, .key)
      page.add(StyledText(command.summary), hangingFrom: label + StyledText(spaces))
    }
    return page.text
  }

  func card() -> StyledText {
    var page = Screenful(screen)
    page.add(scenario.customer.name, .strong)
    if let about = scenario.customer.about { page.add(StyledText(attempt.names.filled(about))) }
    let known = scenario.facts.indices.filter { attempt.encounter.knows(fact: $0) }
    for fact in known {
      let words = attempt.names.filled(scenario.facts[fact].text)
      page.add(StyledText(words), hangingFrom: screen.isPlain ? "" : "  · ")
    }
    if scenario.customer.about == nil && known.isEmpty { page.add("Nothing is known yet.") }
    return page.text
  }

  func policy() -> StyledText {
    var page = Screenful(screen)
    for rule in scenario.authority.policy {
      let words = attempt.names.filled(rule)
      page.add(StyledText(words), hangingFrom: screen.isPlain ? "" : "  · ")
    }
    page.add(StyledText(limitWords))
    return page.text
  }

  private var limitWords: String {
    guard let limit = attempt.encounter.limit else { return "No limit is set on what you give." }
    let spent = attempt.encounter.spent
    let given = spent == .zero ? "" : " You have given \(Figures.money(spent, currency))."
    return "You may give away up to \(Figures.money(limit, currency)) without asking.\(given)"
  }

  func spent() -> StyledText {
    let encounter = attempt.encounter
    let limit = encounter.limit.map { " of \(Figures.money($0, currency))" } ?? ""
    let money = "Given away: \(Figures.money(encounter.spent, currency))\(limit)."
    let time = "Handling time: \(Figures.duration(seconds: Int(encounter.seconds)))."
    var page = Screenful(screen)
    page.add(StyledText("\(money) \(time) Answers: \(encounter.turns.count)."))
    return page.text
  }

  func notes() -> StyledText {
    var page = Screenful(screen)
    for note in attempt.transcript.notes {
      page.add(StyledText(note), hangingFrom: screen.isPlain ? "Note: " : "  · ")
    }
    if page.text.isEmpty { page.add("You noted nothing yet. `/notes WORDS` does.") }
    return page.text
  }

  func save() -> StyledText {
    var page = Screenful(screen)
    if let ticket = attempt.ticket, isKept {
      page.add(
        "Everything is kept already: every answer is, before the next question comes. "
          + "`undermat resume \(ticket.id)` continues here.")
    } else {
      page.add("Nothing of this encounter is kept once you leave.")
    }
    return page.text
  }
}

extension PlayCommand {
  /// Whether it is there in practice only.
  fileprivate var isHelp: Bool { self == .hint || self == .undo }
}
