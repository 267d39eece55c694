/// The keys that an object of one kind may have. The cases stand in the order of the names in the
/// table.
protocol ObjectKey: RawRepresentable<UInt8> {
  static var table: KeyTable { get }
  static var required: RequiredKeys { get }
}

extension ObjectKey {
  static var required: RequiredKeys { .none }

  /// The key as it is written in files.
  var name: String { Self.table.names[Int(rawValue)] }
}

/// The values of one object by its keys, as positions on the tape. Kept in place, without an
/// allocation.
struct Fields<Key: ObjectKey> {
  /// The object's own position.
  let node: Int
  /// One bit for each key that the object has.
  private(set) var present: UInt32 = 0
  /// 0 is absent: no value is the first node.
  private var values = InlineArray<32, UInt32>(repeating: 0)

  init(node: Int) {
    self.node = node
  }

  /// The position of the key's value, or nil if the object has none.
  subscript(key: Key) -> Int? {
    let value = values[Int(key.rawValue)]
    return value == 0 ? nil : Int(value)
  }

  /// The position of the key itself, which stands before its value.
  func keyNode(_ key: Key) -> Int? { self[key].map { $0 - 1 } }

  /// Remembers a value; the first of several counts.
  mutating func set(_ index: Int, to value: Int) {
    if values[index] == 0 { values[index] = UInt32(truncatingIfNeeded: value) }
    present |= 1 << UInt32(truncatingIfNeeded: index)
  }
}

enum ScenarioKey: UInt8, ObjectKey {
  case format, id, version, title, summary, briefing, language, industry, tags, minutes, level
  case source, author, licence, customer, authority, loss, basics, mood, flags, rubrics, pass, needs
  case draft, turns, patience, start, scenes, endings

  static let table = KeyTable(
    "format id version title summary briefing language industry tags minutes level source author "
      + "licence customer authority loss basics mood flags rubrics pass needs draft turns patience "
      + "start scenes endings")

  static let required = RequiredKeys([
    ScenarioKey.format: "`\"undermat-scenario/1\"`, which says what this file is",
    .id: "the name that people type to play it",
    .version: "the version of this file, `\"1.0.0\"` to begin with",
    .title: "the name in the list of scenarios",
    .summary: "one sentence that says what it is about",
    .briefing: "what the trainee is told before it starts",
    .customer: "who the customer is",
    .rubrics: "the list of rubric files that it is graded by",
    .start: "the scene that it begins with",
    .scenes: "what happens, scene by scene",
    .endings: "how it can end",
  ])
}

enum CustomerKey: UInt8, ObjectKey {
  case name, about, voice, voices, facts
  static let table = KeyTable("name about voice voices facts")

  static let required = RequiredKeys([
    CustomerKey.name: "what the customer is called",
    .voice: "how the customer speaks: harmonizer, thinker, persister, rebel, promoter or imaginer",
  ])
}

enum FactKey: UInt8, ObjectKey {
  case text, known
  static let table = KeyTable("text known")

  static let required = RequiredKeys([
    FactKey.text: "the fact in a sentence",
    .known: "`true` if the trainee knows it from the start, `false` if a choice reveals it",
  ])
}

enum AuthorityKey: UInt8, ObjectKey {
  case currency, limit, raise, policy
  static let table = KeyTable("currency limit raise policy")
}

enum RaiseKey: UInt8, ObjectKey {
  case when, limit
  static let table = KeyTable("when limit")

  static let required = RequiredKeys([
    RaiseKey.when: "the condition under which more may be given away",
    .limit: "how much may be given away then",
  ])
}

enum MeterKey: UInt8, ObjectKey {
  case min, max, start, good, words
  static let table = KeyTable("min max start good words")

  static let required = RequiredKeys([
    MeterKey.start: "where the meter stands at first",
    .good: "`\"high\"` or `\"low\"`, whichever end is the good one",
  ])
}

enum RubricUseKey: UInt8, ObjectKey {
  case file, weight
  static let table = KeyTable("file weight")

  static let required = RequiredKeys([
    RubricUseKey.file: "the name of the rubric's file, seen from this file's folder"
  ])
}

enum SceneKey: UInt8, ObjectKey {
  case lines, effects, stakes, choices, window, chance, fixedOrder
  static let table = KeyTable("lines effects stakes choices window chance fixed-order")

  static let required = RequiredKeys(
    [
      SceneKey.lines: "what the trainee reads on coming here",
      .choices: "what can be answered (a scene without choices has `chance`)",
    ], spare: (.choices, beside: .chance))
}

enum WindowKey: UInt8, ObjectKey {
  case seconds, choice
  static let table = KeyTable("seconds choice")

  static let required = RequiredKeys([
    WindowKey.seconds: "how long the trainee may think",
    .choice: "the choice that is taken when time runs out",
  ])
}

enum BranchKey: UInt8, ObjectKey {
  case to, weight, lines, effects, when, adverse
  static let table = KeyTable("to weight lines effects when adverse")

  static let required = RequiredKeys([BranchKey.to: "the scene or ending that follows"])
}

enum LineKey: UInt8, ObjectKey {
  case say, narrate, pause, by, when, voices
  static let table = KeyTable("say narrate pause by when voices")
}

enum ChoiceKey: UInt8, ObjectKey {
  case id, say, act, silent, when, otherwise, once, effects, voiceEffects, spend, seconds, reveals
  case marks, voiceMarks, critical, why, examples, to

  static let table = KeyTable(
    "id say do silent when otherwise once effects voice-effects spend seconds reveals marks "
      + "voice-marks critical why examples to")

  static let required = RequiredKeys([
    ChoiceKey.id: "its short name, unlike the others of its scene",
    .to: "the scene or ending that follows",
  ])
}

enum RouteKey: UInt8, ObjectKey {
  case when, to
  static let table = KeyTable("when to")

  static let required = RequiredKeys([RouteKey.to: "the scene or ending that follows"])
}

enum CriticalKey: UInt8, ObjectKey {
  case family, why
  static let table = KeyTable("family why")

  static let required = RequiredKeys([
    CriticalKey.family: "whom it harms: customer, business or compliance",
    .why: "what was wrong, in a sentence",
  ])
}

enum EndingKey: UInt8, ObjectKey {
  case outcome, lines, marks, why
  static let table = KeyTable("outcome lines marks why")

  static let required = RequiredKeys([
    EndingKey.outcome: "what became of the customer: delighted, kept, lost or harmed"
  ])
}

enum RubricKey: UInt8, ObjectKey {
  case format, id, version, title, about, gated, criteria
  static let table = KeyTable("format id version title about gated criteria")

  static let required = RequiredKeys([
    RubricKey.format: "`\"undermat-rubric/1\"`, which says what this file is",
    .id: "the name that scenarios and score sheets call it by",
    .version: "the version of this file, `\"1.0.0\"` to begin with",
    .title: "the name that people read",
    .criteria: "what is looked at, each with its levels",
  ])
}

enum CriterionKey: UInt8, ObjectKey {
  case title, weight, levels
  static let table = KeyTable("title weight levels")

  static let required = RequiredKeys([
    CriterionKey.title: "the name that people read",
    .levels: "what one would see or hear at each level from -2 to 2",
  ])
}

enum LevelKey: UInt8, ObjectKey {
  case worst, bad, neutral, good, best
  static let table = KeyTable("-2 -1 0 1 2")

  static let required = RequiredKeys([
    LevelKey.worst: "the worst that one would see or hear",
    .bad: "what is below par",
    .neutral: "what is neither good nor bad",
    .good: "what is good",
    .best: "the best that one would see or hear",
  ])
}
