/// The person whom the scenario plays.
package struct Customer: Equatable, Sendable {
  package var name: String
  /// What the customer's card says, or nil.
  package var about: String?
  /// The voice spoken unless another is asked for.
  package var voice: Voice
  /// The voices that the scenario is written for, in file order; `voice` is among them.
  package var voices: [Voice]

  package init(name: String, about: String?, voice: Voice, voices: [Voice]) {
    self.name = name
    self.about = about
    self.voice = voice
    self.voices = voices
  }
}

/// Something that can be known about the customer.
package struct Fact: Equatable, Sendable {
  package var id: String
  package var text: String
  /// On the customer's card from the start.
  package var known: Bool

  package init(id: String, text: String, known: Bool) {
    self.id = id
    self.text = text
    self.known = known
  }
}

/// One of the customer's moods: a bounded integer.
package struct Meter: Equatable, Sendable {
  /// Which end of a meter is the good one.
  package enum Good: Equatable, Sendable { case high, low }

  package var id: String
  package var least: Int
  package var most: Int
  package var start: Int
  package var good: Good
  /// Words for equal parts of the range, from least to most; may be empty.
  package var words: [String]

  package init(
    id: String, least: Int, most: Int, start: Int, good: Good, words: [String]
  ) {
    self.id = id
    self.least = least
    self.most = most
    self.start = start
    self.good = good
    self.words = words
  }

  /// The word for a value: number floor((value - least) n / (most - least + 1)) of n (format.md).
  package func word(for value: Int) -> String? {
    guard !words.isEmpty else { return nil }
    let clamped = min(max(value, least), most)
    return words[(clamped - least) * words.count / (most - least + 1)]
  }
}

/// A yes/no fact about the encounter.
package struct Flag: Equatable, Sendable {
  package var id: String
  package var start: Bool

  package init(id: String, start: Bool) {
    self.id = id
    self.start = start
  }
}

/// What the trainee may decide alone.
package struct Authority: Equatable, Sendable {
  /// A condition under which the limit is higher.
  package struct Raise: Equatable, Sendable {
    package var when: Condition
    package var limit: Money

    package init(when: Condition, limit: Money) {
      self.when = when
      self.limit = limit
    }
  }

  /// ISO 4217, or nil.
  package var currency: String?
  /// Money the trainee may give without asking; nil allows any spend.
  package var limit: Money?
  package var raises: [Raise]
  /// What `/policy` shows.
  package var policy: [String]

  package init(currency: String?, limit: Money?, raises: [Raise], policy: [String]) {
    self.currency = currency
    self.limit = limit
    self.raises = raises
    self.policy = policy
  }

  package static let unlimited = Authority(currency: nil, limit: nil, raises: [], policy: [])
}
