import Simulation

/// What a typed line means as an answer.
enum Answer: Equatable {
  /// The choice of this index.
  case choice(Int)
  /// Somebody typed the very words of a choice, or one of its examples; its index and its number.
  case guess(Int, number: Int)
  /// None of these; what can be typed instead.
  case unknown(String)

  init(_ typed: String, _ attempt: Attempt) {
    let offers = attempt.encounter.offers
    if !typed.isEmpty, typed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self = Self.number(typed, offers)
      return
    }
    let folded = Self.folded(typed)
    if let offer = offers.first(where: { attempt.id(of: $0.choice) == folded }) {
      self = .choice(offer.choice)
    } else if let position = offers.firstIndex(where: {
      attempt.wordings(of: $0.choice).contains { Self.folded($0) == folded }
    }) {
      self = .guess(offers[position].choice, number: position + 1)
    } else {
      self = .unknown(Self.explanation(typed, offers.count))
    }
  }

  private static func number(_ typed: String, _ offers: [Offer]) -> Answer {
    guard let number = Int(typed), offers.indices.contains(number - 1) else {
      let shown = typed.utf8.count > 20 ? "choice of so high a number" : "choice \(typed)"
      return .unknown("There is no \(shown). Type a number from 1 to \(offers.count).")
    }
    return .choice(offers[number - 1].choice)
  }

  private static func explanation(_ typed: String, _ count: Int) -> String {
    let numbers = count == 1 ? "1" : "1 to \(count)"
    if typed.isEmpty {
      return "To answer, type the number of a choice (\(numbers)) and press Enter."
    }
    if PlayCommand(rawValue: typed.lowercased()) != nil {
      return "Commands start with a slash here: /\(typed.lowercased())."
    }
    return "That is none of the choices. Type its number (\(numbers)); /help shows what else you "
      + "can do."
  }

  /// Without regard to case, to quotation marks around it and to the mark at its end.
  private static func folded(_ text: String) -> String {
    var rest = trimmed(text).lowercased()[...]
    while let first = rest.first, "\"“”".contains(first) { rest.removeFirst() }
    while let last = rest.last, "\"“”.?!".contains(last) { rest.removeLast() }
    return String(rest)
  }
}

extension Attempt {
  /// A choice's id.
  func id(of choice: Int) -> String { scenario.string(scenario.choices[choice].id) }

  /// What a choice says or does, and the other wordings of the same intent.
  fileprivate func wordings(of choice: Int) -> [String] {
    let choice = scenario.choices[choice]
    let own = choice.kind == .silent ? [] : [words(choice.text)]
    return own + scenario.examples[choice.examples.range].map(words)
  }
}
