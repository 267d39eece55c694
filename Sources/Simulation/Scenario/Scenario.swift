/// A situation with one customer, as authored: names resolved, types checked, nothing else done.
///
/// Everything that repeats stands in one table per kind, in file order; the tables refer to each
/// other by index and `Extent`. `Authoring` fills it; `Program` makes it playable.
package struct Scenario: Sendable {
  /// How demanding a scenario is.
  package enum Level: UInt8, CaseIterable, Sendable {
    case starter, practised, expert

    /// The word for this level in files and lists.
    package var name: String {
      switch self {
      case .starter: "starter"
      case .practised: "practised"
      case .expert: "expert"
      }
    }
  }

  /// What is said about a scenario as a whole.
  package struct About: Equatable, Sendable {
    package var id = ""
    package var version = ""
    package var title = ""
    package var summary = ""
    package var briefing = ""
    /// BCP 47.
    package var language = "en"
    package var industry: String?
    package var tags: [String] = []
    package var minutes: Int?
    package var level: Level?
    package var source: String?
    package var author: String?
    package var licence: String?

    package init() {}
  }

  package var about = About()
  package var text = TextPool()
  package var customer: Customer
  package var authority = Authority.unlimited
  /// What the failure cost the customer; nil if not given.
  package var loss: Money?
  /// True when the customer's actual need is met; nil if not given.
  package var basics: Condition?
  package var meters: [Meter] = []
  package var flags: [Flag] = []
  package var facts: [Fact] = []
  package var rubrics: [RubricUse] = []
  /// The least score to pass, 0 ... 100.
  package var pass = 70
  package var needs: [Need] = []
  /// Marks may still be missing: playable, not gradable.
  package var draft = false
  /// Most choices in one encounter, at least 1.
  package var turnCap = 40
  /// Index of the ending entered when `turnCap` is reached; nil if not given.
  package var patience: Int?
  /// Index of the first scene.
  package var start = 0

  package var scenes: [Scene] = []
  package var endings: [Ending] = []
  package var choices: [Choice] = []
  package var branches: [Branch] = []
  package var lines: [Line] = []
  package var wordings: [Wording] = []
  package var effects: [Effect] = []
  package var voiceEffects: [VoiceExtent] = []
  package var marks: [Mark] = []
  package var voiceMarks: [VoiceExtent] = []
  package var reveals: [Int32] = []
  package var examples: [Text] = []
  package var routes: [Route] = []
  package var expressions: [ExpressionNode] = []

  package init(customer: Customer) {
    self.customer = customer
  }
}

extension Scenario {
  /// A criterion with the rubric that it stands in.
  package struct CriterionPlace: Equatable, Sendable {
    /// Index in `Scenario.rubrics`.
    package var rubric: Int
    /// Index in that rubric's criteria.
    package var position: Int
  }

  /// All criteria, rubric by rubric, in file order. Marks name a criterion by its index here.
  package var criteria: [CriterionPlace] {
    rubrics.indices.flatMap { rubric in
      rubrics[rubric].rubric.criteria.indices.map { CriterionPlace(rubric: rubric, position: $0) }
    }
  }

  /// The criterion at a place.
  package func criterion(_ place: CriterionPlace) -> Criterion {
    rubrics[place.rubric].rubric.criteria[place.position]
  }

  /// The text at a place, placeholders as written.
  package func string(_ text: Text) -> String { self.text[text] }

  /// What a choice says or does, for a person: silence has words too.
  package func words(of choice: Choice) -> String {
    choice.kind == .silent ? "(say nothing)" : string(choice.text)
  }
}
