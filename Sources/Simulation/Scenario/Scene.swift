/// Where a choice or a branch leads: a scene or an ending.
package struct Destination: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// The scene's index, or the bitwise complement of the ending's.
  package var raw: Int32

  package static func scene(_ index: Int) -> Destination {
    Destination(raw: Int32(truncatingIfNeeded: index))
  }
  package static func ending(_ index: Int) -> Destination {
    Destination(raw: ~Int32(truncatingIfNeeded: index))
  }

  /// The scene's index, or nil for an ending.
  package var scene: Int? { raw >= 0 ? Int(raw) : nil }
  /// The ending's index, or nil for a scene.
  package var ending: Int? { raw < 0 ? Int(~raw) : nil }
}

/// A point where the customer speaks and the trainee must answer; or, with `branches` instead of
/// `choices`, one where a seeded draw decides.
package struct Scene: Sendable {
  package var id: Text
  /// In `Scenario.lines`.
  package var lines: Extent
  /// On entry, in `Scenario.effects`.
  package var effects: Extent
  /// 1 ... 5: multiplies the marks of the choices taken here.
  package var stakes: UInt8
  /// Choices are listed in file order in every mode.
  package var fixedOrder: Bool
  /// In `Scenario.choices`; empty for a chance scene.
  package var choices: Extent
  /// In `Scenario.branches`; empty for a scene with choices.
  package var branches: Extent
  package var window: Window?

  package init(
    id: Text, lines: Extent = .none, effects: Extent = .none, stakes: Int = 1,
    fixedOrder: Bool = false, choices: Extent = .none, branches: Extent = .none,
    window: Window? = nil
  ) {
    self.id = id
    self.lines = lines
    self.effects = effects
    self.stakes = UInt8(clamping: stakes)
    self.fixedOrder = fixedOrder
    self.choices = choices
    self.branches = branches
    self.window = window
  }

  package var isChance: Bool { !branches.isEmpty }
}

/// How long the customer waits for an answer, and what happens then.
package struct Window: Equatable, Sendable {
  package var seconds: Int32
  /// Index in `Scenario.choices` of the choice that is played when time runs out.
  package var choice: Int32

  package init(seconds: Int, choice: Int) {
    self.seconds = Int32(clamping: seconds)
    self.choice = Int32(truncatingIfNeeded: choice)
  }
}

/// Something said or narrated.
package struct Line: Sendable {
  package enum Kind: UInt8, Sendable { case say, narrate, pause }

  package var kind: Kind
  /// The words; empty for a pause.
  package var text: Text
  /// Length of a pause, in seconds.
  package var seconds: Int32
  /// Who speaks, if not the customer; empty otherwise.
  package var by: Text
  package var when: Condition?
  /// Other wordings by voice, in `Scenario.wordings`.
  package var wordings: Extent

  package init(
    kind: Kind, text: Text, seconds: Int = 0, by: Text = .empty, when: Condition? = nil,
    wordings: Extent = .none
  ) {
    self.kind = kind
    self.text = text
    self.seconds = Int32(clamping: seconds)
    self.by = by
    self.when = when
    self.wordings = wordings
  }
}

/// What a line says in one voice.
package struct Wording: Sendable {
  package var voice: Voice
  package var text: Text

  package init(voice: Voice, text: Text) {
    self.voice = voice
    self.text = text
  }
}

/// A change of the encounter's state.
package enum Effect: Equatable, Sendable {
  /// Adds to the meter of this index and clamps to its range.
  case add(meter: Int32, amount: Int32)
  /// Sets the flag of this index.
  case set(flag: Int32, to: Bool)
}

/// Effects or marks that apply in one voice only.
package struct VoiceExtent: Equatable, Sendable {
  package var voice: Voice
  /// In `Scenario.effects` or `Scenario.marks`.
  package var extent: Extent

  package init(voice: Voice, extent: Extent) {
    self.voice = voice
    self.extent = extent
  }
}

/// A level given on a criterion.
package struct Mark: Equatable, Sendable {
  /// Index in `Scenario.criteria`.
  package var criterion: Int32
  /// -2 ... 2 as authored.
  package var level: Int32

  package init(criterion: Int, level: Int) {
    self.criterion = Int32(truncatingIfNeeded: criterion)
    self.level = Int32(truncatingIfNeeded: level)
  }
}

/// One possible destination of a choice.
package struct Route: Equatable, Sendable {
  /// The last route of a choice has none.
  package var when: Condition?
  package var to: Destination

  package init(when: Condition?, to: Destination) {
    self.when = when
    self.to = to
  }
}

/// A critical error: a family and the author's reason.
package struct Critical: Equatable, Sendable {
  package enum Family: UInt8, CaseIterable, Sendable {
    case customer, business, compliance

    /// The word for this family in files and sheets.
    package var name: String {
      switch self {
      case .customer: "customer"
      case .business: "business"
      case .compliance: "compliance"
      }
    }
  }

  package var family: Family
  package var why: Text

  package init(family: Family, why: Text) {
    self.family = family
    self.why = why
  }
}

/// What the trainee may say or do in a scene; silence is a choice.
package struct Choice: Sendable {
  package enum Kind: UInt8, Sendable { case say, act, silent }

  package var id: Text
  package var kind: Kind
  /// What is said or done; empty for silence.
  package var text: Text
  package var when: Condition?
  /// The reason shown when `when` does not hold; empty if the choice is absent then.
  package var otherwise: Text
  /// At most once per encounter.
  package var once: Bool
  /// In `Scenario.effects`.
  package var effects: Extent
  /// In `Scenario.voiceEffects`.
  package var voiceEffects: Extent
  /// Money given away.
  package var spend: Money
  /// Handling time, 0 or more.
  package var seconds: Int32
  /// Indices of facts, in `Scenario.reveals`.
  package var reveals: Extent
  /// In `Scenario.marks`.
  package var marks: Extent
  /// In `Scenario.voiceMarks`.
  package var voiceMarks: Extent
  package var critical: Critical?
  /// The coach's sentence; empty if absent.
  package var why: Text
  /// Other wordings of the same intent, in `Scenario.examples`.
  package var examples: Extent
  /// In `Scenario.routes`, never empty.
  package var routes: Extent

  package init(id: Text, kind: Kind, text: Text) {
    self.id = id
    self.kind = kind
    self.text = text
    when = nil
    otherwise = .empty
    once = false
    effects = .none
    voiceEffects = .none
    spend = .zero
    seconds = 10
    reveals = .none
    marks = .none
    voiceMarks = .none
    critical = nil
    why = .empty
    examples = .none
    routes = .none
  }
}

/// One outcome of a chance scene.
package struct Branch: Sendable {
  package var to: Destination
  /// A positive integer.
  package var weight: Int32
  package var lines: Extent
  package var effects: Extent
  package var when: Condition?
  /// This is bad luck: `check` warns where it pays.
  package var adverse: Bool

  package init(
    to: Destination, weight: Int = 1, lines: Extent = .none, effects: Extent = .none,
    when: Condition? = nil, adverse: Bool = false
  ) {
    self.to = to
    self.weight = Int32(clamping: weight)
    self.lines = lines
    self.effects = effects
    self.when = when
    self.adverse = adverse
  }
}

/// Where an encounter stops.
package struct Ending: Sendable {
  /// What became of the customer, the best first.
  package enum Outcome: UInt8, CaseIterable, Sendable {
    case delighted, kept, lost, harmed

    /// The word for this outcome in files and sheets.
    package var name: String {
      switch self {
      case .delighted: "delighted"
      case .kept: "kept"
      case .lost: "lost"
      case .harmed: "harmed"
      }
    }
  }

  package var id: Text
  package var outcome: Outcome
  package var lines: Extent
  /// In `Scenario.marks`.
  package var marks: Extent
  package var why: Text

  package init(
    id: Text, outcome: Outcome, lines: Extent = .none, marks: Extent = .none, why: Text = .empty
  ) {
    self.id = id
    self.outcome = outcome
    self.lines = lines
    self.marks = marks
    self.why = why
  }
}
